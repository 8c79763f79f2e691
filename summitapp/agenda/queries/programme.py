"""A version of the agenda as values, with everything needed to judge and to show it."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from summitapp.agenda.models import (
    AgendaSession,
    AgendaVersion,
    Appearance,
    Availability,
    Interpreter,
    Interpreting,
    ReleasedAppearance,
    Slot,
    SlotRoom,
)
from summitapp.agenda.queries.sessions import tracks_of
from summitapp.agenda.queries.versions import draft_of, last_release
from summitapp.agenda.values import (
    Appearing,
    DayHours,
    Frame,
    Placement,
    Programme,
    RoomFacts,
    RoomText,
    SessionText,
    Span,
    TrackText,
    VersionState,
    Visibility,
)
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.core.tz import from_local
from summitapp.directory.models import City, Organisation, Person, Position
from summitapp.directory.values import PersonName
from summitapp.summits import queries as summits
from summitapp.summits.models import Room, Summit, SummitDay, Track, Venue


def frame_of(summit: Summit) -> Frame:
    """Return within what the agenda of a summit has to fit."""
    days = summits.parts(SummitDay, summit.id)
    hours = tuple(
        DayHours(day.day, _instant(day, "opens", summit.timezone), _instant(day, "closes", summit.timezone))
        for day in days
    )
    return Frame(
        hours, _rooms(summit), summit.timezone, timedelta(minutes=summit.changeover_minutes),
        summits.walks_of(summit), _available(summit),
    )  # fmt: skip


def _rooms(summit: Summit) -> dict[str, RoomFacts]:
    rows = db.session.execute(
        sa.select(Room, Venue.public_id).join(Venue, Venue.id == Room.venue_id)
        .where(Room.summit_id == summit.id).order_by(Room.position, Room.id)
    ).all()  # fmt: skip
    open_when = summits.room_hours_of(summit)
    return {
        room.code: RoomFacts(room.code, room.name, room.capacity, tuple(room.languages), venue,
                             tuple(Span(*span) for span in open_when.get(room.id, ())))
        for room, venue in rows
    }  # fmt: skip


def _available(summit: Summit) -> dict[str, tuple[Span, ...]]:
    rows = db.session.execute(
        sa.select(Person.public_id, Availability.starts_at, Availability.ends_at)
        .join(Person, Person.id == Availability.person_id)
        .where(Availability.summit_id == summit.id).order_by(Availability.starts_at)
    )  # fmt: skip
    found: dict[str, list[Span]] = defaultdict(list)
    for person, starts_at, ends_at in rows:
        found[f"person:{person}"].append(Span(starts_at, ends_at))
    return {key: tuple(spans) for key, spans in found.items()}


def _instant(day: SummitDay, name: str, zone: str) -> datetime:
    return from_local(datetime.combine(day.day, getattr(day, name)), zone, second=False)


def draft_placements(summit: Summit) -> tuple[Placement, ...]:
    """Return the draft in the words of today."""
    draft = draft_of(summit)
    return placements_of(draft) if draft is not None else ()


def placements_of(version: AgendaVersion) -> tuple[Placement, ...]:
    """Return the placements of a version in order of time.

    A release speaks in the words it froze; a session that was since shown to fewer people is shown
    to fewer people at once.
    """
    draft = version.state is VersionState.DRAFT
    statement = (
        sa.select(Slot, AgendaSession, Room.code, Track.code)
        .join(Slot.session)
        .outerjoin(Slot.room)
        .outerjoin(AgendaSession.track)
        .where(Slot.version_id == version.id)
        .order_by(Slot.starts_at, Slot.ends_at, Room.position, AgendaSession.code)
    )
    rows = db.session.execute(statement).all()
    people = _draft_cast(version) if draft else _released_cast(version)
    team, more = _team(version) if draft else {}, _more_rooms(version)
    return tuple(
        Placement(
            session.code, _text(slot, session, track), room or "", slot.starts_at, slot.ends_at,
            tuple(people[session.id if draft else slot.id]), slot.cancelled, session.public_id,
            more.get(slot.id, ()), team.get(session.id, ()), session.taken, session.revision,
        )
        for slot, session, room, track in rows
    )  # fmt: skip


def _text(slot: Slot, session: AgendaSession, track: str | None) -> SessionText:
    if slot.frozen is not None:
        text = SessionText.of(slot.frozen)
        return replace(text, visibility=text.visibility.stricter(session.visibility))
    return session.text_in(track or "")


def _more_rooms(version: AgendaVersion) -> dict[int, tuple[str, ...]]:
    rows = db.session.execute(
        sa.select(SlotRoom.slot_id, Room.code).join(Room, Room.id == SlotRoom.room_id)
        .join(Slot, Slot.id == SlotRoom.slot_id).where(Slot.version_id == version.id).order_by(Room.position)
    )  # fmt: skip
    found: dict[int, list[str]] = defaultdict(list)
    for slot, code in rows:
        found[slot].append(code)
    return {slot: tuple(codes) for slot, codes in found.items()}


def _team(version: AgendaVersion) -> dict[int, tuple[Appearing, ...]]:
    """Return the interpreters of each session: their languages stand where a function would."""
    rows = db.session.execute(
        sa.select(Interpreting.session_id, Interpreter.languages, Person)
        .join(Interpreter, Interpreter.id == Interpreting.interpreter_id)
        .join(Person, Person.id == Interpreter.person_id)
        .join(Slot, Slot.session_id == Interpreting.session_id)
        .where(Slot.version_id == version.id).order_by(Person.search_key)
    )  # fmt: skip
    found: dict[int, list[Appearing]] = defaultdict(list)
    for session, languages, person in rows:
        found[session].append(Appearing(f"person:{person.public_id}", person.name.with_title,
                                        Translated.same(", ".join(code.upper() for code in languages))))  # fmt: skip
    return {session: tuple(team) for session, team in found.items()}


def _draft_cast(version: AgendaVersion) -> dict[int, list[Appearing]]:
    statement = _cast(Appearance, Appearance.session_id)
    return _by(statement.join(Slot, Slot.session_id == Appearance.session_id).where(Slot.version_id == version.id))


def _released_cast(version: AgendaVersion) -> dict[int, list[Appearing]]:
    statement = _cast(ReleasedAppearance, ReleasedAppearance.slot_id)
    return _by(statement.join(ReleasedAppearance.slot).where(Slot.version_id == version.id))


def _cast(
    model: type[Appearance] | type[ReleasedAppearance], owner: InstrumentedAttribute[int]
) -> sa.Select[*tuple[Any, ...]]:
    """Select columns, not rows: of a person only the name is needed here."""
    return (
        sa.select(
            owner, model.role, model.function, Person.public_id, Person.given_name, Person.family_name,
            Person.academic_title, Person.hidden_at, Position.public_id, Position.title, City.name, Organisation.name,
        )
        .select_from(model)
        .outerjoin(Person, Person.id == model.person_id)
        .outerjoin(Position, Position.id == model.position_id)
        .outerjoin(City, City.id == Position.city_id)
        .outerjoin(Organisation, Organisation.id == Position.organisation_id)
        .order_by(owner, model.place, model.id)
    )  # fmt: skip


def _by(statement: sa.Select[*tuple[Any, ...]]) -> dict[int, list[Appearing]]:
    found: dict[int, list[Appearing]] = defaultdict(list)
    for (owner, role, function, person, given, family, academic, hidden, position, title, city,
         organisation) in db.session.execute(statement):  # fmt: skip
        if person is not None:
            name = PersonName(given, family, academic).with_title
            found[owner].append(Appearing(f"person:{person}", name, function, role, hidden=hidden is not None))
        else:
            body = city or organisation or Translated()
            found[owner].append(Appearing(f"position:{position}", "", function or title, role, body))
    return found


def programme_of(summit: Summit, version: AgendaVersion | None) -> Programme:
    """Return a version with everything needed to show it; without one the bare days, rooms and tracks."""
    days = db.session.scalars(sa.select(SummitDay.day).where(SummitDay.summit_id == summit.id).order_by(SummitDay.day))
    rooms = db.session.execute(
        sa.select(Room, Venue).join(Venue, Venue.id == Room.venue_id).where(Room.summit_id == summit.id)
        .order_by(Room.position, Room.id)
    )  # fmt: skip
    programme = Programme(
        zone=summit.timezone,
        days=tuple(days),
        rooms={room.code: _room_text(room, venue) for room, venue in rooms},
        tracks={track.code: TrackText(track.code, track.name, track.colour) for track in tracks_of(summit)},
    )
    if version is None:
        return programme
    return replace(programme, placements=placements_of(version), number=version.number,
                   published_at=version.published_at, note=version.note, name=version.label)  # fmt: skip


def _room_text(room: Room, venue: Venue) -> RoomText:
    return RoomText(room.code, room.name, venue.name, venue.address, room.capacity, tuple(room.languages),
                    venue.latitude, venue.longitude)  # fmt: skip


def public_programme(summit: Summit) -> Programme:
    """Return what everybody may see of the last release."""
    return programme_of(summit, last_release(summit)).only(lambda placement: placement.public)


def programme_for_person(summit: Summit, person: str) -> Programme:
    """Return what a participant may see: everything but the closed sessions of others.

    :param person: public id of the :class:`directory.Person`.
    """
    key = f"person:{person}"
    return programme_of(summit, last_release(summit)).only(
        lambda p: p.text.visibility is not Visibility.CLOSED or any(one.key == key for one in p.people)
    )
