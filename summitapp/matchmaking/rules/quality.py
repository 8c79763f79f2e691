"""What a timetable is like for cities, interpreters and the hall: figures by which proposals are compared."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from summitapp.core.text import N_
from summitapp.matchmaking.rules.board import Board
from summitapp.matchmaking.rules.prices import gap_slots
from summitapp.matchmaking.values.plan import Held, Id, Instance


def quality_of(instance: Instance, held: Sequence[Held]) -> dict[str, Any]:
    """Return figures of a timetable, as codes and numbers that can be kept.

    ``cities``: of each city its people with a minimum, their meetings, and the share of those who reach it.
    ``interpreters``: meetings of each. ``slots``: meetings in each slot. ``gaps``: idle slots of everybody together.
    """
    people = {one.id: one for one in instance.delegates}
    attend = {request.id: request.attendees for request in instance.requests}
    number = Counter(who for one in held for who in attend.get(one.request, ()))
    cities: dict[Id, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in people.values():
        if one.min_meetings:
            line = cities[one.city]
            line[0] += 1
            line[1] += number[one.id]
            line[2] += number[one.id] >= one.min_meetings
    return {
        "held": len(held), "gaps": _gaps(instance, held),
        "must": sum(request.must for request in instance.requests),
        "must_held": len({one.request for one in held} & {request.id for request in instance.requests if request.must}),
        "cities": [[city, *line] for city, line in sorted(cities.items(), key=lambda item: str(item[0]))],
        "interpreters": dict(Counter(one.interpreter for one in held if one.interpreter is not None)),
        "slots": dict(Counter(one.slot for one in held)),
    }  # fmt: skip


def _gaps(instance: Instance, held: Sequence[Held]) -> int:
    board = Board(instance)
    busy = [0] * len(board.free)
    for one in held:
        if one.request in board.request_of and one.slot in board.slot_of:
            for who in board.team[board.request_of[one.request]]:
                busy[who] |= 1 << board.slot_of[one.slot]
    return sum(gap_slots(busy[who], board.free[who], board.days) for who in range(len(instance.delegates)))


def moved_between(before: Sequence[Held], after: Sequence[Held]) -> int:
    """Return how many meetings of a plan would be at another time, or not at all."""
    slots = {one.request: one.slot for one in after}
    return sum(slots.get(one.request) != one.slot for one in before)


def gap_words(gap: float | None, *, proven: bool = False) -> str:
    """Return in plain words how far a timetable can be from the best there is; a catalogue key."""
    if proven:
        return N_("No better plan exists.")
    if gap is None:
        return N_("How much better a plan could be was not worked out.")
    for most, words in _GAPS:
        if gap <= most:
            return words
    return N_("There may be a clearly better plan; let the planner look for longer.")


_GAPS = (
    (0.0005, N_("As good as any plan can be.")),
    (0.01, N_("At most a hundredth from the best plan there can be.")),
    (0.03, N_("At most three hundredths from the best plan there can be.")),
)
