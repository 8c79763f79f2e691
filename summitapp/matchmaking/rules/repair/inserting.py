"""Puts one request into a timetable that should stay as it is: directly, or by moving as few meetings as possible."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from summitapp.matchmaking.rules.board import FREE
from summitapp.matchmaking.rules.locks import Pin
from summitapp.matchmaking.rules.prices import NEVER
from summitapp.matchmaking.rules.timetable import Timetable

#: Meetings that may be moved out of one slot for one request.
MOST_MOVED: Final = 2
#: How far moving goes on: a meeting that makes room may itself need room.
DEPTH: Final = 3
#: How many others of a slot are tried, and how many ways in all, before a request is given up.
LOOKS: Final = (12, 12, 3, 2)
MOST_WAYS: Final = 1500
#: An interpreter who changes is a smaller nuisance than a slot that does.
VOICE_SHARE: Final = 5


class Inserter:
    """Knows who sits where, and moves them reluctantly.

    ``pins`` are the meetings that still sit at their published table. While one does, it counts for that table's size,
    which may be larger than it needs.

    :param moved: what moving one meeting costs, in points.
    :param frozen: slots in which nothing happens any more.
    """

    def __init__(self, table: Timetable, moved: int, frozen: int) -> None:
        self.table, self.board, self.moved, self.frozen = table, table.board, moved, frozen
        self.table.grade = list(table.board.grade)
        self.pins: dict[int, Pin] = {}
        self.published: set[int] = set()
        self._ways_left = 0
        self._steps: list[tuple[int, int, int, Pin | None]] = []

    def keep(self, pin: Pin, *, fixed: bool) -> None:
        """Hold a meeting where it was published."""
        self.pins[pin.request] = pin
        self._place(pin.request, pin.slot, pin.voice, pin)
        self.table.fixed[pin.request] = fixed
        self._steps.clear()

    # --- steps that can be taken back ------------------------------------------------------------

    def _place(self, r: int, t: int, voice: int, pin: Pin | None = None) -> None:
        if pin is not None:
            self.pins[r] = pin
            self.table.grade[r] = self.board.classes.index(self.board.seats[pin.table])
        else:
            self.table.grade[r] = self.board.grade[r]
        self.table.place(r, t, voice)
        self._steps.append((r, FREE, FREE, None))

    def _lift(self, r: int) -> None:
        self._steps.append((r, self.table.slot[r], self.table.voice[r], self.pins.pop(r, None)))
        self.table.remove(r)
        self.table.grade[r] = self.board.grade[r]

    def _back(self, to: int) -> None:
        """Take back every step after the first ``to``."""
        steps, self._steps = self._steps[to:], self._steps[:to]
        for r, t, voice, pin in reversed(steps):
            if t < 0:
                self._lift(r)
            else:
                self._place(r, t, voice, pin)
            self._steps.pop()

    # --- inserting ------------------------------------------------------------------------------

    def insert(self, r: int) -> list[int]:
        """Hold a request if it can be; return the meetings that made room for it."""
        self._steps.clear()
        self.table.log.clear()
        for depth in range(DEPTH + 1):
            self._ways_left = MOST_WAYS
            if self._seek(r, depth, frozenset({r})):
                others = dict.fromkeys(step[0] for step in self._steps if step[0] != r)
                self._steps.clear()
                return list(others)
        return []

    def _seek(self, r: int, depth: int, banned: frozenset[int]) -> bool:
        """Hold a request where that costs least, with moves that go ``depth`` meetings deep at most."""
        if depth == 0:
            gain, t, voice = self.table.cheapest(r, self.frozen)
            if t < 0 or gain < -NEVER // 2:
                return False
            self._place(r, t, voice)
            return True
        start, best = len(self._steps), None
        before = self.table.score
        for t, voice, out in self._ways(r, depth, banned):
            self._ways_left -= 1
            if self._go(r, t, voice, out, depth, banned):
                cost = self._cost(start) - (self.table.score - before)
                if best is None or cost < best[0]:
                    best = cost, t, voice, out
            self._back(start)
            if self._ways_left < 0 or (best is not None and depth > 1):
                break
        return best is not None and self._go(r, best[1], best[2], best[3], depth, banned)

    def _go(self, r: int, t: int, voice: int, out: tuple[int, ...], depth: int, banned: frozenset[int]) -> bool:
        start = len(self._steps)
        for one in out:
            self._lift(one)
        if not self._room(r, t) or not self._hear(r, t, voice):
            self._back(start)
            return False
        self._place(r, t, voice)
        if not self._affordable(r, t):
            self._back(start)
            return False
        banned = banned | set(out)
        for one in sorted(out, key=lambda each: self.board.open[each].bit_count()):
            if not self._seek(one, depth - 1, banned):
                self._back(start)
                return False
        return True

    def _affordable(self, r: int, t: int) -> bool:
        table = self.table
        return all(table.price[p][table.busy[p]] < NEVER for p in table.crew[r])

    def _cost(self, start: int) -> int:
        """Return what the steps since ``start`` cost those who were told of their slot."""
        touched = {one for one, _, _, _ in self._steps[start:] if one in self.published}
        return self.moved * len(touched)

    def _room(self, r: int, t: int) -> bool:
        """Whether a table is free; a small meeting may leave a big table for a small one."""
        table, grade = self.table, self.board.grade[r]
        if table.vacant[grade] >> t & 1:
            return True
        for one in table.held[t]:
            small = self.board.grade[one]
            if table.grade[one] >= grade > small and table.vacant[small] >> t & 1 and not table.fixed[one]:
                voice = table.voice[one]
                self._lift(one)
                self._place(one, t, voice)
                if table.vacant[grade] >> t & 1:
                    return True
        return False

    def _hear(self, r: int, t: int, voice: int) -> bool:
        """Whether the interpreter is free; if not, somebody else takes over the meeting they have."""
        if voice < 0:
            return True
        table = self.table
        other = table.at[t][voice]
        if other < 0:
            return True
        instead = table.free_voice(other, t)
        if instead < 0 or table.fixed[other]:
            return False
        pin = self.pins.get(other)
        self._lift(other)
        self._place(other, t, instead, None if pin is None else replace(pin, voice=instead))
        return True

    def _ways(self, r: int, depth: int, banned: frozenset[int]) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """Yield slots with an interpreter and the meetings that would have to go, the fewest first."""
        table, found = self.table, list[tuple[int, int, int, tuple[int, ...]]]()
        left = self.board.open[r] & ~self.frozen
        while left:
            bit = left & -left
            left ^= bit
            t = bit.bit_length() - 1
            row = table.at[t]
            out = tuple(dict.fromkeys(row[p] for p in self.board.team[r] if row[p] >= 0))
            if len(out) > MOST_MOVED or any(table.fixed[one] or one in banned for one in out):
                continue
            for voice, more in self._voices(r, t, out, banned):
                both = (*out, *more)
                for way in self._tables(r, t, both, banned)[: LOOKS[depth]]:
                    if len(way) <= MOST_MOVED:
                        found.append((len(way), t, voice, way))
        found.sort(key=lambda way: way[0])
        return ((t, voice, out) for _, t, voice, out in found)

    def _voices(
        self, r: int, t: int, out: tuple[int, ...], banned: frozenset[int]
    ) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yield interpreters who could be had in a slot, with the meeting that would have to go for that."""
        table, bit = self.table, 1 << t
        if not self.board.needs_voice[r]:
            yield FREE, ()
            return
        voice = table.free_voice(r, t)
        if voice >= 0:
            yield voice, ()
            return
        for i in self.board.voices[r]:
            if not self.board.free[i] & bit:
                continue
            other = table.at[t][i]
            if other < 0:
                continue
            if other in out or (table.free_voice(other, t) >= 0 and not table.fixed[other]):
                yield i, ()
            elif not table.fixed[other] and other not in banned:
                yield i, (other,)

    def _tables(self, r: int, t: int, out: tuple[int, ...], banned: frozenset[int]) -> list[tuple[int, ...]]:
        """Return the meetings that would have to go, with one more where no table would be free."""
        table, grade = self.table, self.board.grade[r]
        frees = table.vacant[grade] >> t & 1 or any(table.grade[one] >= grade for one in out)
        shifts = grade and table.vacant[0] >> t & 1
        if frees:
            return [out]
        movable = [one for one in table.held[t] if table.grade[one] >= grade and not table.fixed[one]
                   and one not in banned and one not in out and table.open_slots(one) & ~self.frozen]  # fmt: skip
        return [*([out] if shifts else []), *((*out, one) for one in movable)]
