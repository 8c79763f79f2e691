"""Plans the meetings of a summit: bound, first timetable, two searches, tables, report."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any, Final

from summitapp.matchmaking.rules.board import FREE, Board
from summitapp.matchmaking.rules.locks import Pin, locked
from summitapp.matchmaking.rules.optimise.pair import Pair
from summitapp.matchmaking.rules.optimise.relaxation import Relaxation, relax
from summitapp.matchmaking.rules.optimise.search import SMALL, Leg, Search, worths
from summitapp.matchmaking.rules.reasons import report
from summitapp.matchmaking.rules.repair.mending import Mended, changed, mend
from summitapp.matchmaking.rules.seating import seat
from summitapp.matchmaking.rules.timetable import Timetable
from summitapp.matchmaking.values.plan import Held, Instance, Schedule

Progress = Callable[[float, int, int | None], bool]
USUAL_SECONDS: Final = 10.0
#: How long waiting requests are tried on tables that a published timetable leaves free.
REFILLING_SECONDS: Final = 1.0
#: Kept for tables and report: seconds, and how often as long as reading the instance took, on this machine and just now.
FOR_REPORT: Final = 0.05
PACES: Final = 5
#: Between two legs of a search progress is told, and the worse of two goes on from the better.
LEGS: Final = 13
#: So many legs anneal, for this share of the time; those behind them plan some slots anew, exactly.
ANNEALED: Final = 3
ANNEALING: Final = 0.15
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
    pace = perf_counter() - began
    task = _task(board, previous)
    until = None if seconds is None else began + seconds - FOR_REPORT - PACES * pace
    if until is not None and previous is not None:
        until = min(until, perf_counter() + REFILLING_SECONDS)
    first, second = (_search(board, task, 2 * seed + one) for one in (0, 1))
    pair = Pair(first, second, processes, iterations is None)
    try:
        stopped = _search_on(pair, task.bound, _legs(board, until, iterations), progress)
    finally:
        pair.end()
    first.rewind()
    meetings = seat(board, first.table.slot, first.table.voice, task.pins)
    changes: dict[str, Any] = {} if task.mended is None else {**changed(board, task.mended, meetings)}
    told = report(first.table, _points(first.table), task.bound)
    told = replace(told, seed=seed, iterations=first.steps, cancelled=stopped, **changes)
    return Schedule(meetings, replace(told, seconds=round(perf_counter() - began, 3)))


@dataclass(frozen=True, slots=True)
class _Task:
    """What is settled before the search begins."""

    worth: list[int]
    pins: dict[int, Pin]
    relaxed: Relaxation
    bound: int
    mended: Mended | None


def _task(board: Board, previous: Sequence[Held] | None) -> _Task:
    """Work out the bound, and what stays where it is: locked requests, and what is published and can stay."""
    pins = locked(board).pins
    musts = [request.must for request in board.instance.requests]
    worth = worths(board.value, musts)
    reserve = board.instance.reserve
    ahead = relax(board, board.value, pins, reserve if previous is None else 0)
    mended = None
    if previous is not None:
        mended = mend(board, previous, ())
        pins = _pins(board, mended)
    plain = previous is None and not any(musts)
    return _Task(worth, pins, ahead if plain else relax(board, worth, pins, reserve), ahead.bound, mended)


def _pins(board: Board, mended: Mended) -> dict[int, Pin]:
    """Return everything a mended timetable holds, each at a table."""
    held = seat(board, mended.table.slot, mended.table.voice, mended.pins)
    places = (board.request_of[one.request] for one in held)
    return {
        r: Pin(r, board.slot_of[one.slot], board.table_of[one.table],
               FREE if one.interpreter is None else board.voice_of[one.interpreter])
        for r, one in zip(places, held, strict=True)
    }  # fmt: skip


def _points(table: Timetable) -> int:
    """Return the score without what a ``must`` counts beside its value."""
    return table.score - sum(table.worth[r] - table.board.value[r] for r, t in enumerate(table.slot) if t >= 0)


def _search(board: Board, task: _Task, seed: int) -> Search:
    table = Timetable(board, task.worth, board.instance.reserve)
    for pin in task.pins.values():
        table.pin(pin.request, pin.slot, pin.voice, board.seats[pin.table])
    return Search(table, task.relaxed, seed)


def _share(legs: int) -> float:
    """Return which part of a search is over after so many legs."""
    if legs <= ANNEALED:
        return ANNEALING * legs / ANNEALED
    return ANNEALING + (1 - ANNEALING) * (legs - ANNEALED) / (LEGS - ANNEALED)


def _legs(board: Board, until: float | None, iterations: int | None) -> Iterator[tuple[Leg, float]]:
    """Yield the legs of the search, ever cooler, each with the share that is then done; the last one only climbs."""
    hot, cool = HEAT_SMALL if board.delegates <= SMALL else HEAT
    now = perf_counter()
    for leg in range(LEGS):
        begins, ends = (hot * (cool / hot) ** min(1.0, (leg + end) / ANNEALED) for end in (0, 1))
        before, done = _share(leg), _share(leg + 1)
        steps = None if iterations is None else int(iterations * done) - int(iterations * before)
        over = until
        if until is not None and iterations is None:
            over = now + (until - now) * done
        yield Leg(begins, ends, steps, over, leg >= ANNEALED, until), done


def _search_on(
    pair: Pair, bound: int, legs: Iterator[tuple[Leg, float]], progress: Progress | None
) -> bool:
    """Let both searches go leg by leg; return whether somebody stopped them."""
    for leg, share in legs:
        pair.run(leg)
        if progress is not None and not progress(share, pair.first.score, bound):
            return True
        if pair.first.done:
            break
    return False
