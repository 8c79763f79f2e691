"""Placements of a release as calendar items."""

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from summitapp.agenda.models import AgendaSession, AgendaVersion, Slot, subject_of
from summitapp.agenda.queries.programme import programme_of
from summitapp.agenda.queries.versions import last_release
from summitapp.agenda.values import WITHDRAWN, Placement, Programme, RoomText, SessionText, VersionState, Visibility
from summitapp.calendars import queries as calendars
from summitapp.calendars.values import CalendarItem, EntryStatus, Geo
from summitapp.core.context import settings
from summitapp.core.db import db
from summitapp.core.text import LANGUAGES, Language, Translated
from summitapp.summits.models import Room, Summit


def calendar_items(summit: Summit, programme: Programme, language: Language) -> list[CalendarItem]:
    """Return the placements of a release as the ledger of calendars knows them."""
    states = calendars.states_of(subject_of(placement.reference) for placement in programme.placements)
    return [
        CalendarItem(
            entry=states[subject_of(placement.reference)],
            starts_at=placement.starts_at,
            ends_at=placement.ends_at,
            title=placement.text.title,
            description=placement.text.abstract,
            location=places_of(placement, programme),
            categories=_categories(placement, programme),
            url=_address(summit, placement, language) if placement.public else "",
            geo=_geo(programme.rooms.get(placement.room)),
            conference=placement.text.livestream,
            zone=programme.zone,
        )
        for placement in programme.placements
        if subject_of(placement.reference) in states
    ]


def withdrawn(summit: Summit) -> tuple[Placement, ...]:
    """Return what a public calendar may still hold although not everybody may see it any more.

    Only the time, the room and the track that were public once are told; a calendar has to keep it as cancelled, since
    what is left out of a feed stays in calendars that were filled by a file.
    """
    last = last_release(summit)
    hidden = {p.reference for p in programme_of(summit, last).placements if not p.public}
    if not hidden:
        return ()
    statement = (
        sa.select(AgendaSession.public_id, AgendaSession.code, Room.code, Slot.starts_at, Slot.ends_at, Slot.frozen)
        .join(Slot.version).join(Slot.session).outerjoin(Slot.room)
        .where(AgendaVersion.summit_id == summit.id, AgendaVersion.state == VersionState.PUBLISHED,
               AgendaSession.public_id.in_(hidden))
        .order_by(AgendaVersion.number)
    )  # fmt: skip
    found = {}
    for reference, code, room, starts_at, ends_at, frozen in db.session.execute(statement):
        text = SessionText.of(frozen) if frozen else None
        if text is not None and text.visibility is Visibility.PUBLIC:
            told = SessionText(WITHDRAWN, track=text.track)
            found[reference] = Placement(code, told, room or "", starts_at, ends_at, cancelled=True,
                                         reference=reference)  # fmt: skip
    return tuple(found.values())


def withdrawn_items(placements: Sequence[Placement]) -> list[CalendarItem]:
    """Return what was withdrawn as calendars have to hold it from now on: cancelled, and without a word of it."""
    states = calendars.states_of(subject_of(placement.reference) for placement in placements)
    return [
        CalendarItem(replace(states[subject], status=EntryStatus.CANCELLED), one.starts_at, one.ends_at, one.text.title)
        for one in placements if (subject := subject_of(one.reference)) in states
    ]  # fmt: skip


def places_of(placement: Placement, programme: Programme) -> Translated:
    """Return where a session is: a room with its house and address, or every room that a plenary fills."""
    rooms = [programme.rooms[code] for code in placement.rooms if code in programme.rooms]
    if len(rooms) < 2:
        return location_of(rooms[0] if rooms else None)
    names = {lang: " + ".join(room.name.best(lang) for room in rooms) for lang in LANGUAGES}
    return location_of(replace(rooms[0], name=Translated(**names)))


def location_of(room: RoomText | None) -> Translated:
    """Return room, house and address in one line for each language."""
    if room is None:
        return Translated()
    return Translated(**{
        lang: ", ".join(part for part in (room.name.best(lang), room.venue.best(lang), room.address) if part)
        for lang in LANGUAGES
    })  # fmt: skip


def _categories(placement: Placement, programme: Programme) -> tuple[Translated, ...]:
    track = programme.tracks.get(placement.text.track)
    goals = tuple(Translated.same(f"SDG {number}") for number in placement.text.sdgs)
    return ((track.name,) if track else ()) + goals


def _geo(room: RoomText | None) -> Geo | None:
    if room is None or room.latitude is None or room.longitude is None:
        return None
    return Geo(room.latitude, room.longitude)


def _address(summit: Summit, placement: Placement, language: Language) -> str:
    return f"{settings().base_url}/{language}/summits/{summit.slug}/sessions/{placement.code}/"
