"""What no timetable can surpass: meetings picked as if slots did not matter, by linear programming (HiGHS).

It also tells which requests are worth a place, and by how much: the search follows it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import highspy
import numpy as np

from summitapp.matchmaking.rules.board import Board
from summitapp.matchmaking.rules.locks import Pin

ROUNDING: Final = 1e-4


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The answer of the linear programme.

    :param bound: no timetable scores more.
    :param share: how much of each request is held, 0 to 1.
    :param reduced: how many points more each request brings than what it takes from others is worth.
    """

    bound: int
    share: list[float]
    reduced: list[float]


class Quiet(highspy.Highs):
    """HiGHS without a word: its constructor would greet on standard output, and first asks for callbacks, which nobody needs."""

    def enableCallbacks(self) -> None:
        """Be silent instead."""
        self.silent()


class Rows:
    """The constraints while they are written down: row by row, each with a lower and an upper bound."""

    def __init__(self) -> None:
        self.starts, self.columns, self.factors = [0], list[int](), list[float]()
        self.lower, self.upper = list[float](), list[float]()

    def add(self, columns: Sequence[int], lower: float, upper: float, factors: Sequence[float] | None = None) -> None:
        """Write down one row."""
        self.columns += columns
        self.factors += factors if factors is not None else [1.0] * len(columns)
        self.starts.append(len(self.columns))
        self.lower.append(lower)
        self.upper.append(upper)


def relax(board: Board, worth: Sequence[int], pins: Mapping[int, Pin], reserve: int) -> Relaxation:
    """Solve the relaxation.

    :param pins: requests that are held whatever they cost, and where.
    :param reserve: tables of each slot that only those may use.
    """
    valid = [r for r in range(len(board.team)) if board.open[r]]
    known = set(valid)
    valid += [r for r in pins if r not in known]
    column = {r: place for place, r in enumerate(valid)}
    cost: list[float] = [float(worth[r]) for r in valid]
    upper: list[float] = [1.0] * len(valid)
    lower: list[float] = [0.0] * len(valid)
    for r in pins:
        lower[column[r]] = 1.0
    rows = Rows()
    short = _people(board, column, rows, cost, upper)
    _tables(board, column, rows, pins, reserve)
    _interpreters(board, column, rows, cost, upper)
    lower += [0.0] * (len(cost) - len(lower))
    if not valid:
        return Relaxation(-short, [0.0] * len(board.team), [-1.0] * len(board.team))
    solver = _solved(rows, cost, lower, upper)
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return _hopeful(board, worth)
    solution = solver.getSolution()
    share, reduced = [0.0] * len(board.team), [-float(max(map(abs, worth), default=0)) - 1.0] * len(board.team)
    values, duals = list(solution.col_value), list(solution.col_dual)  # asked once: each asking copies them
    for r, place in column.items():
        share[r], reduced[r] = values[place], duals[place]
    total = solver.getInfo().objective_function_value - short
    return Relaxation(int(np.floor(total + ROUNDING * max(1.0, abs(total) * 1e-3))), share, reduced)


def _hopeful(board: Board, worth: Sequence[int]) -> Relaxation:
    """Return what can be said without an answer: that no more than everything can be held."""
    return Relaxation(sum(max(0, one) for one in worth), [1.0] * len(board.team), [float(one) for one in worth])


def _people(board: Board, column: dict[int, int], rows: Rows, cost: list[float], upper: list[float]) -> int:
    """Write down the maxima and minima; return what nobody can avoid losing."""
    wanted: list[list[int]] = [[] for _ in range(board.delegates)]
    for r, place in column.items():
        for p in board.team[r]:
            wanted[p].append(place)
    lost = 0
    for p, columns in enumerate(wanted):
        delegate = board.instance.delegates[p]
        most = min(delegate.max_meetings, board.free[p].bit_count())
        if delegate.max_per_day is not None:
            most = min(most, sum(min(delegate.max_per_day, (board.free[p] & day).bit_count()) for day in board.days))
        least, penalty = delegate.min_meetings, board.instance.weights.shortfall
        if not columns:
            lost += penalty * least
            continue
        if len(columns) > most:
            rows.add(columns, -np.inf, max(most, 0))
        if least and penalty:
            rows.add([*columns, len(cost)], least, np.inf)
            cost.append(-float(penalty))
            upper.append(float(least))
    return lost


def _tables(board: Board, column: dict[int, int], rows: Rows, pins: Mapping[int, Pin], reserve: int) -> None:
    """No more meetings of a size than tables for them, over all slots."""
    pinned = Counter(pin.slot for pin in pins.values())
    for c, room in enumerate(board.room):
        columns = [place for r, place in column.items() if board.grade[r] >= c]
        most = sum(max(number - reserve, pinned[t]) if c == 0 else number for t, number in enumerate(room))
        if len(columns) > most:
            rows.add(columns, -np.inf, most)


def _interpreters(board: Board, column: dict[int, int], rows: Rows, cost: list[float], upper: list[float]) -> None:
    """Requests that the same interpreters can serve share them; nobody works in more slots than they have."""
    groups: dict[tuple[int, ...], list[int]] = {}
    for r, place in column.items():
        if board.needs_voice[r]:
            groups.setdefault(board.voices[r], []).append(place)
    serving: dict[int, list[int]] = {}
    for voices, columns in groups.items():
        parts = list(range(len(cost), len(cost) + len(voices)))
        cost += [0.0] * len(voices)
        upper += [float(len(columns))] * len(voices)
        rows.add([*columns, *parts], 0.0, 0.0, [1.0] * len(columns) + [-1.0] * len(parts))
        for i, part in zip(voices, parts, strict=True):
            serving.setdefault(i, []).append(part)
    for i, parts in serving.items():
        rows.add(parts, -np.inf, board.free[i].bit_count())


def model_of(rows: Rows, cost: Sequence[float], lower: Sequence[float], upper: Sequence[float]) -> highspy.HighsLp:
    """Return a programme to be maximised, as HiGHS takes it."""
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(cost), len(rows.lower)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_, model.col_lower_, model.col_upper_ = np.array(cost), np.array(lower), np.array(upper)
    model.row_lower_, model.row_upper_ = np.array(rows.lower), np.array(rows.upper)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.array(rows.starts, dtype=np.int32)
    model.a_matrix_.index_ = np.array(rows.columns, dtype=np.int32)
    model.a_matrix_.value_ = np.array(rows.factors)
    return model


def _solved(rows: Rows, cost: Sequence[float], lower: Sequence[float], upper: Sequence[float]) -> Any:
    solver = Quiet()  # type: ignore[no-untyped-call]
    solver.setOptionValue("threads", 1)
    solver.passModel(model_of(rows, cost, lower, upper))
    solver.run()
    return solver
