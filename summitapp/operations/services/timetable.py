"""Putting the demo programme on the agenda and publishing it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from summitapp.agenda import queries as agenda
from summitapp.agenda import rules
from summitapp.agenda.services import Planned, judge_draft, plan_sessions, publish_agenda
from summitapp.agenda.values import (
    AppearanceDetails,
    AppearanceRole,
    Attendance,
    SessionDetails,
    SessionKind,
    SessionText,
    Visibility,
)
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.core.tz import from_local
from summitapp.directory import services as directory
from summitapp.directory.models import Person, Position
from summitapp.operations.services.booths import staff_booths
from summitapp.operations.services.summit import Frame
from summitapp.operations.services.world import World
from summitapp.operations.values.choices import WITH_PLACES
from summitapp.operations.values.functions import ADMINISTRATIONS
from summitapp.operations.values.people import people
from summitapp.operations.values.programme import TIMEZONE, SessionSeed
from summitapp.operations.values.voices import VOICES, VoiceSeed
from summitapp.registration.models import Registration

NOTE: Final = Translated("Erste Fassung des Programms.", "Programın ilk sürümü.", "First version of the programme.")
_KINDS: Final = {
    "arrival": SessionKind.BREAK, "break": SessionKind.BREAK, "internal": SessionKind.ROUND_TABLE,
    "opening": SessionKind.PLENARY, "closing": SessionKind.PLENARY, "ceremony": SessionKind.CEREMONY,
    "signing": SessionKind.CEREMONY, "concert": SessionKind.CEREMONY, "orientation": SessionKind.WORKSHOP,
    "youth": SessionKind.WORKSHOP, "exercise": SessionKind.WORKSHOP, "market": SessionKind.PANEL,
    "pitch": SessionKind.PANEL, "business": SessionKind.MEETINGS, "site_visit": SessionKind.VISIT,
    "side_event": SessionKind.VISIT, "gala": SessionKind.RECEPTION,
}  # fmt: skip
CHANNELS: Final = {"de": 1, "tr": 2, "en": 3}  # the same in every room, as the receivers are handed out once
_ROLES: Final = {"moderator": AppearanceRole.MODERATOR, "host": AppearanceRole.HOST}


def publish_programme(
    world: World, frame: Frame, listed: Sequence[SessionSeed], *, interpreted: bool = False
) -> dict[str, str]:
    """Add the sessions with their times, rooms and people, and publish the first version.

    :param interpreted: with a pool of interpreters and their teams.
    :return: key of each voice that is a person → their public id.
    """
    if not listed:
        return {}
    cast = _cast(world, frame, {key for session in listed for key, _ in session.speakers})
    plan_sessions(frame.summit, [_planned(session, cast) for session in listed])
    if interpreted:
        staff_booths(frame.summit)
    notices = judge_draft(frame.summit, agenda.draft_placements(frame.summit))
    publish_agenda(frame.summit, NOTE, rules.notices_mark(notices))
    return {key: one.person for key, one in cast.items() if one.person}


def _planned(session: SessionSeed, cast: dict[str, AppearanceDetails]) -> Planned:
    kind = _KINDS.get(session.kind) or SessionKind(session.kind)
    text = SessionText(
        title=session.title, abstract=session.abstract, kind=kind, track=session.track, sdgs=session.sdgs,
        topics=session.topics, languages=session.languages, interpretation=session.interpreted,
        visibility=Visibility.CLOSED if session.closed else Visibility.PUBLIC, capacity=session.places,
        is_break=kind is SessionKind.BREAK, attendance=_attendance(session),
        channels=tuple((code, CHANNELS[code]) for code in sorted(session.interpreted)),
    )  # fmt: skip
    appearing = tuple(
        AppearanceDetails(cast[key].person, cast[key].position, _ROLES.get(role, AppearanceRole.SPEAKER),
                          cast[key].function)
        for key, role in session.speakers
    )  # fmt: skip
    return Planned(SessionDetails(text, appearing, session.code), session.room, _instant(session, session.start),
                   _instant(session, session.end))  # fmt: skip


def _attendance(session: SessionSeed) -> Attendance:
    if session.kind in ("opening", "closing"):
        return Attendance.COMPULSORY
    return Attendance.ENROL if session.code in WITH_PLACES else Attendance.FREE


def _instant(session: SessionSeed, clock: str) -> datetime:
    return from_local(datetime.fromisoformat(f"{session.day.isoformat()}T{clock}"), TIMEZONE)


def _cast(world: World, frame: Frame, keys: Iterable[str]) -> dict[str, AppearanceDetails]:
    wanted = [VOICES[key] for key in sorted(keys)]
    offices = {(one.title.en, one.organisation_id): one for one in db.session.scalars(sa.select(Position))}
    delegates = _delegates(frame)
    cast = {}
    for voice in wanted:
        if voice.name is None:
            known = offices.get((voice.title.en, world.bodies[voice.organisation].id)) or _new_office(world, voice)
            db.session.flush()
            cast[voice.key] = AppearanceDetails(position=known.public_id)
        else:
            person = delegates.get(voice.delegate if voice.delegate is not None else -1) or _new_person(voice)
            cast[voice.key] = AppearanceDetails(person=person, function=_function(world, voice))
    return cast


def _function(world: World, voice: VoiceSeed) -> Translated:
    body = world.bodies[voice.organisation].name
    return Translated(*(f"{text}, {body[language]}" for language, text in voice.title))


def _new_office(world: World, voice: VoiceSeed) -> Position:
    body = world.bodies[voice.organisation]
    city = body.city if body.kind in ADMINISTRATIONS else None  # an association's board is not that of a city
    return directory.add_position(voice.title, voice.source, city=city, organisation=body)


def _new_person(voice: VoiceSeed) -> str:
    assert voice.name is not None, voice.key
    _, reference = directory.add_person(voice.name.given, voice.name.family, None, voice.source,
                                        academic_title=voice.name.academic_title)  # fmt: skip
    return reference


def _delegates(frame: Frame) -> dict[int, str]:
    """Return which of the speakers take part as delegates of this summit: number → public id of the person."""
    numbers = {person.email: person.number for person in people(len(VOICES))}
    found = (
        sa.select(Person.email, Person.public_id)
        .join(Registration, Registration.person_id == Person.id)
        .where(Registration.summit_id == frame.summit.id, Person.email.in_(numbers))
    )
    return {numbers[email or ""]: reference for email, reference in db.session.execute(found)}
