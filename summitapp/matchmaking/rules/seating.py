"""Which meeting sits at which table: the largest first, at home where there is one, else where they sat before."""

from collections.abc import Iterable, Mapping

from summitapp.matchmaking.rules.board import FREE, Board
from summitapp.matchmaking.rules.locks import Pin
from summitapp.matchmaking.values.plan import Held


def seat(board: Board, slots: list[int], voices: list[int], pins: Mapping[int, Pin]) -> tuple[Held, ...]:
    """Return the meetings with their tables, in order of slot and table.

    :param slots: the slot of each request or ``FREE``; ``voices``: its interpreter.
    """
    homes: dict[int, list[int]] = {}
    for k, table in enumerate(board.instance.tables):
        for one in table.home:
            if one in board.person_of:
                homes.setdefault(board.person_of[one], []).append(k)
    meetings: list[list[int]] = [[] for _ in board.slots]
    for r, t in enumerate(slots):
        if t >= 0:
            meetings[t].append(r)
    found, last = [], dict[int, int]()
    for t, here in enumerate(meetings):
        at = _seat_slot(board, t, here, pins, homes, last)
        last = {p: k for r, k in at.items() for p in board.team[r]}
        found += [(t, k, r) for r, k in at.items()]
    return tuple(_held(board, r, t, k, voices[r]) for t, k, r in sorted(found))


def _seat_slot(
    board: Board, t: int, here: Iterable[int], pins: Mapping[int, Pin], homes: Mapping[int, list[int]],
    last: Mapping[int, int],
) -> dict[int, int]:  # fmt: skip
    at = {r: pins[r].table for r in here if r in pins}
    taken = set(at.values())
    open_ = [k for k in range(len(board.seats)) if board.table_open[k] >> t & 1 and k not in taken]
    kept = {k for ks in homes.values() for k in ks}
    free = dict.fromkeys(sorted(open_, key=lambda k: (k in kept, board.seats[k], k)))
    rest = sorted((r for r in here if r not in at), key=lambda r: (-board.grade[r], not any(
        p in homes for p in board.team[r]), r))  # fmt: skip
    for r in rest:
        k = _table(board, r, free, homes, last)
        at[r] = k
        del free[k]
    return at


def _table(board: Board, r: int, free: Mapping[int, None], homes: Mapping[int, list[int]], last: Mapping[int, int]) -> int:
    size, team = board.size[r], board.team[r]
    for k in (*(k for p in team for k in homes.get(p, ())), *(last.get(p, FREE) for p in team)):
        if k in free and board.seats[k] >= size:
            return k
    return next(k for k in free if board.seats[k] >= size)


def _held(board: Board, r: int, t: int, k: int, voice: int) -> Held:
    given = board.instance
    return Held(
        given.requests[r].id, board.slots[t].id, given.tables[k].id,
        given.interpreters[voice - board.delegates].id if voice >= 0 else None,
    )  # fmt: skip
