"""Which slots are planned anew together: first one of each day, and more when that no longer helps."""

from collections.abc import Sequence
from random import Random
from time import perf_counter
from typing import Final

from summitapp.matchmaking.rules.optimise.rematch import Rematch
from summitapp.matchmaking.rules.timetable import Timetable

#: Slots that are planned anew together, at first.
FEWEST: Final = 2
FIRST: Final = 3
#: So many times in a row to no avail, then one slot more: at least, and for each slot there is.
PATIENCE: Final = 5
PATIENCE_A_SLOT: Final = 0.7
#: A programme may take so many times as long as the one before it.
LONGER: Final = 5.0
LEAST_SECONDS: Final = 1.0


class Slices:
    """Chooses slots by chance, spread over the days, and plans them anew."""

    def __init__(self, table: Timetable) -> None:
        self.table = table
        day_of = table.board.day_of
        self.days = [[t for t, one in enumerate(day_of) if one == day] for day in dict.fromkeys(day_of)]
        self.wide = max(FEWEST, min(FIRST, len(self.days)))
        self.in_vain, self.seconds = 0, 0.0

    def go(self, rng: Random, pool: Sequence[int], left: float | None) -> bool:
        """Plan some slots anew; whether that has brought anything."""
        began, before = perf_counter(), self.table.score
        most = None if left is None else min(left, max(LEAST_SECONDS, LONGER * self.seconds))
        Rematch(self.table, self._slots(rng), pool).solve(most)
        better = self.table.score > before
        self.in_vain = 0 if better else self.in_vain + 1
        took = perf_counter() - began
        self.seconds = max(took, 0.7 * self.seconds)
        if self.in_vain >= max(PATIENCE, PATIENCE_A_SLOT * len(self.table.board.slots)):
            self._widen(left)
        return better

    def _widen(self, left: float | None) -> None:
        self.in_vain = 0
        days = len(self.days)
        most = max(FIRST, days + 1 if left is None else 2 * days)  # without a clock nothing stops a hard programme
        if self.wide < min(most, len(self.table.board.slots)) and (left is None or 4 * self.seconds < left):
            self.wide += 1

    def _slots(self, rng: Random) -> list[int]:
        days = [rng.sample(day, len(day)) for day in rng.sample(self.days, len(self.days))]
        found: list[int] = []
        while len(found) < self.wide and any(days):
            for day in days:
                if day and len(found) < self.wide:
                    found.append(day.pop())
        return sorted(found)
