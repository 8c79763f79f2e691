"""The tables as they are now, for screens and for those who stand in the hall."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from summitapp.core.clock import now
from summitapp.core.tz import to_local
from summitapp.hall import queries, rules
from summitapp.hall.services.papers.frame import Hall, hall_of
from summitapp.hall.values import Held, RoomName, TableMeeting
from summitapp.summits.models import Summit


@dataclass(frozen=True, slots=True)
class SlotNow:
    """A slot that is running or next, with its meetings and what was said of them by row id."""

    starts_at: datetime
    ends_at: datetime
    running: bool
    meetings: tuple[TableMeeting, ...]
    held: Mapping[int, Held]


def plan_now(summit: Summit) -> Hall:
    """Return the plan as it stands."""
    return hall_of(summit)


def rooms_with_tables(hall: Hall) -> list[RoomName]:
    """Return the rooms in which somebody meets, in the order of their names."""
    used = {one.room_id for one in hall.meetings if one.room_id in hall.rooms}
    return sorted((hall.rooms[one] for one in used if one is not None), key=lambda room: str(room.name))


def slots_now(hall: Hall) -> list[SlotNow]:
    """Return the slots that are running, and the next one of today."""
    moment, zone = now(), hall.summit.timezone
    left = [one for one in hall.meetings if one.ends_at > moment]
    said = queries.said_of([one.id for one in left])
    found = []
    for (starts_at, ends_at), some in groupby(left, key=lambda one: (one.starts_at, one.ends_at)):
        running = starts_at <= moment
        if not running and to_local(starts_at, zone).date() != to_local(moment, zone).date():
            break
        meetings = tuple(some)
        heard = ((one.id, rules.held_of(given.held for given in said.get(one.id, {}).values())) for one in meetings)
        found.append(SlotNow(starts_at, ends_at, running, meetings, {key: held for key, held in heard if held is not None}))
        if not running:
            break
    return found
