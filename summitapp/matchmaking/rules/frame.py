"""Cutting blocks into slots, and laying busy times over them. Instants only, so that no clock change matters."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import timedelta

from summitapp.matchmaking.values.frame import Stretch


def cut_block(block: Stretch, slot_minutes: int, pause_minutes: int) -> tuple[Stretch, ...]:
    """Return the slots that fit whole into a block, one after another with the pause between; none after the last."""
    length, step = timedelta(minutes=slot_minutes), timedelta(minutes=slot_minutes + pause_minutes)
    number = max(0, (block.ends_at - block.starts_at + timedelta(minutes=pause_minutes)) // step)
    starts = [block.starts_at + step * turn for turn in range(number)]
    return tuple(Stretch(start, start + length) for start in starts)


def find_overlap(block: Stretch, others: Iterable[Stretch]) -> Stretch | None:
    """Return the first of other stretches that holds a moment of this one."""
    return next((other for other in others if other.overlaps(block)), None)


def slots_hit(slots: Sequence[Stretch], busy: Iterable[Stretch], around: timedelta = timedelta(0)) -> set[int]:
    """Return the places of the slots that something busy touches.

    :param slots: in order of time, none overlapping. :param around: time to get there before and away after it.
    """
    ends, hit = [slot.ends_at for slot in slots], set[int]()
    for one in busy:
        starts_at, ends_at = one.starts_at - around, one.ends_at + around
        place = bisect_left(ends, starts_at)
        while place < len(slots) and slots[place].starts_at < ends_at:
            if slots[place].ends_at > starts_at:
                hit.add(place)
            place += 1
    return hit


def spare_tables(tables: int, percent: int) -> int:
    """Return how many tables the planner leaves free in each slot."""
    return min(tables, (tables * percent + 50) // 100)


def table_codes(beginning: str, first: int, number: int) -> list[str]:
    """Return the codes of a row of tables, such as T1, T2, T3."""
    return [f"{beginning}{first + turn}" for turn in range(number)]
