"""Plans a few slots anew, all at once and as well as can be: a small integer programme, which HiGHS solves in a blink.

With one slot of each day it is exact: what a meeting does to its people's gaps does not depend on the other slots. For two
slots of one day a term for both together is added; for three it is nearly right, and a timetable that is worse is not taken.
"""

from collections.abc import Sequence
from typing import Any, Final

import highspy
import numpy as np

from summitapp.matchmaking.rules.board import FREE
from summitapp.matchmaking.rules.optimise.relaxation import Quiet, Rows, model_of
from summitapp.matchmaking.rules.prices import gap_slots
from summitapp.matchmaking.rules.timetable import Timetable

#: Branches looked at; nearly always the first is the answer.
NODES: Final = 5
FEASIBLE: Final = highspy.SolutionStatus.kSolutionStatusFeasible
OPTIMAL: Final = highspy.HighsModelStatus.kOptimal
#: As good as a whole number.
WHOLE: Final = 1e-5
#: So many points too little, and a choice is not looked at again.
UNWANTED: Final = 40.0
#: Points are whole numbers: what is less than one from the best is the best.
OPTIONS: Final[dict[str, Any]] = {
    "threads": 1, "mip_max_nodes": NODES, "mip_rel_gap": 0.0, "mip_abs_gap": 0.99, "mip_allow_restart": False,
}  # fmt: skip


class Rematch:
    """The integer programme for some slots of a timetable, which stands still outside of them.

    :param pool: requests that may come in beside those that are held there.
    """

    def __init__(self, table: Timetable, slots: Sequence[int], pool: Sequence[int]) -> None:
        self.table, self.board, self.slots = table, table.board, slots
        self.held = [r for t in slots for r in table.held[t]]
        self.base = table.busy[:]
        for t in slots:
            for r in table.held[t]:
                for p in table.crew[r]:
                    self.base[p] ^= 1 << t
        self.rows, self.cost, self.upper = Rows(), list[float](), list[float]()
        self.choices: list[tuple[int, int]] = []
        self.of_person: dict[int, dict[int, list[int]]] = {}
        self._gaps: dict[tuple[int, int], int] = {}
        self._requests([*self.held, *(r for r in pool if table.slot[r] < 0)])
        self._people()
        self._tables()
        self.parts: list[tuple[list[int], list[tuple[int, int]]]] = []
        for t in slots:
            self._interpreters(t)

    # --- what may be chosen ---------------------------------------------------------------------

    def _requests(self, given: Sequence[int]) -> None:
        """Write down each request in each slot in which its people could be."""
        board, base, most, worth = self.board, self.base, self.board.most, self.table.worth
        for r in given:
            team, columns = board.team[r], list[int]()
            if any(base[p].bit_count() >= most[p] for p in team):
                continue
            for t in self.slots:
                bit = 1 << t
                if not board.open[r] & bit or any(base[p] & bit for p in team):
                    continue
                columns.append(len(self.cost))
                self.choices.append((r, t))
                self.cost.append(float(worth[r] - sum(self._gap(p, bit) for p in team)))
                self.upper.append(1.0)
                for p in team:
                    self.of_person.setdefault(p, {}).setdefault(t, []).append(columns[-1])
            if len(columns) > 1:
                self.rows.add(columns, -np.inf, 1.0)

    def _gap(self, p: int, bits: int) -> int:
        """Return what meetings in these slots add to the gaps of a person."""
        key = p, bits
        if key not in self._gaps:
            base, free, days = self.base[p], self.board.free[p], self.board.days
            more = gap_slots(base | bits, free, days) - gap_slots(base, free, days)
            self._gaps[key] = self.board.instance.weights.gap * more
        return self._gaps[key]

    def _extra(self, cost: float, upper: float) -> int:
        self.cost.append(cost)
        self.upper.append(upper)
        return len(self.cost) - 1

    # --- what has to hold -----------------------------------------------------------------------

    def _people(self) -> None:
        penalty = self.board.instance.weights.shortfall
        for p, by_slot in self.of_person.items():
            for columns in by_slot.values():
                if len(columns) > 1:
                    self.rows.add(columns, -np.inf, 1.0)
            everything = [one for columns in by_slot.values() for one in columns]
            delegate, held = self.board.instance.delegates[p], self.base[p].bit_count()
            if len(by_slot) > delegate.max_meetings - held:
                self.rows.add(everything, -np.inf, delegate.max_meetings - held)
            if held < delegate.min_meetings and penalty:
                missing = float(delegate.min_meetings - held)
                self.rows.add([*everything, self._extra(-float(penalty), missing)], missing, np.inf)
            self._days(p, by_slot, delegate.max_per_day)

    def _days(self, p: int, by_slot: dict[int, list[int]], most: int | None) -> None:
        """Write down the maximum of each day, and what two slots of one day mean for gaps together."""
        for day in self.board.days:
            here = [t for t in by_slot if day >> t & 1]
            if most is not None and here:
                left = most - (self.base[p] & day).bit_count()
                self.rows.add([one for t in here for one in by_slot[t]], -np.inf, max(0, left))
            for place, first in enumerate(here):
                for second in here[place + 1:]:
                    self._both(p, by_slot, first, second)

    def _both(self, p: int, by_slot: dict[int, list[int]], first: int, second: int) -> None:
        one, other = 1 << first, 1 << second
        more = self._gap(p, one | other) - self._gap(p, one) - self._gap(p, other)
        if more > 0:
            both = [*by_slot[first], *by_slot[second]]
            self.rows.add([*both, self._extra(-float(more), 1.0)], -np.inf, 1.0, [1.0] * len(both) + [-1.0])
        elif more < 0:
            column = self._extra(-float(more), 1.0)
            for t in (first, second):
                self.rows.add([*by_slot[t], column], 0.0, np.inf, [1.0] * len(by_slot[t]) + [-1.0])

    def _tables(self) -> None:
        grades, by_slot = self.table.grade, dict[int, list[int]]()
        for column, (_, t) in enumerate(self.choices):
            by_slot.setdefault(t, []).append(column)
        for t, columns in by_slot.items():
            for c, room in enumerate(self.table.room):
                large = [one for one in columns if grades[self.choices[one][0]] >= c]
                if len(large) > room[t]:
                    self.rows.add(large, -np.inf, room[t])

    def _interpreters(self, t: int) -> None:
        """Write down who could interpret in a slot: requests that the same ones can serve share them."""
        board, bit, groups = self.board, 1 << t, dict[tuple[int, ...], list[int]]()
        for column, (r, slot) in enumerate(self.choices):
            if slot == t and board.needs_voice[r]:
                groups.setdefault(board.voices[r], []).append(column)
        serving: dict[int, list[int]] = {}
        for voices, columns in groups.items():
            able = [i for i in voices if board.free[i] & bit and not self.base[i] & bit
                    and not self.table.price[i][self.base[i] | bit]]  # fmt: skip
            parts = [(i, self._extra(0.0, 1.0)) for i in able]
            for i, part in parts:
                serving.setdefault(i, []).append(part)
            self.rows.add(
                [*columns, *(part for _, part in parts)], 0.0, 0.0, [1.0] * len(columns) + [-1.0] * len(parts)
            )
            self.parts.append((columns, parts))
        for parts_of in serving.values():
            if len(parts_of) > 1:
                self.rows.add(parts_of, -np.inf, 1.0)

    # --- the answer -----------------------------------------------------------------------------

    def solve(self, seconds: float | None) -> bool:
        """Hold what is best in these slots; ``False`` when that is worse than what was, or nothing was found in time."""
        if not self.choices:
            return False
        values = self._values(seconds)
        if values is None:
            return False
        chosen = [column for column in range(len(self.choices)) if values[column] > 0.5]
        voices: dict[int, int] = {}
        for columns, parts in self.parts:
            hearing = [i for i, part in parts if values[part] > 0.5]
            voices.update(zip((one for one in columns if values[one] > 0.5), hearing, strict=False))
        return self._take([(*self.choices[column], voices.get(column, FREE)) for column in chosen])

    def _values(self, seconds: float | None) -> list[float] | None:
        """Return the answer: the relaxed one where it is whole, else whole numbers for what it leaves open.

        What it holds fully stays, and what it does not want at all stays out: the rest is small.
        """
        lower, upper = [0.0] * len(self.cost), self.upper
        relaxed = self._solved(lower, upper, seconds, whole=False)
        if relaxed is None:
            return None
        values, worth = relaxed
        chosen = range(len(self.choices))
        if all(abs(values[one] - round(values[one])) < WHOLE for one in chosen):
            return values
        upper = upper[:]
        for one in chosen:
            if values[one] > 1 - WHOLE:
                lower[one] = 1.0
            elif values[one] < WHOLE and worth[one] < -UNWANTED:
                upper[one] = 0.0
        found = self._solved(lower, upper, seconds, whole=True)
        return None if found is None else found[0]

    def _solved(
        self, lower: Sequence[float], upper: Sequence[float], seconds: float | None, *, whole: bool
    ) -> tuple[list[float], list[float]] | None:
        model: Any = model_of(self.rows, self.cost, lower, upper)
        if whole:
            model.integrality_ = [highspy.HighsVarType.kInteger] * len(self.choices) + [
                highspy.HighsVarType.kContinuous
            ] * (len(self.cost) - len(self.choices))
        solver = Quiet()  # type: ignore[no-untyped-call]
        for name, value in OPTIONS.items():
            solver.setOptionValue(name, value)
        if seconds is not None:
            solver.setOptionValue("time_limit", max(0.0, seconds))
        solver.passModel(model)
        solver.run()
        if solver.getInfo().primal_solution_status != FEASIBLE or (not whole and solver.getModelStatus() != OPTIMAL):
            return None
        solution = solver.getSolution()
        return list(solution.col_value), list(solution.col_dual) if not whole else []

    def _take(self, meetings: Sequence[tuple[int, int, int]]) -> bool:
        table, before = self.table, self.table.score
        table.log.clear()
        for r in self.held:
            table.remove(r)
        for r, t, voice in meetings:
            table.place(r, t, voice)
        heard = all(voice >= 0 or not self.board.needs_voice[r] for r, _, voice in meetings)
        if table.score < before or not heard:
            table.undo()
            return False
        table.log.clear()
        return True

