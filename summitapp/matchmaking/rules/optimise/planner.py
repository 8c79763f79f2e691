"""Plans the meetings of a summit: bound, first timetable, two searches, tables, report."""

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Final

from summitapp.matchmaking.rules.board import Board
from summitapp.matchmaking.rules.locks import Pins, locked
from summitapp.matchmaking.rules.optimise.pair import Pair
from summitapp.matchmaking.rules.optimise.relaxation import Relaxation, relax
from summitapp.matchmaking.rules.optimise.search import Search, worths
from summitapp.matchmaking.rules.reasons import report
from summitapp.matchmaking.rules.score import score as score_of
from summitapp.matchmaking.rules.seating import seat
from summitapp.matchmaking.rules.timetable import Timetable
from summitapp.matchmaking.values.plan import Held, Instance, Schedule

Progress = Callable[[float, int, int | None], bool]
USUAL_SECONDS: Final = 10.0
#: How long a leg lasts by the clock; between two legs progress is told.
LEG_SECONDS: Final = 0.5
LEGS: Final = 20


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
    pair = Pair(*(_search(board, worth, pins, relaxed, 2 * seed + one) for one in (0, 1)), processes, iterations is None)
    until = None if seconds is None else began + seconds - _afterwards(board)
    try:
        stopped = _search_on(pair, bound, _legs(board, until, iterations), _Clock(began, until), progress)
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
    search = Search(table, relaxed, seed)
    search.start()
    return search


def _afterwards(board: Board) -> float:
    """Return the seconds that tables and report will take, with something to spare."""
    return 0.05 + 2e-5 * len(board.team) + 2e-6 * len(board.seats) * len(board.slots)
