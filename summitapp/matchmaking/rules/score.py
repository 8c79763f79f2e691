"""What a timetable is worth, which hard rules it breaks, and how many meetings could be held at most."""

from collections import Counter
from collections.abc import Iterator, Sequence

from summitapp.matchmaking.rules.board import Board
from summitapp.matchmaking.rules.prices import gap_slots
from summitapp.matchmaking.values.plan import Broken, Held, Instance


def score(instance: Instance, held: Sequence[Held]) -> int:
    """Return the points of a timetable: values, less what is short of the minima, less gaps."""
    board = Board(instance)
    busy = [0] * board.delegates
    total = 0
    for one in held:
        r = board.request_of[one.request]
        total += board.value[r]
        for p in board.team[r]:
            busy[p] |= 1 << board.slot_of[one.slot]
    for p, delegate in enumerate(instance.delegates):
        total -= instance.weights.shortfall * max(0, delegate.min_meetings - busy[p].bit_count())
        total -= instance.weights.gap * gap_slots(busy[p], board.free[p], board.days)
    return total


def count_bound(instance: Instance) -> int:
    """Return how many meetings of two fit at most: in each slot a table and two free delegates for each."""
    board = Board(instance)
    tables = board.room[0] if board.room else [0] * len(board.slots)
    return sum(
        min(tables[t], sum(free >> t & 1 for free in board.free[: board.delegates]) // 2) for t in range(len(board.slots))
    )


def faults(instance: Instance, held: Sequence[Held]) -> list[Broken]:
    """Return the hard rules that a timetable breaks; none when it can be held."""
    board = Board(instance)
    known = [one for one in held if one.request in board.request_of and one.slot in board.slot_of
             and one.table in board.table_of and (one.interpreter is None or one.interpreter in board.voice_of)]  # fmt: skip
    found = [Broken("unknown", {"request": one.request}) for one in held if one not in known]
    for one in known:
        found += _alone(board, one)
    found += _twice(board, known)
    found += _maxima(board, known)
    return [*found, *_locks(instance, known)]


def _alone(board: Board, one: Held) -> Iterator[Broken]:
    """Yield what is wrong with one meeting whatever the others are."""
    r, t = board.request_of[one.request], board.slot_of[one.slot]
    voice = board.voice_of[one.interpreter] if one.interpreter is not None else None
    people, request = board.instance.delegates, board.instance.requests[r]
    for p in board.team[r]:
        if not board.free[p] >> t & 1:
            yield Broken("attendee_unavailable", {"request": one.request, "delegates": [people[p].id]})
        if voice is not None and not board.langs[voice] & board.langs[p]:
            yield Broken("no_language", {"request": one.request, "delegates": [people[p].id]})
    if voice is None and board.needs_voice[r]:
        yield Broken("no_language", {"request": one.request})
    if voice is not None and not board.free[voice] >> t & 1:
        yield Broken("interpreter_unavailable", {"request": one.request, "interpreter": one.interpreter})
    k = board.table_of[one.table]
    if board.seats[k] < len(board.team[r]) + (voice is not None):
        yield Broken("too_small", {"request": one.request, "table": one.table})
    if not board.table_open[k] >> t & 1:
        yield Broken("table_closed", {"request": one.request, "table": one.table})
    if request.allowed is not None and one.slot not in request.allowed:
        yield Broken("not_allowed", {"request": one.request, "slot": one.slot})


def _twice(board: Board, held: Sequence[Held]) -> Iterator[Broken]:
    requests = Counter(one.request for one in held)
    tables = Counter((one.table, one.slot) for one in held)
    people = Counter((p, one.slot) for one in held for p in board.team[board.request_of[one.request]])
    voices = Counter((one.interpreter, one.slot) for one in held if one.interpreter is not None)
    yield from (Broken("held_twice", {"request": one}) for one, times in requests.items() if times > 1)
    yield from (Broken("table_taken", {"table": k, "slot": t}) for (k, t), times in tables.items() if times > 1)
    yield from (Broken("clash", {"delegates": [board.instance.delegates[p].id], "slot": t})
                for (p, t), times in people.items() if times > 1)  # fmt: skip
    yield from (Broken("interpreter_taken", {"interpreter": i, "slot": t}) for (i, t), times in voices.items() if times > 1)


def _maxima(board: Board, held: Sequence[Held]) -> Iterator[Broken]:
    busy = [0] * len(board.free)
    for one in held:
        voice = [board.voice_of[one.interpreter]] if one.interpreter is not None else []
        for p in (*board.team[board.request_of[one.request]], *voice):
            busy[p] |= 1 << board.slot_of[one.slot]
    for p, delegate in enumerate(board.instance.delegates):
        if (delegate.max_per_day is not None and any(
            (busy[p] & day).bit_count() > delegate.max_per_day for day in board.days
        )) or busy[p].bit_count() > delegate.max_meetings:  # fmt: skip
            yield Broken("over_maximum", {"delegates": [delegate.id]})
    for i, helper in enumerate(board.instance.interpreters, board.delegates):
        if board.price[i][busy[i]]:
            yield Broken("no_rest", {"interpreter": helper.id})


def _locks(instance: Instance, held: Sequence[Held]) -> Iterator[Broken]:
    at = {one.request: one for one in held}
    for request in instance.requests:
        lock = request.locked
        if lock is None:
            continue
        one = at.get(request.id)
        if one is None or one.slot != lock.slot or lock.table not in (None, one.table) or (
            lock.interpreter not in (None, one.interpreter)
        ):  # fmt: skip
            yield Broken("lock", {"request": request.id})
