"""Repairs a published timetable: what can stay stays, what was displaced or must be held is put in with few moves."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

from summitapp.matchmaking.rules.board import Board
from summitapp.matchmaking.rules.locks import Pin
from summitapp.matchmaking.rules.reasons import report
from summitapp.matchmaking.rules.repair.inserting import Inserter
from summitapp.matchmaking.rules.repair.standing import Cause, Standing, stand
from summitapp.matchmaking.rules.seating import seat
from summitapp.matchmaking.rules.timetable import Timetable
from summitapp.matchmaking.values.plan import Change, Held, Id, Instance, Schedule
from summitapp.matchmaking.values.states import ChangeKind


@dataclass(frozen=True, slots=True)
class Mended:
    """A repaired timetable before anybody sits down.

    :param causes: why a request's meeting is not as it was, or is new.
    """

    standing: Standing
    table: Timetable
    pins: dict[int, Pin]
    causes: dict[int, Cause]


def repair(instance: Instance, previous: Sequence[Held], *, frozen: Collection[Id] = ()) -> Schedule:
    """Return a published timetable after the instance has changed.

    Meetings stay in their slot unless that has become impossible, or moving one is the only way to place a displaced or a
    ``must`` request. A meeting is dropped only when no slot can be found for it; the report says so, with the cause.
    What has become free is given to waiting requests, and nobody moves for that.

    :param frozen: slots in which nothing moves any more and nothing is added.
    :raises InstanceFault: locked requests contradict each other or the instance.
    """
    began = perf_counter()
    board = Board(instance)
    mended = mend(board, previous, frozen)
    refill(mended, board.mask(frozen))
    meetings = seat(board, mended.table.slot, mended.table.voice, mended.pins)
    changes: dict[str, Any] = {**changed(board, mended, meetings)}
    told = replace(report(mended.table, mended.table.score), seconds=round(perf_counter() - began, 3), **changes)
    return Schedule(meetings, told)


def mend(board: Board, previous: Sequence[Held], frozen: Collection[Id]) -> Mended:
    """Put displaced and ``must`` requests back into what still stands."""
    standing = stand(board, previous, frozen)
    table = Timetable(board, board.value)
    inserter = Inserter(table, board.instance.weights.moved, board.mask(frozen))
    for pin in standing.pins.pins.values():
        inserter.keep(pin, fixed=board.instance.requests[pin.request].locked is not None)
    requests = board.instance.requests
    inserter.published = set(standing.published)
    waiting = [r for r in standing.displaced if not table.fixed[r]]
    waiting += [r for r, one in enumerate(requests) if one.must and r not in standing.published and table.slot[r] < 0]
    waiting.sort(key=lambda r: (not requests[r].must, board.open[r].bit_count(), -requests[r].value, r))
    causes = {**standing.displaced, **standing.reseated}
    for r in waiting:
        for other in inserter.insert(r):
            causes.setdefault(other, ("made_room", {"for": requests[r].id}))
    for r in waiting:
        if r not in standing.displaced:
            causes[r] = "must", {}
    return Mended(standing, table, inserter.pins, causes)


def refill(mended: Mended, frozen: int) -> None:
    """Hold waiting requests where a table is free, the best first; nobody moves, and the reserve is left."""
    table, board = mended.table, mended.table.board
    reserve = board.instance.reserve
    waiting = [r for r, t in enumerate(table.slot) if t < 0 and r not in mended.standing.published and board.open[r]]
    waiting.sort(key=lambda r: (-table.worth[r], r))
    full = _used_up(table, reserve) | frozen
    for r in waiting:
        gain, t, voice = table.cheapest(r, full)
        if t >= 0 and gain > 0:
            table.place(r, t, voice)
            mended.causes.setdefault(r, ("refill", {}))
            full = _used_up(table, reserve) | frozen
    table.log.clear()


def _used_up(table: Timetable, reserve: int) -> int:
    """Return the slots in which only the reserve is free."""
    if not reserve or not table.room:
        return 0
    return sum(1 << t for t, room in enumerate(table.room[0]) if table.count[0][t] + reserve >= room)


def changed(board: Board, mended: Mended, meetings: Sequence[Held]) -> dict[str, tuple[Change, ...]]:
    """Return what is otherwise than published, by kind, each with its cause."""
    now = {one.request: one for one in meetings}
    found: dict[str, list[Change]] = {"moved": [], "reseated": [], "dropped": [], "added": []}
    for one in mended.standing.gone:
        found["dropped"].append(Change(ChangeKind.DROPPED, one.request, one, None, "cancelled"))
    for r, before in sorted(mended.standing.published.items()):
        after = now.get(before.request)
        code, facts = mended.causes.get(r, ("made_room", {}))
        if after is None:
            found["dropped"].append(Change(ChangeKind.DROPPED, before.request, before, None, code, facts))
        elif after.slot != before.slot:
            found["moved"].append(Change(ChangeKind.MOVED, before.request, before, after, code, facts))
        elif after != before:
            kind = ChangeKind.TABLE if after.table != before.table else ChangeKind.INTERPRETER
            found["reseated"].append(Change(kind, before.request, before, after, code, facts))
    for one in meetings:
        r = board.request_of[one.request]
        if r not in mended.standing.published:
            code, facts = mended.causes.get(r, ("locked" if mended.table.fixed[r] else "refill", {}))
            found["added"].append(Change(ChangeKind.ADDED, one.request, None, one, code, facts))
    return {kind: tuple(changes) for kind, changes in found.items()}
