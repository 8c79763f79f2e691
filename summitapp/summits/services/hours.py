"""When rooms are open, how long the ways between houses take, and the least time between two sessions."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

import sqlalchemy as sa

from summitapp.audit.services import record
from summitapp.core.db import db, lock
from summitapp.core.errors import Invalid
from summitapp.summits import queries, rules
from summitapp.summits.models import Room, RoomHours, Summit, Venue, Walk
from summitapp.summits.services.gate import changed, refuse_if_archived

Window = tuple[date, time, time]


def change_hours(room: Room, windows: Sequence[Window]) -> None:
    """Say when a room is open, in the venue's wall time; nothing said means as long as the summit's doors.

    :param windows: day, opening and closing, several on one day if need be.
    :raises Invalid: if they overlap, close before they open, or lie outside of the summit's days.
    :raises SummitArchived: if the summit takes no more changes.
    """
    refuse_if_archived(room.summit)
    room = lock(Room, room.id)
    days = {one.day for one in room.summit.days}
    if faults := rules.find_hours_faults(windows, days):
        raise Invalid(faults)
    before = [_told((one.day, one.opens, one.closes)) for one in room.hours]
    room.hours.clear()
    db.session.flush()  # the old rows go before new ones with the same beginning come
    room.hours = [RoomHours(day=day, opens=opens, closes=closes) for day, opens, closes in sorted(windows)]
    room.summit.renew()
    record("room.hours_changed", room, summit=room.summit.public_id,
           hours=(before, [_told(one) for one in sorted(windows)]))  # fmt: skip


def _told(window: Window) -> str:
    day, opens, closes = window
    return f"{day.isoformat()} {opens:%H:%M}-{closes:%H:%M}"


def change_pace(summit: Summit, changeover: int, ways: Mapping[frozenset[str], int | None]) -> None:
    """Say how much time there has to be between two sessions.

    :param changeover: minutes in one room, and to change rooms within a house.
    :param ways: minutes between two venues, by the pair of their public ids; ``None`` goes by the estimate.
    :raises Invalid: if a venue is not the summit's, or the minutes make no sense.
    :raises SummitArchived: if the summit takes no more changes.
    """
    refuse_if_archived(summit)
    summit = lock(Summit, summit.id)
    venues = {venue.public_id: venue.id for venue in summit.venues}
    if faults := rules.find_pace_faults(changeover, ways, venues.keys()):
        raise Invalid(faults)
    known = {(walk.first_id, walk.second_id): walk for walk in queries.written_walks(summit)}
    changes: dict[str, Any] = {}
    for pair, minutes in ways.items():
        first, second = sorted(venues[one] for one in pair)
        walk = known.get((first, second))
        before = walk.minutes if walk else None
        if before == minutes:
            continue
        changes["+".join(sorted(pair))] = (before, minutes)
        if minutes is None:
            db.session.delete(walk)
        elif walk is None:
            db.session.add(Walk(first_id=first, second_id=second, minutes=minutes))
        else:
            walk.minutes = minutes
    if summit.changeover_minutes != changeover:
        changes["changeover"] = (summit.changeover_minutes, changeover)
        summit.changeover_minutes = changeover
    changed(summit, "summit.pace_changed", **changes)


def drop_hours(summit: Summit, days: Collection[date]) -> None:
    """Forget the hours of rooms on days that are the summit's no more; a room without any is open all day."""
    for room in summit.rooms:
        if any(one.day not in days for one in room.hours):
            room.hours = [one for one in room.hours if one.day in days]


def copy_hours(room: Room, step: timedelta) -> list[RoomHours]:
    """Return the hours of a room for the room of another summit, as many days on."""
    return [RoomHours(day=one.day + step, opens=one.opens, closes=one.closes) for one in room.hours]


def copy_ways(twins: Mapping[int, Venue]) -> None:
    """Let the ways between venues hold between their twins, too; by row id of the old ones."""
    written = db.session.scalars(sa.select(Walk).where(Walk.first_id.in_(twins), Walk.second_id.in_(twins))).all()
    db.session.flush()  # gives the twins their ids
    for walk in written:
        first, second = sorted((twins[walk.first_id].id, twins[walk.second_id].id))
        db.session.add(Walk(first_id=first, second_id=second, minutes=walk.minutes))
