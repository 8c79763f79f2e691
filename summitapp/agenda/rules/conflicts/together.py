"""What sessions take from each other: the same room, the same person, and the time to change over or to walk."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta

from summitapp.agenda.rules.conflicts.holders import called, key_of
from summitapp.agenda.rules.conflicts.places import room_name, way_between
from summitapp.agenda.values import Conflict, ConflictKind, Frame, Placement, SessionKind
from summitapp.core.text import Translated

_MINUTE = timedelta(minutes=1)


def clashes_in_rooms(
    standing: Sequence[Placement], frame: Frame, only: Collection[str] | None = None
) -> Iterator[Conflict]:
    """Yield rooms taken twice and change-overs too short; ``standing`` is in order of time.

    :param only: codes of the rooms to look at, instead of all.
    """
    by_room: dict[str, list[Placement]] = defaultdict(list)
    for placement in standing:
        for room in dict.fromkeys(placement.rooms):
            if only is None or room in only:
                by_room[room].append(placement)
    for code, held in by_room.items():
        name = room_name(code, frame)
        for first, second in _overlaps(held):
            yield Conflict(ConflictKind.ROOM_TAKEN, (first.code, second.code), (("room", name),))
        for first, second in _successions(held):
            gap = second.starts_at - first.ends_at
            if gap < frame.changeover and not (_pauses(first) or _pauses(second)):
                facts = (("minutes", gap // _MINUTE), ("room", name))
                yield Conflict(ConflictKind.ROOM_RUSH, (first.code, second.code), facts)


def _pauses(placement: Placement) -> bool:
    return placement.text.is_break or placement.text.kind is SessionKind.BLOCKER


def clashes_of_people(
    standing: Sequence[Placement], frame: Frame, only: Collection[str] | None = None
) -> Iterator[Conflict]:
    """Yield who is needed twice at once, on the stage or in the booth, and who cannot get there in time.

    :param only: keys of the people to look at, instead of all; for an office its holder of that day is needed.
    """
    by_person: dict[str, list[Placement]] = defaultdict(list)
    names: dict[tuple[str, str], str | Translated] = {}
    booth: set[tuple[str, str]] = set()
    for placement in standing:
        booth.update((one.key, placement.code) for one in placement.team)
        cast = (*placement.team, *placement.people)
        for key, one in {key_of(one, placement.starts_at, frame): one for one in cast}.items():
            if only is None or key in only:
                by_person[key].append(placement)
                names[key, placement.code] = called(one, placement.starts_at, frame)
    for key, held in by_person.items():
        for first, second in _overlaps(held):
            twice = _kind(key, first, second, booth, ConflictKind.INTERPRETER_TWICE, ConflictKind.SPEAKER_TWICE)
            yield Conflict(twice, (first.code, second.code), (("person", _name(names, key, first, second)),))
        for first, second in _successions(held):
            gap, needed = second.starts_at - first.ends_at, _needed(first, second, frame)
            if gap < needed:
                rush = _kind(key, first, second, booth, ConflictKind.INTERPRETER_RUSH, ConflictKind.SPEAKER_RUSH)
                name = _name(names, key, first, second)
                facts = (("minutes", gap // _MINUTE), ("needed", needed // _MINUTE), ("person", name))
                yield Conflict(rush, (first.code, second.code), facts)


def _name(names: Mapping[tuple[str, str], str | Translated], key: str, first: Placement, second: Placement) -> str | Translated:
    """Return how somebody is called who is needed in two sessions: with the office where one of them announces it."""
    one = names[key, first.code]
    return one if isinstance(one, Translated) else names[key, second.code]


def _kind(key: str, first: Placement, second: Placement, booth: set[tuple[str, str]],
          interpreter: ConflictKind, speaker: ConflictKind) -> ConflictKind:  # fmt: skip
    return interpreter if {(key, first.code), (key, second.code)} & booth else speaker


def _needed(first: Placement, second: Placement, frame: Frame) -> timedelta:
    if first.room == second.room:
        return timedelta(0)
    return frame.changeover + way_between(first.room, second.room, frame)


def _overlaps(held: Sequence[Placement]) -> Iterator[tuple[Placement, Placement]]:
    """Yield each pair that shares a moment; ``held`` is sorted by beginning."""
    going_on: list[Placement] = []
    for placement in held:
        going_on = [earlier for earlier in going_on if earlier.ends_at > placement.starts_at]
        yield from ((earlier, placement) for earlier in going_on)
        going_on.append(placement)


def _successions(held: Sequence[Placement]) -> Iterator[tuple[Placement, Placement]]:
    """Yield each with the one that ended last before it: from there one comes, and that is cleared away."""
    by_end = sorted(held, key=lambda one: (one.ends_at, one.starts_at, one.code))
    ends = [one.ends_at for one in by_end]
    for placement in held:
        if before := bisect_right(ends, placement.starts_at):
            yield by_end[before - 1], placement
