"""One search: from a first timetable by annealing to a good one. The same seed and number of steps give the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from time import perf_counter
from typing import Final

from summitapp.matchmaking.rules.optimise.moves import Moves
from summitapp.matchmaking.rules.optimise.relaxation import Relaxation
from summitapp.matchmaking.rules.optimise.slices import Slices
from summitapp.matchmaking.rules.timetable import Timetable

#: Steps between two looks at the clock.
STRIDE: Final = 64
#: How many steps of annealing take as long as planning a few slots anew.
REMATCH_STEPS: Final = 1000
#: Requests that lose more points than this against what they would take are left alone.
HOPELESS: Final = 60.0
#: What a ``must`` counts beside its value: more than everything it could push out.
MUST: Final = 100_000
#: Up to so many people a summit is small: its few meetings need more daring.
SMALL: Final = 150

State = tuple[list[int], list[int]]


@dataclass(frozen=True, slots=True)
class Leg:
    """A stretch of a search: how hot it is at both ends, and when it is over.

    :param exact: slots are planned anew by integer programmes instead; each counts as ``REMATCH_STEPS`` steps.
    :param deadline: when the last leg is over; a programme may outlast its leg, but not that.
    """

    hot: float
    cool: float
    steps: int | None = None
    until: float | None = None
    exact: bool = False
    deadline: float | None = None

    def left(self) -> float | None:
        """Return the seconds left for the whole search, or ``None`` when steps decide."""
        return None if self.deadline is None else self.deadline - perf_counter()

    def has_room(self, steps: int, since: float) -> bool:
        """Whether so many steps are within the leg, or by the clock whether it is not over."""
        return steps <= self.steps if self.steps is not None else self.share(0, since) < 1

    def share(self, done: int, since: float) -> float:
        """Return how much of it is over after so many steps; 1 or more when all is."""
        now = perf_counter()
        if self.steps is not None:
            late = self.until is not None and now >= self.until
            return 1.0 if late or not self.steps else done / self.steps
        return 1.0 if self.until is None or self.until <= since else (now - since) / (self.until - since)


class Search:
    """A timetable on its way, and the best one so far."""

    def __init__(self, table: Timetable, relaxed: Relaxation, seed: int) -> None:
        board = table.board
        self.table, self.relaxed, self.steps = table, relaxed, 0
        self.rng = Random(seed)
        self.moves = Moves(table, relaxed.reduced, self.rng)
        self.pool = [
            r for r, keen in enumerate(relaxed.reduced)
            if board.open[r] and not table.fixed[r] and (keen > -HOPELESS or table.worth[r] >= MUST)
        ]  # fmt: skip
        self.score, self.best = table.score, table.snapshot()
        self.slices = Slices(table)
        self._started, self._exact_steps = False, 0

    def start(self) -> None:
        """Place what the relaxation has picked, the hardest first, then whatever else fits."""
        table, board, keen = self.table, self.table.board, self.relaxed.reduced
        free = [r for r, mask in enumerate(board.open) if mask and not table.fixed[r]]
        free.sort(key=lambda r: (
            table.worth[r] < MUST, self.relaxed.share[r] < 0.5, board.open[r].bit_count() if self.relaxed.share[r] >= 0.5
            else -keen[r], -table.worth[r], r,
        ))  # fmt: skip
        for r in free:
            gain, t, voice = table.cheapest(r)
            if t >= 0 and gain > 0:
                table.place(r, t, voice)
        table.log.clear()
        self._look()

    @property
    def done(self) -> bool:
        """Whether nothing can be better."""
        return self.score >= self.relaxed.bound

    def _look(self) -> None:
        if self.table.score > self.score:
            self.score, self.best = self.table.score, self.table.snapshot()

    def adopt(self, score: int, state: State) -> None:
        """Go on from another search's best."""
        self.table.restore(state)
        self.score, self.best = score, self.table.snapshot()

    def rewind(self) -> None:
        """Go back to the best so far."""
        self.table.restore(self.best)

    def run(self, leg: Leg, since: float) -> None:
        """Go on for one leg; ``since`` is when it began, for legs that go by the clock."""
        if not self._started:
            self._started = True
            self.start()
        if not self.pool or self.done:
            return
        if leg.exact:
            self._run_exact(leg, since)
        done, ratio, share = self._exact_steps, leg.cool / leg.hot, leg.share(self._exact_steps, since)
        while share < 1 and not self.done:
            self.moves.heat = leg.hot * ratio**share
            many = STRIDE if leg.steps is None else min(STRIDE, leg.steps - done)
            self._stride(many)
            done += many
            self._look()
            share = leg.share(done, since)
        self.steps += done
        self._exact_steps = 0

    def _run_exact(self, leg: Leg, since: float) -> None:
        """Plan slots anew while there are steps or seconds for it; what is left of the leg goes to annealing."""
        self.rewind()
        while not self.done and leg.has_room(self._exact_steps + REMATCH_STEPS, since):
            left = leg.left()
            if left is not None and left < 1.3 * self.slices.seconds:
                break
            self.slices.go(self.rng, self.pool, left)
            self._exact_steps += REMATCH_STEPS
            self._look()

    def _stride(self, many: int) -> None:
        pool, slot, moves, random = self.pool, self.table.slot, self.moves, self.rng.random
        size = len(pool)
        for _ in range(many):
            r = pool[int(random() * size)]
            if slot[r] < 0:
                moves.bring_in(r)
            else:
                moves.swap(r)


def worths(values: Sequence[int], musts: Sequence[bool]) -> list[int]:
    """Return what requests count in a search: a ``must`` more than all it could push out."""
    return [value + MUST * must for value, must in zip(values, musts, strict=True)]
