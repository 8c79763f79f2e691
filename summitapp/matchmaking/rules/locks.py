"""Meetings that stay where they are: locked ones, and on re-planning those that are published."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from summitapp.matchmaking.rules.board import FREE, Board
from summitapp.matchmaking.values.plan import Id, InstanceFault, Place


@dataclass(frozen=True, slots=True)
class Pin:
    """A meeting that stays: request, slot, table and interpreter as places in the board's lists."""

    request: int
    slot: int
    table: int
    voice: int


class Pins:
    """Meetings that stay, checked against each other while they are collected.

    Whoever adds one that cannot be gets the reason back: a code, the ids it is about, and the request it clashes with.
    """

    def __init__(self, board: Board) -> None:
        self.board = board
        self.pins: dict[int, Pin] = {}
        self.sitting: dict[tuple[int, int], int] = {}
        self.tables: dict[tuple[int, int], int] = {}
        self.busy = [0] * len(board.free)

    def obstacle(self, pin: Pin) -> tuple[str, list[Id], int] | None:
        """Return why a meeting cannot be held there, or ``None``: (code, ids, request in the way or ``FREE``)."""
        board, bit, team = self.board, 1 << pin.slot, self.board.team[pin.request]
        allowed = board.instance.requests[pin.request].allowed
        people = board.instance.delegates
        if allowed is not None and not board.mask(allowed) & bit:
            return "not_allowed", [], FREE
        away = [people[p].id for p in team if not board.free[p] & bit]
        if away:
            return "attendee_unavailable", away, FREE
        for p in team:
            if (p, pin.slot) in self.sitting:
                return "clash", [people[p].id], self.sitting[p, pin.slot]
        full = [people[p].id for p in team if board.price[p][self.busy[p] | bit] - board.price[p][self.busy[p]] > 10**8]
        if full:
            return "over_maximum", full, FREE
        return self._table_obstacle(pin) or self._voice_obstacle(pin)

    def _table_obstacle(self, pin: Pin) -> tuple[str, list[Id], int] | None:
        board, table = self.board, self.board.instance.tables[pin.table]
        if not board.table_open[pin.table] >> pin.slot & 1:
            return "table_closed", [table.id], FREE
        if (pin.table, pin.slot) in self.tables:
            return "table_taken", [table.id], self.tables[pin.table, pin.slot]
        if table.seats < len(board.team[pin.request]) + (pin.voice >= 0):
            return "too_small", [table.id], FREE
        return None

    def _voice_obstacle(self, pin: Pin) -> tuple[str, list[Id], int] | None:
        board, bit = self.board, 1 << pin.slot
        if pin.voice < 0:
            return ("no_language", [], FREE) if board.needs_voice[pin.request] else None
        voice = board.instance.interpreters[pin.voice - board.delegates].id
        if not all(board.langs[pin.voice] & board.langs[p] for p in board.team[pin.request]):
            return "no_language", [voice], FREE
        if not board.free[pin.voice] & bit or board.price[pin.voice][self.busy[pin.voice] | bit]:
            return "interpreter_unavailable", [voice], FREE
        if (pin.voice, pin.slot) in self.sitting:
            return "interpreter_taken", [voice], self.sitting[pin.voice, pin.slot]
        return None

    def add(self, pin: Pin) -> None:
        """Keep a meeting; nothing may stand in its way."""
        self.pins[pin.request] = pin
        self.seat(pin)

    def seat(self, pin: Pin) -> None:
        """Take note of who sits where, whether that can be or not."""
        self.tables[pin.table, pin.slot] = pin.request
        for p in (*self.board.team[pin.request], *((pin.voice,) if pin.voice >= 0 else ())):
            self.sitting[p, pin.slot] = pin.request
            self.busy[p] |= 1 << pin.slot

    def drop(self, r: int) -> None:
        """Keep a meeting no longer."""
        pin = self.pins.pop(r)
        del self.tables[pin.table, pin.slot]
        for p in (*self.board.team[r], *((pin.voice,) if pin.voice >= 0 else ())):
            del self.sitting[p, pin.slot]
            self.busy[p] ^= 1 << pin.slot

    def voice_for(self, r: int, t: int) -> int:
        """Return an interpreter who is free for a request in a slot, else ``FREE``."""
        return self.voice_of(self.board.voices[r], t)

    def voice_of(self, voices: Iterable[int], t: int) -> int:
        """Return the first of these interpreters who is free in a slot, else ``FREE``."""
        board, bit = self.board, 1 << t
        for i in voices:
            if board.free[i] & bit and not self.busy[i] & bit and not board.price[i][self.busy[i] | bit]:
                return i
        return FREE

    def table_for(self, size: int, t: int, people: Collection[Id] = ()) -> int:
        """Return the smallest free table of a slot that is big enough, that of these people if they keep one, else ``FREE``."""
        board, tables = self.board, self.board.instance.tables
        fits = (k for k, seats in enumerate(board.seats)
                if seats >= size and board.table_open[k] >> t & 1 and (k, t) not in self.tables)  # fmt: skip
        return min(fits, key=lambda k: (
            not tables[k].home.intersection(people), bool(tables[k].home), board.seats[k], k,
        ), default=FREE)  # fmt: skip


def locked(board: Board) -> Pins:
    """Return the locked requests of an instance, with an interpreter where they need one and none is named.

    :raises InstanceFault: one cannot be held where it is locked; the message names it and what it clashes with.
    """
    pins = Pins(board)
    given = [r for r, request in enumerate(board.instance.requests) if request.locked is not None]
    given.sort(key=lambda r: (_lock(board, r).interpreter is None, _lock(board, r).table is None))
    voices = _voices(board, given)
    for r in given:
        lock = _lock(board, r)
        t = board.slot_of[lock.slot]
        voice = voices.get(r, FREE)
        table = board.table_of[lock.table] if lock.table is not None else pins.table_for(board.size[r], t)
        if table < 0:
            raise InstanceFault(
                "locked", f"request {_name(board, r)!r} is locked into slot {lock.slot!r}, where no table is left",
                requests=[_name(board, r)],
            )  # fmt: skip
        pin = Pin(r, t, table, voice)
        why = pins.obstacle(pin)
        if why is not None:
            raise _fault(board, pin, *why)
        pins.add(pin)
    return pins


def _lock(board: Board, r: int) -> Place:
    found = board.instance.requests[r].locked
    assert found is not None
    return found


def _name(board: Board, r: int) -> Id:
    return board.instance.requests[r].id


def _voices(board: Board, given: Iterable[int]) -> dict[int, int]:
    """Give each locked request that needs an interpreter one of its slot, by augmenting paths; those named come first."""
    found: dict[int, int] = {}
    taken: dict[tuple[int, int], int] = {}
    slots: dict[int, int] = {}
    for r in given:
        lock = _lock(board, r)
        slots[r] = board.slot_of[lock.slot]
        if lock.interpreter is not None:
            found[r] = board.voice_of[lock.interpreter]
            taken[found[r], slots[r]] = r

    def seat(r: int, tried: set[int]) -> bool:
        for i in board.voices[r]:
            if i in tried or not board.free[i] >> slots[r] & 1:
                continue
            tried.add(i)
            other = taken.get((i, slots[r]))
            if other is None or (_lock(board, other).interpreter is None and seat(other, tried)):
                found[r], taken[i, slots[r]] = i, r
                return True
        return False

    for r in slots:
        if board.needs_voice[r] and r not in found:
            seat(r, set())
    return found


WORDS = {
    "not_allowed": "it is not allowed", "attendee_unavailable": "delegate {ids} is not available",
    "clash": "delegate {ids} is also in request {other}", "over_maximum": "delegate {ids} would have more than the maximum",
    "table_closed": "table {ids} is closed", "table_taken": "table {ids} is also taken by request {other}",
    "too_small": "table {ids} has too few seats", "no_language": "there is no language for it",
    "interpreter_unavailable": "interpreter {ids} is not available",
    "interpreter_taken": "interpreter {ids} is also in request {other}",
}  # fmt: skip


def _fault(board: Board, pin: Pin, code: str, ids: list[Id], other: int) -> InstanceFault:
    names = [_name(board, pin.request), *([_name(board, other)] if other >= 0 else [])]
    words = WORDS[code].format(ids=", ".join(map(repr, ids)), other=repr(names[-1]))
    slot = board.slots[pin.slot].id
    return InstanceFault(
        "locked", f"request {names[0]!r} is locked into slot {slot!r}, where {words}", requests=names, reason=code
    )
