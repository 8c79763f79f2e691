"""What does not fit in an agenda: conflicts, which stop a release, and notices, which must be read."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from summitapp.agenda.values import Conflict, ConflictKind, Frame, Placement
from summitapp.core.tz import to_local


def find_conflicts(placements: Iterable[Placement], frame: Frame) -> tuple[Conflict, ...]:
    """Return every conflict and notice of an agenda, conflicts first, each in order of time."""
    standing = sorted((p for p in placements if not p.cancelled), key=_moment)
    found = [
        *_clashes_in_rooms(standing, frame),
        *_clashes_of_people(standing, frame),
        *(conflict for placement in standing for conflict in _alone(placement, frame)),
    ]
    place = {placement.code: index for index, placement in enumerate(standing)}
    return tuple(sorted(found, key=lambda c: (not c.blocking, place[c.sessions[0]], c.key)))


def find_conflicts_of(code: str, placements: Iterable[Placement], frame: Frame) -> tuple[Conflict, ...]:
    """Return the conflicts and notices that one session takes part in."""
    return tuple(conflict for conflict in find_conflicts(placements, frame) if code in conflict.sessions)


def _moment(placement: Placement) -> tuple[datetime, datetime, str]:
    return placement.starts_at, placement.ends_at, placement.code


def _clashes_in_rooms(standing: Sequence[Placement], frame: Frame) -> Iterator[Conflict]:
    by_room: dict[str, list[Placement]] = defaultdict(list)
    for placement in standing:
        for room in placement.rooms:
            by_room[room].append(placement)
    for code, held in by_room.items():
        room = _room_name(code, frame)
        for first, second in _overlaps(held):
            yield Conflict(ConflictKind.ROOM_TAKEN, (first.code, second.code), (("room", room),))
        for first, second, minutes in _short_gaps(held, frame.changeover):
            if not (first.text.is_break or second.text.is_break):
                facts = (("minutes", minutes), ("room", room))
                yield Conflict(ConflictKind.ROOM_RUSH, (first.code, second.code), facts)


def _clashes_of_people(standing: Sequence[Placement], frame: Frame) -> Iterator[Conflict]:
    by_person: dict[str, list[Placement]] = defaultdict(list)
    names: dict[str, str] = {}
    for placement in standing:
        for person in {person.key: person for person in placement.people}.values():
            by_person[person.key].append(placement)
            names[person.key] = person.name or person.function.best("en")
    for key, held in by_person.items():
        for first, second in _overlaps(held):
            facts = (("person", names[key]),)
            yield Conflict(ConflictKind.SPEAKER_TWICE, (first.code, second.code), facts)
        for first, second, minutes in _short_gaps(held, frame.changeover):
            if first.room != second.room:
                rush = (("minutes", minutes), ("person", names[key]))
                yield Conflict(ConflictKind.SPEAKER_RUSH, (first.code, second.code), rush)


def _overlaps(held: Sequence[Placement]) -> Iterator[tuple[Placement, Placement]]:
    """Yield each pair that shares a moment; ``held`` is sorted by beginning."""
    going_on: list[Placement] = []
    for placement in held:
        going_on = [earlier for earlier in going_on if earlier.ends_at > placement.starts_at]
        yield from ((earlier, placement) for earlier in going_on)
        going_on.append(placement)


def _short_gaps(held: Sequence[Placement], least: timedelta) -> Iterator[tuple[Placement, Placement, int]]:
    """Yield neighbours with less than ``least`` between them, and the minutes there are."""
    for first, second in pairwise(held):
        gap = second.starts_at - first.ends_at
        if timedelta(0) <= gap < least:
            yield first, second, int(gap.total_seconds() // 60)


def _alone(placement: Placement, frame: Frame) -> Iterator[Conflict]:
    """Yield what is wrong with one session by itself."""
    codes = (placement.code,)
    if fault := _outside(placement, frame):
        yield Conflict(fault, codes)
    room = frame.rooms.get(placement.room)
    expected = placement.text.capacity
    if room and room.capacity and expected and expected > room.capacity:
        facts = (("expected", expected), ("room", room.name), ("seats", room.capacity))
        yield Conflict(ConflictKind.ROOM_TOO_SMALL, codes, facts)
    if room and set(placement.text.interpretation) - set(room.languages):
        yield Conflict(ConflictKind.NO_BOOTH, codes, (("room", room.name),))
    if placement.text.title.missing():
        yield Conflict(ConflictKind.TRANSLATION_MISSING, codes)


def _outside(placement: Placement, frame: Frame) -> ConflictKind | None:
    """Return whether a session leaves the days (blocks) or only the hours (a notice)."""
    for hours in frame.days:
        if hours.opens_at <= placement.starts_at and placement.ends_at <= hours.closes_at:
            return None
    # A gala dinner may begin after the doors have closed and end past midnight: what counts is its beginning.
    begins_on = to_local(placement.starts_at, frame.zone).date()
    if any(hours.day == begins_on for hours in frame.days):
        return ConflictKind.OUTSIDE_HOURS
    return ConflictKind.OUTSIDE_DAYS


def _room_name(code: str, frame: Frame) -> Any:
    room = frame.rooms.get(code)
    return room.name if room else code


def notices_mark(conflicts: Iterable[Conflict]) -> str:
    """Return a short mark of exactly these notices, which an acknowledgement must repeat."""
    keys = sorted(conflict.key for conflict in conflicts if not conflict.blocking)
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:16] if keys else ""
