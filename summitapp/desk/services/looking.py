"""What there is to see as of now; nothing here writes."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from summitapp.checkin import queries as checkin
from summitapp.checkin import services as doors
from summitapp.checkin.models import CheckInPoint
from summitapp.checkin.values import PointKind
from summitapp.core.clock import now
from summitapp.core.i18n import current_language, said
from summitapp.core.tz import from_local, midnight, to_local
from summitapp.desk import queries, rules
from summitapp.desk.values import (
    BEFORE_SESSION,
    STEPS,
    Board,
    DoorNow,
    Flow,
    Headcount,
    Latecomers,
    RoomNow,
)
from summitapp.devices import queries as devices
from summitapp.devices import services as health
from summitapp.summits.models import Summit


def today(summit: Summit) -> date:
    """Return the day that it is where the summit is."""
    return to_local(now(), summit.timezone).date()


def stamp(summit: Summit) -> tuple[Any, ...]:
    """Return what tells whether the board looks different: something happened, or a minute has gone by."""
    return (*queries.newest(summit.id), now().replace(second=0, microsecond=0))


def board(summit: Summit) -> Board:
    """Return everything on the board; the same few statements for three people and for ten thousand."""
    moment, language = now(), current_language()
    points = queries.points(summit.id)
    gates = _entrances(points)
    ends = rules.step_ends(moment)
    arrivals = queries.arrivals(summit.id, {one.place_id for one in gates}, {one.id for one in gates})
    return Board(
        moment, _doors(summit, points, queries.flows(summit.id, ends), ends[-1]), checkin.alerts(summit.id, most=20),
        [(one, health.health(one)) for one in devices.listed(summit.id) if one.revoked_at is None],
        sorted(arrivals, key=lambda one: (not one.code, rules.as_sorted(one.name, language), one.code)),
    )  # fmt: skip


def _entrances(points: Iterable[CheckInPoint]) -> list[CheckInPoint]:
    return [one for one in points if one.kind is PointKind.ENTRANCE]


def _doors(summit: Summit, points: list[CheckInPoint], flows: dict[int, Flow], ends_at: datetime) -> list[DoorNow]:
    counts = checkin.counts(points, doors.days_begin(points, summit.timezone))
    nothing = Flow((0,) * STEPS, ends_at)
    return [
        DoorNow(point.code, point.name, point.kind, point.closed_at is not None, point.counts_with_id is not None,
                count.inside, count.entries, count.doubles, flows.get(point.id, nothing))
        for point, count in zip(points, counts, strict=True)
        if point.closed_at is None or count.inside
    ]  # fmt: skip


def rooms_now(summit: Summit) -> list[RoomNow]:
    """Return how many are in each room now, each person once.

    The door of a session counts from an hour before it until half an hour after it, and only who came in for it.
    """
    moment, points = now(), queries.points(summit.id)
    since = doors.days_begin(points, summit.timezone)
    times, places = queries.session_times(summit.id), defaultdict[int, set[int]](set)
    for point in points:
        session = times.get(point.session_id or 0)
        if point.room_id is None or (session and not rules.session_counts(*session, moment)):
            continue
        places[point.room_id].add(point.place_id)
        if session:
            since[point.place_id] = session[0] - BEFORE_SESSION
    people = queries.together(places, since)
    return [
        RoomNow(room.name, room.venue.name, room.capacity, people.get(room.id, 0) if room.id in places else None)
        for room in queries.rooms(summit.id)
    ]


def headcount(summit: Summit) -> Headcount:
    """Return everybody who is inside at the entrances, by delegation."""
    points = queries.entrances(summit.id)
    people = queries.inside({one.place_id for one in points}, doors.days_begin(points, summit.timezone))
    groups = rules.in_groups(people, queries.names_of_delegations(summit.id), current_language())
    return Headcount(now(), groups, Counter(said(one.category) for one in people))


def latecomers(summit: Summit, minutes: int, delegation: str = "") -> Latecomers:
    """Return who is confirmed and has not come.

    :param minutes: how long after the doors open on the first day somebody is late. :param delegation: only of this code.
    """
    due_at = rules.late_since(_doors_open(summit), minutes)
    begun = now() >= due_at
    people = queries.absent(summit.id, {one.place_id for one in queries.entrances(summit.id)}) if begun else []
    names = queries.names_of_delegations(summit.id)
    groups = rules.in_groups(people, names, current_language())
    chosen = [one for group in groups for one in group.people if delegation in ("", one.delegation)]
    return Latecomers(due_at, begun, groups, chosen)


def _doors_open(summit: Summit) -> datetime:
    first = min(summit.days, key=lambda one: one.day, default=None)
    if first is None:
        return midnight(summit.starts_on, summit.timezone) + timedelta(hours=9)
    return from_local(datetime.combine(first.day, first.opens), summit.timezone, second=False)
