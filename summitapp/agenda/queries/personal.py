"""What of the last release concerns one person, without loading the rest: columns, not entities, for feeds and phones."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, Final

import sqlalchemy as sa

from summitapp.agenda.models import AgendaSession, AgendaVersion, ReleasedAppearance, Slot, SlotRoom
from summitapp.agenda.values import Attendance, Placement, Released, SessionState, SessionText, VersionState, Visibility
from summitapp.core.db import db, table_of
from summitapp.summits.models import Room, Summit

_slot, _session, _room = table_of(Slot), table_of(AgendaSession), table_of(Room)
_version, _named, _more = table_of(AgendaVersion), table_of(ReleasedAppearance), table_of(SlotRoom)

_LAST: Final = (
    sa.select(_version.c.id)
    .where(_version.c.summit_id == sa.bindparam("summit"), _version.c.state == VersionState.PUBLISHED)
    .order_by(_version.c.number.desc()).limit(1).scalar_subquery()
)  # fmt: skip
_APPEARS: Final = _slot.c.id.in_(sa.select(_named.c.slot_id).where(_named.c.person_id == sa.bindparam("person")))
_OPEN: Final = sa.and_(
    _session.c.visibility != Visibility.CLOSED, _slot.c.frozen["visibility"].as_string() != Visibility.CLOSED.value
)
_COMPULSORY: Final = _slot.c.frozen["attendance"].as_string() == Attendance.COMPULSORY.value
_CHOSEN: Final = _slot.c.session_id.in_(sa.bindparam("sessions", expanding=True))
_ALL: Final = (
    sa.select(_slot.c.id, _slot.c.session_id, _slot.c.starts_at, _slot.c.ends_at, _slot.c.cancelled, _slot.c.frozen,
              _session.c.code, _session.c.public_id, _session.c.visibility, _session.c.capacity, _session.c.taken,
              _session.c.attendance, _session.c.state, _room.c.code.label("room"), _APPEARS.label("appears"))
    .select_from(_slot.join(_session, _session.c.id == _slot.c.session_id)
                 .outerjoin(_room, _room.c.id == _slot.c.room_id))
    .where(_slot.c.version_id == _LAST, sa.or_(_OPEN, _APPEARS))
    .order_by(_slot.c.starts_at, _slot.c.ends_at, _session.c.code)
)  # fmt: skip
_MORE: Final = (
    sa.select(_more.c.slot_id, _room.c.code).join(_room, _room.c.id == _more.c.room_id)
    .where(_more.c.slot_id.in_(sa.bindparam("slots", expanding=True))).order_by(_room.c.position)
)  # fmt: skip
_OWN: Final = _ALL.where(sa.or_(_APPEARS, _COMPULSORY, _CHOSEN))


def released_for(
    summit: Summit, person_id: int, sessions: Collection[int] | None = None, *, codes: Collection[str] = ()
) -> list[Released]:
    """Return what stands in a person's own agenda, in order of time: closed sessions only where they appear.

    That is where they appear, what is compulsory, and what they chose; who appears is not loaded.

    :param sessions: row ids of what they chose; ``None`` for everything the person may see.
    :param codes: of everything they may see, only these.
    """
    given: dict[str, Any] = {"summit": summit.id, "person": person_id}
    statement = _ALL
    if codes:
        statement = _ALL.where(_session.c.code.in_(sorted(codes)))
    elif sessions is not None:
        statement, given = _OWN, {**given, "sessions": sorted(sessions)}
    rows = db.session.connection().execute(statement, given).all()
    also_in = _more_rooms([row.id for row in rows])
    return [_released(row, tuple(also_in.get(row.id, ()))) for row in rows]


def _more_rooms(slots: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in db.session.connection().execute(_MORE, {"slots": slots}) if slots else ():
        found[row.slot_id].append(row.code)
    return found


def _released(row: Any, also_in: tuple[str, ...]) -> Released:
    text = SessionText.of(row.frozen)
    text = replace(text, visibility=text.visibility.stricter(row.visibility))
    placement = Placement(row.code, text, row.room or "", row.starts_at, row.ends_at, (), row.cancelled, row.public_id,
                          also_in, taken=row.taken)  # fmt: skip
    enrols = (
        text.attendance is Attendance.ENROL and row.attendance is Attendance.ENROL
        and row.state is SessionState.PLANNED and not row.cancelled
    )  # fmt: skip
    return Released(row.session_id, placement, row.capacity, enrols, bool(row.appears))


_LEFT: Final = sa.select(_session.c.code, _session.c.taken, _session.c.capacity).where(
    _session.c.summit_id == sa.bindparam("summit"), _session.c.attendance == Attendance.ENROL,
    _session.c.visibility == Visibility.PUBLIC, _session.c.state == SessionState.PLANNED,
)  # fmt: skip


def places_left(summit: Summit) -> dict[str, tuple[int, int | None]]:
    """Return code → places given and places there are, of every public session in which people enrol."""
    rows = db.session.connection().execute(_LEFT, {"summit": summit.id})
    return {row.code: (row.taken, row.capacity) for row in rows}
