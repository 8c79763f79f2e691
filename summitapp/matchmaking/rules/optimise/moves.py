"""The steps of the search: a meeting comes in and throws others out, or meetings of two slots change places."""

from math import exp
from random import Random
from typing import Final

from summitapp.matchmaking.rules.board import FREE
from summitapp.matchmaking.rules.timetable import Timetable

#: Meetings that change places at once, at most.
LONGEST: Final = 12
#: How many others are looked at when one has to give way for a table, or go the other way.
LOOKS: Final = 6
#: How many may make room for one another in a row.
DEPTH: Final = 3

Chain = tuple[list[int], list[int], int]


class Moves:
    """Tries steps on a timetable and keeps those that are better, or chance lets pass.

    :param keen: what each request brings beyond what it takes; the least keen gives way.
    """

    def __init__(self, table: Timetable, keen: list[float], rng: Random) -> None:
        self.table, self.keen, self.random = table, keen, rng.random
        board = table.board
        self.board = board
        self.choices = [tuple(t for t in range(len(board.slots)) if mask >> t & 1) for mask in board.open]
        self.heat = 1.0

    def passes(self, delta: int) -> bool:
        """Whether a step that changes the score by so much is kept."""
        return delta >= 0 or self.random() < exp(delta / self.heat)

    # --- one comes in ---------------------------------------------------------------------------

    def bring_in(self, r: int) -> bool:
        """Hold a request in a random slot of its; whoever stands in the way is seated elsewhere, or not at all."""
        choices = self.choices[r]
        if not choices:
            return False
        table = self.table
        t = choices[int(self.random() * len(choices))]
        out = self._in_the_way(r, t)
        if out is None:
            return False
        before = table.score
        voice = self._make_room(r, t, out)
        if voice is None:
            table.undo()
            return False
        table.place(r, t, voice)
        if len(out) > 1:
            out.sort(key=lambda one: -self.keen[one])
        for one in out:
            self._settle(one)
        if self.passes(table.score - before):
            table.log.clear()
            return True
        table.undo()
        return False

    def _in_the_way(self, r: int, t: int) -> list[int] | None:
        """Return the meetings that keep a request's people from a slot; ``None`` when one of them is fixed."""
        table, row, out = self.table, self.table.at[t], list[int]()
        fixed, most, busy = table.fixed, self.board.most, table.busy
        for p in self.board.team[r]:
            one = row[p]
            if one >= 0:
                if fixed[one]:
                    return None
                if one not in out:
                    out.append(one)
            elif busy[p].bit_count() >= most[p]:
                weakest = self._weakest(p)
                if weakest < 0:
                    return None
                if weakest not in out:
                    out.append(weakest)
        return out

    def _weakest(self, p: int) -> int:
        """Return the meeting of a person that brings least; ``FREE`` when all are fixed."""
        at, fixed, keen, left = self.table.at, self.table.fixed, self.keen, self.table.busy[p]
        found = FREE
        while left:
            bit = left & -left
            left ^= bit
            one = at[bit.bit_length() - 1][p]
            if not fixed[one] and (found < 0 or keen[one] < keen[found]):
                found = one
        return found

    def _make_room(self, r: int, t: int, out: list[int]) -> int | None:
        """Take out who is in the way, and more where a table or an interpreter is missing; return the interpreter."""
        table = self.table
        for one in out:
            table.remove(one)
        voice = FREE
        if self.board.needs_voice[r]:
            voice = table.free_voice(r, t)
            if voice < 0:
                voice = self._least_missed(r, t)
                if voice < 0:
                    return None
                one = table.at[t][voice]
                table.remove(one)
                out.append(one)
        while not table.vacant[self.board.grade[r]] >> t & 1:
            one = self._least_keen(r, t)
            if one < 0:
                return None
            table.remove(one)
            out.append(one)
        return voice

    def _least_missed(self, r: int, t: int) -> int:
        """Return the interpreter whose meeting in a slot brings least; ``FREE`` when there is none to be had."""
        row, found, least = self.table.at[t], FREE, 0.0
        for i in self.board.voices[r]:
            one = row[i]
            if one >= 0 and not self.table.fixed[one] and (found < 0 or self.keen[one] < least):
                found, least = i, self.keen[one]
        return found

    def _least_keen(self, r: int, t: int) -> int:
        """Return one of a few meetings of a slot: the one that brings least and frees a table for the request."""
        here, grade, grades = self.table.held[t], self.board.grade[r], self.table.grade
        small = self.table.vacant[0] >> t & 1  # then it is only big tables that are missing
        if grade and small:
            here = [one for one in here if grades[one] >= grade]
        if not here:
            return FREE
        found = FREE
        for _ in range(LOOKS):
            one = here[int(self.random() * len(here))]
            if found < 0 or self.keen[one] < self.keen[found]:
                found = one
        return found

    def _settle(self, r: int, depth: int = DEPTH) -> None:
        """Hold a request where that costs least, if it brings anything; where no table is free, one that brings less goes."""
        gain, t, voice = self.table.cheapest(r)
        if t < 0 and depth > 0:
            self._displace(r, depth)
        elif t >= 0 and gain > 0:
            self.table.place(r, t, voice)

    def _displace(self, r: int, depth: int) -> None:
        """Hold a request at the table of one that brings less, which is then settled itself."""
        table, left, slots = self.table, self.board.open[r], list[int]()
        for p in self.board.team[r]:
            left &= ~table.busy[p]
        while left:
            bit = left & -left
            left ^= bit
            slots.append(bit.bit_length() - 1)
        if not slots:
            return
        t = slots[int(self.random() * len(slots))]
        voice = table.free_voice(r, t) if self.board.needs_voice[r] else FREE
        one = FREE if self.board.needs_voice[r] and voice < 0 else self._least_keen(r, t)
        if one < 0 or self.keen[one] >= self.keen[r]:
            return
        theirs = table.voice[one]
        table.remove(one)
        if table.vacant[self.board.grade[r]] >> t & 1:
            table.place(r, t, voice)
            self._settle(one, depth - 1)
        else:
            table.place(one, t, theirs)

    # --- meetings change places -----------------------------------------------------------------

    def swap(self, r: int) -> bool:
        """Move a held request to another slot; those it meets there come to its own, and so on."""
        table, choices = self.table, self.choices[r]
        s, t = table.slot[r], choices[int(self.random() * len(choices))]
        if s == t:
            return False
        chain = self._chain(r, s, t)
        if chain is None:
            return False
        ups, downs, delta = chain
        if not self._fits(ups, downs, s, t):
            other = self._counterpart(ups, downs, s, t)
            if other is None:
                return False
            downs, ups, delta = downs + other[0], ups + other[1], delta + other[2]
        if not self.passes(delta):
            return False
        self._change(ups, downs, s, t)
        return True

    def _chain(self, r: int, s: int, t: int) -> Chain | None:
        """Return who goes from ``s`` to ``t``, who goes back, and what that changes; ``None`` when it cannot be."""
        table, board = self.table, self.board
        open_, free, crew, fixed = board.open, board.free, table.crew, table.fixed
        busy, price, people = table.busy, table.price, board.delegates
        bits, rows, both = (1 << t, 1 << s), (table.at[t], table.at[s]), (1 << s) | (1 << t)
        ways: tuple[list[int], list[int]] = ([r], [])
        done, delta, side = [0, 0], 0, 0
        while True:
            if done[side] == len(ways[side]):
                side ^= 1
                if done[side] == len(ways[side]):
                    return ways[0], ways[1], delta
            one = ways[side][done[side]]
            done[side] += 1
            bit, row, back = bits[side], rows[side], ways[side ^ 1]
            if not open_[one] & bit:
                return None
            for p in crew[one]:
                other = row[p]
                if other < 0:
                    if p >= people and not free[p] & bit:
                        return None
                    was = busy[p]
                    costs = price[p]
                    delta += costs[was] - costs[was ^ both]
                elif other not in back:
                    if fixed[other] or len(back) >= LONGEST:
                        return None
                    back.append(other)

    def _fits(self, ups: list[int], downs: list[int], s: int, t: int) -> bool:
        """Whether both slots have tables for it."""
        table, grades = self.table, self.table.grade
        for c in range(len(table.room)):
            more = sum(grades[one] >= c for one in ups) - sum(grades[one] >= c for one in downs) if c else len(ups) - len(downs)
            if more > 0:
                if table.count[c][t] + more > table.room[c][t]:
                    return False
            elif more < 0 and table.count[c][s] - more > table.room[c][s]:
                return False
        return True

    def _counterpart(self, ups: list[int], downs: list[int], s: int, t: int) -> Chain | None:
        """Return a chain that goes the other way, so that both slots have tables for all."""
        here, away = (t, s) if len(ups) > len(downs) else (s, t)
        held, best = self.table.held[here], None
        if not held:
            return None
        for _ in range(LOOKS):
            one = held[int(self.random() * len(held))]
            if one in downs or one in ups:
                continue
            chain = self._chain(one, here, away)
            if chain is None:
                continue
            there, back = (chain[0], chain[1]) if here == t else (chain[1], chain[0])
            if (best is None or chain[2] > best[2]) and self._fits(ups + back, downs + there, s, t):
                best = there, back, chain[2]
        return best

    def _change(self, ups: list[int], downs: list[int], s: int, t: int) -> None:
        table = self.table
        voices = [table.voice[one] for one in (*ups, *downs)]
        for one in (*ups, *downs):
            table.remove(one)
        for place, one in enumerate((*ups, *downs)):
            table.place(one, t if place < len(ups) else s, voices[place])
        table.log.clear()
