"""A timetable that changes: who sits where now, what it scores, and how to go back a step."""

from collections.abc import Sequence

from summitapp.matchmaking.rules.board import FREE, Board


class Timetable:
    """Meetings of a board in slots. Tables are not named yet: a slot has room or it has not.

    Everything is a place in the board's lists; ``FREE`` is no meeting, no slot or no interpreter.

    :param worth: what each request counts when it is held.
    :param reserve: tables left free in each slot.
    """

    __slots__ = (
        "at", "board", "busy", "count", "crew", "fixed", "grade", "held", "log", "place_in", "price", "room", "score",
        "slot", "vacant", "voice", "worth",
    )  # fmt: skip

    def __init__(self, board: Board, worth: Sequence[int], reserve: int = 0) -> None:
        slots, people, requests = len(board.slots), len(board.free), len(board.team)
        self.board, self.worth, self.price, self.grade = board, list(worth), board.price, board.grade
        self.at = [[FREE] * people for _ in range(slots)]
        self.busy = [0] * people
        self.slot, self.voice = [FREE] * requests, [FREE] * requests
        self.crew: list[tuple[int, ...]] = list(board.team)
        self.fixed = [False] * requests
        self.held: list[list[int]] = [[] for _ in range(slots)]
        self.place_in = [0] * requests
        self.room = [[max(0, number - reserve * (not c)) for number in row] for c, row in enumerate(board.room)]
        self.count = [[0] * slots for _ in board.classes]
        self.vacant = [0] * (len(board.classes) + 1)
        self.score = -sum(price[0] for price in self.price)
        self.log: list[tuple[int, int, int]] = []
        for t in range(slots):
            self._look(t)

    def _look(self, t: int) -> None:
        """See which classes of meetings a slot still has room for."""
        bit, open_ = 1 << t, True
        vacant = self.vacant
        for c, room in enumerate(self.room):
            open_ = open_ and self.count[c][t] < room[t]
            if open_:
                vacant[c] |= bit
            else:
                vacant[c] &= ~bit

    def place(self, r: int, t: int, voice: int = FREE) -> None:
        """Hold a request that is not held, in a slot that has room for it."""
        bit, row, busy, price = 1 << t, self.at[t], self.busy, self.price
        crew = self.board.team[r]
        if voice >= 0:
            crew = (*crew, voice)
        self.crew[r] = crew
        score = self.score + self.worth[r]
        for p in crew:
            was = busy[p]
            now = was | bit
            costs = price[p]
            score += costs[was] - costs[now]
            busy[p] = now
            row[p] = r
        self.score = score
        self.slot[r], self.voice[r] = t, voice
        here = self.held[t]
        self.place_in[r] = len(here)
        here.append(r)
        for c in range(self.grade[r] + 1):
            self.count[c][t] += 1
        self._look(t)
        self.log.append((r, FREE, FREE))

    def remove(self, r: int) -> None:
        """Hold a request no longer."""
        t = self.slot[r]
        bit, row, busy, price = 1 << t, self.at[t], self.busy, self.price
        score = self.score - self.worth[r]
        for p in self.crew[r]:
            was = busy[p]
            now = was ^ bit
            costs = price[p]
            score += costs[was] - costs[now]
            busy[p] = now
            row[p] = FREE
        self.score = score
        self.log.append((r, t, self.voice[r]))
        self.slot[r] = self.voice[r] = FREE
        here, place = self.held[t], self.place_in[r]
        last = here.pop()
        if last != r:
            here[place] = last
            self.place_in[last] = place
        for c in range(self.grade[r] + 1):
            self.count[c][t] -= 1
        self._look(t)

    def undo(self) -> None:
        """Go back to where the log begins."""
        steps, self.log = self.log, []
        for r, t, voice in reversed(steps):
            if t < 0:
                self.remove(r)
            else:
                self.place(r, t, voice)
        self.log.clear()

    def pin(self, r: int, t: int, voice: int, seats: int) -> None:
        """Hold a request for good at a table of its own, which the others then do not have."""
        self.place(r, t, voice)
        for c in range(self.grade[r] + 1):
            self.count[c][t] -= 1
        for c, least in enumerate(self.board.classes):
            if least <= seats:
                self.room[c][t] = max(0, self.room[c][t] - 1)
        self._look(t)
        self.fixed[r] = True
        here = self.held[t]
        here.pop()
        self.log.clear()

    def free_voice(self, r: int, t: int) -> int:
        """Return an interpreter who is free for a request in a slot: else ``FREE``."""
        board, bit = self.board, 1 << t
        for i in board.voices[r]:
            if board.free[i] & bit and not self.busy[i] & bit and not self.price[i][self.busy[i] | bit]:
                return i
        return FREE

    def open_slots(self, r: int) -> int:
        """Return the slots in which a request fits without moving anybody; interpreters are not asked."""
        found = self.board.open[r] & self.vacant[self.grade[r]]
        for p in self.board.team[r]:
            found &= ~self.busy[p]
        return found

    def cheapest(self, r: int, barred: int = 0) -> tuple[int, int, int]:
        """Return what holding a request would add at best, with slot and interpreter; ``FREE`` when it fits nowhere.

        :param barred: slots that are left out.
        """
        left, best = self.open_slots(r) & ~barred, (0, FREE, FREE)
        busy, price, needs = self.busy, self.price, self.board.needs_voice[r]
        base, lowest = self.worth[r], None
        while left:
            bit = left & -left
            left ^= bit
            gain = base
            for p in self.board.team[r]:
                was = busy[p]
                gain += price[p][was] - price[p][was | bit]
            if lowest is None or gain > lowest:
                t = bit.bit_length() - 1
                voice = self.free_voice(r, t) if needs else FREE
                if needs and voice < 0:
                    continue
                lowest, best = gain, (gain, t, voice)
        return best

    def snapshot(self) -> tuple[list[int], list[int]]:
        """Return what is needed to come back to this state."""
        return self.slot[:], self.voice[:]

    def restore(self, state: tuple[Sequence[int], Sequence[int]]) -> None:
        """Come back to a state; what is fixed stays."""
        slots, voices = state
        wrong = [r for r, t in enumerate(self.slot)
                 if not self.fixed[r] and (t != slots[r] or self.voice[r] != voices[r])]  # fmt: skip
        for r in wrong:
            if self.slot[r] >= 0:
                self.remove(r)
        for r in wrong:
            if slots[r] >= 0:
                self.place(r, slots[r], voices[r])
        self.log.clear()
