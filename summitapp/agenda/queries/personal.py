"""What of the last release concerns one person, without loading the rest: columns, not entities, for feeds and phones."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from summitapp.agenda.models import AgendaSession, AgendaVersion, ReleasedAppearance, Slot, SlotRoom
from summitapp.agenda.values import (
    Attendance,
    Placement,
    Programme,
    Released,
    RoomText,
    SessionState,
    SessionText,
    TrackText,
    VersionState,
    Visibility,
)
from summitapp.core.db import db, table_of
from summitapp.core.tz import to_local
from summitapp.directory.models import Person, Tenure
from summitapp.summits.models import Room, Summit, Track, Venue

_slot, _session, _room = table_of(Slot), table_of(AgendaSession), table_of(Room)
_version, _named, _more = table_of(AgendaVersion), table_of(ReleasedAppearance), table_of(SlotRoom)
_venue, _track, _person, _tenure = table_of(Venue), table_of(Track), table_of(Person), table_of(Tenure)

_LAST: Final = (
    sa.select(_version.c.id)
    .where(_version.c.summit_id == sa.bindparam("summit"), _version.c.state == VersionState.PUBLISHED)
    .order_by(_version.c.number.desc()).limit(1).scalar_subquery()
)  # fmt: skip
_APPEARS: Final = _slot.c.id.in_(sa.select(_named.c.slot_id).where(_named.c.person_id == sa.bindparam("person")))
#: Each office somebody holds, or stands in for, with where it is announced; whether on that day is looked at in the rows.
_OFFICES: Final = (
    sa.select(_slot.c.id, _slot.c.starts_at, _session.c.code, _tenure.c.since, _tenure.c.until)
    .select_from(_tenure.join(_named, _named.c.position_id == _tenure.c.position_id)
                 .join(_slot, _slot.c.id == _named.c.slot_id).join(_session, _session.c.id == _slot.c.session_id))
    .where(_slot.c.version_id == _LAST)
)  # fmt: skip
_OFFICES_OF: Final = _OFFICES.where(_tenure.c.person_id == sa.bindparam("person"))
_OFFICES_BY_REFERENCE: Final = _OFFICES.where(_tenure.c.person_id == (
    sa.select(_person.c.id).where(_person.c.public_id == sa.bindparam("person")).scalar_subquery()
))  # fmt: skip
_IN_OFFICE: Final = _slot.c.id.in_(sa.bindparam("offices", expanding=True))
#: By the word of now; what the release says is looked at in the rows that are left, since opening 600 texts in the
#: database takes longer than all the rest.
_OPEN: Final = _session.c.visibility != Visibility.CLOSED
_COMPULSORY: Final = _session.c.attendance == Attendance.COMPULSORY
_CHOSEN: Final = _slot.c.session_id.in_(sa.bindparam("sessions", expanding=True))
_ALL: Final = (
    sa.select(_slot.c.id, _slot.c.session_id, _slot.c.starts_at, _slot.c.ends_at, _slot.c.cancelled, _slot.c.frozen,
              _session.c.code, _session.c.public_id, _session.c.visibility, _session.c.capacity, _session.c.taken,
              _session.c.attendance, _session.c.state, _room.c.code.label("room"), _APPEARS.label("appears"))
    .select_from(_slot.join(_session, _session.c.id == _slot.c.session_id)
                 .outerjoin(_room, _room.c.id == _slot.c.room_id))
    .where(_slot.c.version_id == _LAST, sa.or_(_OPEN, _APPEARS, _IN_OFFICE))
    .order_by(_slot.c.starts_at, _slot.c.ends_at, _session.c.code)
)  # fmt: skip
_MORE: Final = (
    sa.select(_more.c.slot_id, _room.c.code).join(_room, _room.c.id == _more.c.room_id)
    .where(_more.c.slot_id.in_(sa.bindparam("slots", expanding=True))).order_by(_room.c.position)
)  # fmt: skip
_OWN: Final = _ALL.where(sa.or_(_APPEARS, _IN_OFFICE, _COMPULSORY, _CHOSEN))


def released_for(
    summit: Summit, person_id: int, sessions: Collection[int] | None = None, *, codes: Collection[str] = ()
) -> list[Released]:
    """Return what stands in a person's own agenda, in order of time: closed sessions only where they appear.

    That is where they appear, by name or by an office that they hold, or stand in for, on that day; what is compulsory by
    the release and still is, and what they chose; who appears is not loaded.

    :param sessions: row ids of what they chose; ``None`` for everything the person may see.
    :param codes: of everything they may see, only these.
    """
    offices = _in_office(summit, _OFFICES_OF, person_id)
    given: dict[str, Any] = {"summit": summit.id, "person": person_id, "offices": sorted(offices)}
    statement = _ALL
    if codes:
        statement = _ALL.where(_session.c.code.in_(sorted(codes)))
    elif sessions is not None:
        statement, given = _OWN, {**given, "sessions": sorted(sessions)}
    rows = db.session.connection().execute(statement, given).all()
    also_in = _more_rooms([row.id for row in rows])
    found = (_released(row, tuple(also_in.get(row.id, ())), row.id in offices) for row in rows)
    return [one for one in found if one.appears or one.placement.text.visibility is not Visibility.CLOSED]


def codes_by_office(summit: Summit, person: str) -> set[str]:
    """Return the sessions of the last release in which somebody appears by an office. :param person: public id."""
    return set(_in_office(summit, _OFFICES_BY_REFERENCE, person).values())


def _in_office(summit: Summit, statement: sa.Select[Any], person: int | str) -> dict[int, str]:
    """Return slot → session code, where somebody comes for an office on that day, by the clock of the summit."""
    rows = db.session.connection().execute(statement, {"summit": summit.id, "person": person})
    return {row.id: row.code for row in rows if _covers(row, to_local(row.starts_at, summit.timezone).date())}


def _covers(row: Any, day: date) -> bool:
    return (row.since is None or row.since <= day) and (row.until is None or day <= row.until)


def _more_rooms(slots: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in db.session.connection().execute(_MORE, {"slots": slots}) if slots else ():
        found[row.slot_id].append(row.code)
    return found


def _released(row: Any, also_in: tuple[str, ...], in_office: bool) -> Released:
    text = SessionText.of(row.frozen)
    text = replace(text, visibility=text.visibility.stricter(row.visibility))
    placement = Placement(row.code, text, row.room or "", row.starts_at, row.ends_at, (), row.cancelled, row.public_id,
                          also_in, taken=row.taken)  # fmt: skip
    enrols = (
        text.attendance is Attendance.ENROL and row.attendance is Attendance.ENROL
        and row.state is SessionState.PLANNED and not row.cancelled
    )  # fmt: skip
    return Released(row.session_id, placement, row.capacity, enrols, in_office or bool(row.appears))


_ROOM_TEXTS: Final = (
    sa.select(_room.c.code, _room.c.name, _room.c.capacity, _venue.c.name.label("venue"), _venue.c.address,
              _venue.c.latitude, _venue.c.longitude)
    .select_from(_room.join(_venue, _venue.c.id == _room.c.venue_id))
    .where(_room.c.summit_id == sa.bindparam("summit"), _room.c.code.in_(sa.bindparam("codes", expanding=True)))
    .order_by(_room.c.position, _room.c.id)
)  # fmt: skip
_TRACK_TEXTS: Final = sa.select(_track.c.code, _track.c.name, _track.c.colour).where(
    _track.c.summit_id == sa.bindparam("summit"), _track.c.code.in_(sa.bindparam("codes", expanding=True))
)


def programme_around(summit: Summit, placements: Sequence[Placement]) -> Programme:
    """Return some placements with the rooms and tracks they name and no others; the days of the summit are left out."""
    connection = db.session.connection()
    rooms = sorted({code for placement in placements for code in placement.rooms})
    tracks = sorted({placement.text.track for placement in placements} - {""})
    found = connection.execute(_ROOM_TEXTS, {"summit": summit.id, "codes": rooms}) if rooms else ()
    named = connection.execute(_TRACK_TEXTS, {"summit": summit.id, "codes": tracks}) if tracks else ()
    return Programme(
        summit.timezone, (),
        {row.code: RoomText(row.code, row.name, row.venue, row.address, row.capacity, (), row.latitude, row.longitude)
         for row in found},
        {row.code: TrackText(row.code, row.name, row.colour) for row in named}, tuple(placements),
    )  # fmt: skip

