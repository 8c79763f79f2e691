"""Plans the meetings of a summit: bound, first timetable, two searches, tables, report."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Final

from summitapp.matchmaking.rules.board import Board
from summitapp.matchmaking.rules.locks import Pins, locked
from summitapp.matchmaking.rules.optimise.pair import Pair
from summitapp.matchmaking.rules.optimise.relaxation import Relaxation, relax
from summitapp.matchmaking.rules.optimise.search import SMALL, Leg, Search, worths
from summitapp.matchmaking.rules.reasons import report
from summitapp.matchmaking.rules.score import score as score_of
from summitapp.matchmaking.rules.seating import seat
from summitapp.matchmaking.rules.timetable import Timetable
from summitapp.matchmaking.values.plan import Held, Instance, Schedule

Progress = Callable[[float, int, int | None], bool]
USUAL_SECONDS: Final = 10.0
#: Between two legs of a search progress is told, and the worse of two goes on from the better.
LEGS: Final = 24
#: How hot a search begins and ends, in points.
HEAT: Final = (4.0, 0.5)
HEAT_SMALL: Final = (20.0, 1.0)


def plan(
    instance: Instance, *, seed: int = 0, seconds: float | None = None, iterations: int | None = None,
    previous: Sequence[Held] | None = None, progress: Progress | None = None, processes: int = 2,
) -> Schedule:  # fmt: skip
    """Return a timetable for an instance.

    :param seconds: wall time of the whole call; ten when ``iterations`` is not given either.
    :param iterations: steps of each of the two searches; with it the same seed always gives the same timetable.
    :param previous: the published timetable, whose meetings stay where they are (see ``repair``).
    :param progress: told a few times a second how far it is (0 to 1), the score and the bound; ``False`` ends the search
        and the best so far is returned.
    :param processes: with 1 nothing is forked.
    :raises InstanceFault: locked requests contradict each other or the instance.
    """
    began = perf_counter()
    if seconds is None and iterations is None:
        seconds = USUAL_SECONDS
    board = Board(instance)
    pins = locked(board)
    musts = [request.must for request in instance.requests]
    worth = worths(board.value, musts)
    fixed = list(pins.pins)
    relaxed = relax(board, worth, fixed, instance.reserve)
    bound = relax(board, board.value, fixed, instance.reserve).bound if any(musts) else relaxed.bound
    first, second = (_search(board, worth, pins, relaxed, 2 * seed + one) for one in (0, 1))
    pair = Pair(first, second, processes, iterations is None)
    until = None if seconds is None else began + seconds - _afterwards(board)
    try:
        stopped = _search_on(pair, bound, _legs(board, _Clock(began, until), iterations), progress)
    finally:
        pair.end()
    table = pair.first.table
    pair.first.rewind()
    meetings = seat(board, table.slot, table.voice, pins.pins)
    told = report(table, score_of(instance, meetings), bound, seed=seed, iterations=pair.first.steps, cancelled=stopped)
    return Schedule(meetings, replace(told, seconds=round(perf_counter() - began, 3)))


def _search(board: Board, worth: Sequence[int], pins: Pins, relaxed: Relaxation, seed: int) -> Search:
    table = Timetable(board, worth, board.instance.reserve)
    for pin in pins.pins.values():
        table.pin(pin.request, pin.slot, pin.voice, board.seats[pin.table])
    return Search(table, relaxed, seed)


def _afterwards(board: Board) -> float:
    """Return the seconds that tables and report will take, with something to spare."""
    return 0.05 + 2e-5 * len(board.team) + 2e-6 * len(board.seats) * len(board.slots)


@dataclass(frozen=True, slots=True)
class _Clock:
    """When planning began, and when the search has to be over; ``None`` when steps decide."""

    began: float
    until: float | None


def _legs(board: Board, clock: _Clock, iterations: int | None) -> Iterator[tuple[Leg, float]]:
    """Yield the legs of the search, ever cooler, each with the share that is then done; the last one only climbs."""
    hot, cool = HEAT_SMALL if board.delegates <= SMALL else HEAT
    now = perf_counter()
    for leg in range(LEGS):
        begins, ends = (hot * (cool / hot) ** ((leg + end) / LEGS) for end in (0, 1))
        steps = None if iterations is None else iterations * (leg + 1) // LEGS - iterations * leg // LEGS
        until = None if clock.until is None else now + (clock.until - now) * (leg + 1) / LEGS
        if iterations is not None:
            until = clock.until
        yield Leg(begins, ends, steps, until), (leg + 1) / LEGS


def _search_on(
    pair: Pair, bound: int, legs: Iterator[tuple[Leg, float]], progress: Progress | None
) -> bool:
    """Let both searches go leg by leg; return whether somebody stopped them."""
    for leg, share in legs:
        pair.run(leg)
        if progress is not None and not progress(share, pair.first.score, bound):
            return True
    return False
