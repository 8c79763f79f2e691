"""What the meetings of one person cost: gaps, and meetings below the minimum. Slots are bits of a number."""

from collections.abc import Sequence
from typing import Final

#: More than any timetable scores: what breaks a maximum costs this much for each meeting too many.
NEVER: Final = 1_000_000_000


def gap_slots(busy: int, free: int, days: Sequence[int]) -> int:
    """Return the free slots between a day's first and last meeting, without the meetings themselves.

    :param busy: slots with a meeting; ``free``: slots in which the person could meet; ``days``: the slots of each day.
    """
    found = 0
    for day in days:
        here = busy & day
        if here & (here - 1):
            lowest = here & -here
            between = ((1 << here.bit_length()) - 1) & ~(lowest - 1)
            found += (between & free & ~busy).bit_count()
    return found


class Prices(dict[int, int]):
    """What every set of slots costs a delegate in points; worked out when first asked for."""

    __slots__ = ("_days", "_free", "_gap", "_minimum", "_most", "_most_a_day", "_shortfall")

    def __init__(
        self, free: int, days: Sequence[int], weights: tuple[int, int], minimum: int, most: int, most_a_day: int | None
    ) -> None:
        super().__init__()
        self._free, self._days, self._minimum, self._most, self._most_a_day = free, days, minimum, most, most_a_day
        self._shortfall, self._gap = weights

    def __missing__(self, busy: int) -> int:
        held = busy.bit_count()
        cost = self._gap * gap_slots(busy, self._free, self._days)
        if held < self._minimum:
            cost += self._shortfall * (self._minimum - held)
        if held > self._most:
            cost += NEVER * (held - self._most)
        if self._most_a_day is not None:
            cost += NEVER * sum(max(0, (busy & day).bit_count() - self._most_a_day) for day in self._days)
        self[busy] = cost
        return cost


class Rests(dict[int, int]):
    """What every set of slots costs an interpreter: nothing, or too much when a rest is missing."""

    __slots__ = ("_days", "_most")

    def __init__(self, days: Sequence[int], most: int | None) -> None:
        super().__init__()
        self._days, self._most = days, most

    def __missing__(self, busy: int) -> int:
        cost = 0
        if self._most is not None:
            for day in self._days:
                run = busy & day
                for _ in range(self._most):
                    run &= run >> 1
                cost += NEVER * run.bit_count()
        self[busy] = cost
        return cost
