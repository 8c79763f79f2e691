"""What of a published timetable can stay, and why the rest cannot."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from summitapp.matchmaking.rules.board import FREE, Board
from summitapp.matchmaking.rules.locks import Pin, Pins, locked
from summitapp.matchmaking.values.plan import Held, Id

#: What can be put right without another slot.
AT_THE_TABLE = {"table_gone", "table_closed", "table_taken", "too_small"}
BY_VOICE = {"interpreter_gone", "interpreter_unavailable", "interpreter_taken", "no_language"}

Cause = tuple[str, dict[str, Any]]


@dataclass(slots=True)
class Standing:
    """A published timetable against an instance that has changed since.

    :param pins: what stays where it is, at its table.
    :param frozen: slots in which what can stay is left exactly as it is.
    :param published: the meetings as they were, by request; only of requests that still exist.
    :param gone: meetings whose request exists no longer.
    :param displaced: requests that cannot stay in their slot, with the cause.
    :param reseated: requests that stay in their slot but not as they were, with the cause.
    """

    pins: Pins
    frozen: frozenset[int] = frozenset()
    published: dict[int, Held] = field(default_factory=dict)
    gone: list[Held] = field(default_factory=list)
    displaced: dict[int, Cause] = field(default_factory=dict)
    reseated: dict[int, Cause] = field(default_factory=dict)


def stand(board: Board, previous: Sequence[Held], frozen: Collection[Id] = ()) -> Standing:
    """Say what can stay. What has a lock stays there; of what competes, ``must``, frozen slots and value come first.

    :raises InstanceFault: locked requests contradict each other or the instance.
    """
    found = Standing(locked(board), frozenset(board.slot_of[one] for one in frozen if one in board.slot_of))
    for one in previous:
        if one.request not in board.request_of:
            found.gone.append(one)
        else:
            found.published.setdefault(board.request_of[one.request], one)
    requests = board.instance.requests
    order = sorted(found.published, key=lambda r: (
        not requests[r].must, found.published[r].slot not in frozen, -requests[r].value, r,
    ))  # fmt: skip
    unclear: list[tuple[Pin, Cause]] = []
    for r in order:
        _place(board, found, r, unclear)
    for pin, cause in unclear:
        _put_right(board, found, pin, cause)
    return found


def _place(board: Board, found: Standing, r: int, unclear: list[tuple[Pin, Cause]]) -> None:
    one = found.published[r]
    if r in found.pins.pins:
        _compare_lock(board, found, r)
        return
    if one.slot not in board.slot_of:
        found.displaced[r] = "slot_gone", {"slot": one.slot}
        return
    table = board.table_of.get(one.table, FREE)
    voice = board.voice_of.get(one.interpreter, FREE) if one.interpreter is not None else FREE
    pin = Pin(r, board.slot_of[one.slot], table, voice)
    if table < 0:
        unclear.append((pin, ("table_gone", {"table": one.table})))
    elif one.interpreter is not None and voice < 0:
        unclear.append((pin, ("interpreter_gone", {"interpreter": one.interpreter})))
    else:
        why = found.pins.obstacle(pin)
        if why is None:
            found.pins.add(pin)
        else:
            unclear.append((pin, _cause(board, *why)))


def _compare_lock(board: Board, found: Standing, r: int) -> None:
    one, pin = found.published[r], found.pins.pins[r]
    if board.slot_of.get(one.slot) != pin.slot:
        found.displaced[r] = "locked", {}
    elif board.table_of.get(one.table) != pin.table or (
        (board.voice_of.get(one.interpreter, FREE) if one.interpreter is not None else FREE) != pin.voice
    ):
        found.reseated[r] = "locked", {}


def _cause(board: Board, code: str, ids: Iterable[Id], other: int) -> Cause:
    ids = list(ids)
    facts: dict[str, Any] = {}
    if ids:
        noun = "table" if code in AT_THE_TABLE else "interpreter" if code in BY_VOICE else "delegates"
        facts = {noun: ids if noun == "delegates" else ids[0]}
    if other >= 0:
        facts["other"] = board.instance.requests[other].id
    return code, facts


def _put_right(board: Board, found: Standing, pin: Pin, cause: Cause) -> None:
    """Keep a meeting in its slot at another table or with another interpreter, if that is all; else it is displaced."""
    code, r, t = cause[0], pin.request, pin.slot
    if code not in AT_THE_TABLE | BY_VOICE:
        found.displaced[r] = cause
        return
    pins = found.pins
    if pin.table >= 0 and pins.obstacle(pin) is None:
        pins.add(pin)
        return
    voice = pin.voice if code in AT_THE_TABLE and pin.table >= 0 else FREE
    if board.needs_voice[r] and (voice < 0 or pins.busy[voice] >> t & 1 or not board.free[voice] >> t & 1):
        voice = voice_by_exchange(board, found, r, t)
        if voice < 0:
            found.displaced[r] = cause
            return
    elif not board.needs_voice[r]:
        voice = FREE
    size = len(board.team[r]) + (voice >= 0)
    for table in (pin.table, pins.table_for(size, t), _table_by_exchange(board, found, size, t)):
        seated = Pin(r, t, table, voice)
        if table >= 0 and pins.obstacle(seated) is None:
            pins.add(seated)
            found.reseated[r] = cause
            return
    found.displaced[r] = cause


def voice_by_exchange(board: Board, found: Standing, r: int, t: int) -> int:
    """Return an interpreter for a request in a slot; one who is busy there if somebody else can take their meeting."""
    pins = found.pins
    voice = pins.voice_for(r, t)
    if voice >= 0 or t in found.frozen:
        return voice
    for i in board.voices[r]:
        other = pins.sitting.get((i, t), FREE)
        if other < 0 or board.instance.requests[other].locked is not None:
            continue
        instead = pins.voice_for(other, t)
        if instead >= 0:
            _change(found, other, replace(pins.pins[other], voice=instead), board.instance.requests[r].id)
            return i
    return FREE


def _table_by_exchange(board: Board, found: Standing, size: int, t: int) -> int:
    """Return a big table at which a small meeting sits that can sit elsewhere."""
    pins = found.pins
    for other, pin in list(pins.pins.items()) if t not in found.frozen else ():
        if pin.slot != t or board.seats[pin.table] < size or board.instance.requests[other].locked is not None:
            continue
        instead = pins.table_for(len(board.team[other]) + (pin.voice >= 0), t)
        if instead >= 0 and board.seats[instead] < size:
            _change(found, other, replace(pin, table=instead), None)
            return pin.table
    return FREE


def _change(found: Standing, r: int, pin: Pin, made_room: Id | None) -> None:
    pins = found.pins
    pins.drop(r)
    pins.add(pin)
    found.reseated.setdefault(r, ("made_room", {} if made_room is None else {"for": made_room}))
