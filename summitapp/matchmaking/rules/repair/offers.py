"""Where people could still meet: the first free place for some, and who could sit down with somebody left alone."""

from collections.abc import Collection, Sequence

from summitapp.matchmaking.rules.board import FREE, Board
from summitapp.matchmaking.rules.locks import Pin, Pins
from summitapp.matchmaking.rules.prices import NEVER
from summitapp.matchmaking.values.plan import Held, Id, Instance, Place, Suggestion


def first_free(
    instance: Instance, held: Sequence[Held], attendees: Sequence[Id], *, after: Id | None = None,
    frozen: Collection[Id] = (),
) -> Place | None:  # fmt: skip
    """Return the first place at which these people could meet without anybody moving; ``None`` when there is none.

    :param after: only slots later than this one.
    :param frozen: slots that are left out.
    """
    return next(iter(free_places(instance, held, attendees, after=after, frozen=frozen, limit=1)), None)


def free_places(
    instance: Instance, held: Sequence[Held], attendees: Sequence[Id], *, after: Id | None = None,
    frozen: Collection[Id] = (), limit: int = 5,
) -> list[Place]:  # fmt: skip
    """Return places at which these people could meet without anybody moving, the earliest first."""
    board = Board(instance)
    pins = _standing(board, held)
    if not attendees or any(one not in board.person_of for one in attendees):
        return []
    team = tuple(dict.fromkeys(board.person_of[one] for one in attendees))
    needs = not frozenset.intersection(*(board.langs[p] for p in team))
    voices = board.capable(team) if needs else ()
    left = board.all_slots & ~board.mask(frozen)
    if after in board.slot_of and after is not None:
        left &= ~((2 << board.slot_of[after]) - 1)
    for p in team:
        left &= board.free[p] & ~pins.busy[p]
    found: list[Place] = []
    for t in (t for t in range(len(board.slots)) if left >> t & 1):
        place = _place(board, pins, (team, voices, needs), t)
        if place is not None:
            found.append(place)
        if len(found) >= limit:
            break
    return found


def next_best(instance: Instance, held: Sequence[Held], delegate: Id, slot: Id, *, limit: int = 5) -> list[Suggestion]:
    """Return the requests of a delegate that could be held in a slot at once, the best first.

    Whoever waits at a table for somebody who does not come is free: leave that meeting out of ``held``.
    """
    board = Board(instance)
    pins = _standing(board, held)
    p, t = board.person_of.get(delegate), board.slot_of.get(slot)
    if p is None or t is None:
        return []
    known = {one.request for one in held}
    found = []
    for r, team in enumerate(board.team):
        request = instance.requests[r]
        if p not in team or request.id in known or not board.open[r] >> t & 1:
            continue
        if any(pins.busy[one] >> t & 1 for one in team):
            continue
        place = _place(board, pins, (team, board.voices[r], board.needs_voice[r]), t)
        if place is not None:
            found.append((not request.must, -request.value, r, place))
    found.sort(key=lambda one: one[:3])
    return [Suggestion(instance.requests[r].id, place, instance.requests[r].value) for _, _, r, place in found[:limit]]


def _standing(board: Board, held: Sequence[Held]) -> Pins:
    """Take the meetings as they are; what no longer exists takes no place."""
    pins = Pins(board)
    for one in held:
        if one.request in board.request_of and one.slot in board.slot_of:
            r, t = board.request_of[one.request], board.slot_of[one.slot]
            voice = board.voice_of.get(one.interpreter, FREE) if one.interpreter is not None else FREE
            pins.seat(Pin(r, t, board.table_of.get(one.table, FREE), voice))
    return pins


def _place(board: Board, pins: Pins, who: tuple[Sequence[int], Sequence[int], bool], t: int) -> Place | None:
    team, voices, needs = who
    if any(board.price[p][pins.busy[p] | 1 << t] - board.price[p][pins.busy[p]] > NEVER // 2 for p in team):
        return None
    voice = pins.voice_of(voices, t) if needs else FREE
    table = pins.table_for(len(team) + needs, t, [board.instance.delegates[p].id for p in team])
    if table < 0 or (needs and voice < 0):
        return None
    return Place(
        board.slots[t].id, board.instance.tables[table].id,
        board.instance.interpreters[voice - board.delegates].id if voice >= 0 else None,
    )  # fmt: skip
