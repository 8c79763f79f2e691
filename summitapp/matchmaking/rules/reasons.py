"""What a timetable means for people: who has too little and why, and how evenly meetings are shared."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from summitapp.matchmaking.rules.board import Board
from summitapp.matchmaking.rules.prices import NEVER
from summitapp.matchmaking.rules.timetable import Timetable
from summitapp.matchmaking.values.plan import Id, Report, Shortfall, Unscheduled

#: Causes that no timetable can do anything about.
LASTING = ("no_seats", "no_language", "no_common_slot", "not_allowed", "no_places")


def explain(table: Timetable, r: int) -> tuple[str, dict[str, Any]]:
    """Return why a request is not held: a code with facts."""
    board, people = table.board, table.board.instance.delegates
    if not board.open[r]:
        return _never(board, r)
    full = [people[p].id for p in board.team[r] if table.busy[p].bit_count() >= board.most[p]]
    if full:
        return "at_maximum", {"delegates": full}
    left = board.open[r]
    for p in board.team[r]:
        left &= ~table.busy[p]
    if not left:
        return "lost_to_others", {}
    with_table = left & table.vacant[board.grade[r]]
    if not with_table:
        return "tables_full", {"slots": left.bit_count()}
    if board.needs_voice[r] and not any(table.free_voice(r, t) >= 0 for t in _places(with_table)):
        return "interpreters_busy", {"slots": with_table.bit_count()}
    if all(_cost(table, r, t) >= NEVER for t in _places(with_table)):
        return "at_maximum", {"delegates": []}
    return "not_worth_it", {}


def _places(mask: int) -> Iterator[int]:
    return (t for t in range(mask.bit_length()) if mask >> t & 1)


def _cost(table: Timetable, r: int, t: int) -> int:
    return sum(table.price[p][table.busy[p] | 1 << t] - table.price[p][table.busy[p]] for p in table.board.team[r])


def _never(board: Board, r: int) -> tuple[str, dict[str, Any]]:
    people, team = board.instance.delegates, board.team[r]
    if any(board.most[p] < 1 for p in team):
        return "at_maximum", {"delegates": [people[p].id for p in team if board.most[p] < 1]}
    if board.needs_voice[r] and not board.voices[r]:
        return "no_language", {}
    if not board.common[r]:
        return "no_common_slot", {"delegates": [people[p].id for p in team]}
    if board.grade[r] == len(board.classes):
        return "no_seats", {"seats": board.size[r]}
    if board.needs_voice[r] and not any(board.free[i] & board.common[r] for i in board.voices[r]):
        return "no_language", {}
    allowed = board.instance.requests[r].allowed
    if allowed is not None and not board.mask(allowed) & board.common[r]:
        return "not_allowed", {}
    return "no_common_slot", {}


def unscheduled(table: Timetable) -> tuple[Unscheduled, ...]:
    """Return every request that is not held, with the reason."""
    return tuple(
        Unscheduled(table.board.instance.requests[r].id, *explain(table, r)) for r, t in enumerate(table.slot) if t < 0
    )


def shortfalls(table: Timetable, missed: Sequence[Unscheduled]) -> tuple[Shortfall, ...]:
    """Return the delegates below their minimum, with what most often stood in their way."""
    board = table.board
    why: dict[int, Counter[str]] = {}
    for one in missed:
        for p in board.team[board.request_of[one.request]]:
            why.setdefault(p, Counter())[one.reason] += 1
    asked = {p for team in board.team for p in team}
    found = []
    for p, delegate in enumerate(board.instance.delegates):
        held = table.busy[p].bit_count()
        if held < delegate.min_meetings:
            reason, facts = _short(why.get(p, Counter()), p in asked, held, delegate.declined)
            found.append(Shortfall(delegate.id, held, delegate.min_meetings, reason, facts))
    return tuple(found)


def _short(why: Counter[str], asked: bool, held: int, declined: int) -> tuple[str, Mapping[str, Any]]:
    if not asked:
        return ("all_declined", {"declined": declined}) if declined else ("no_request", {})
    if not why:  # all their requests are held; there are too few
        return "few_requests", {"requests": held}
    reason = min(why, key=lambda one: (-why[one], one))
    return reason, {"requests": dict(sorted(why.items())), "avoidable": any(one not in LASTING for one in why)}


def gini(shares: Sequence[float]) -> float:
    """Return how unevenly shares are spread: 0 when all are the same, towards 1 when one has everything."""
    total, count = sum(shares), len(shares)
    if not count or not total:
        return 0.0
    return sum((2 * place - count - 1) * share for place, share in enumerate(sorted(shares), 1)) / (count * total)


def fairness(table: Timetable) -> tuple[float, float, Id | None]:
    """Return the share of delegates who reach their minimum, the Gini coefficient, and the city that has least."""
    people = table.board.instance.delegates
    held = [mask.bit_count() for mask in table.busy[: len(people)]]
    owed = [p for p, one in enumerate(people) if one.min_meetings > 0]
    reached = sum(held[p] >= people[p].min_meetings for p in owed) / len(owed) if owed else 1.0
    most = [max(1, one.max_meetings) for one in people]
    cities: dict[Id, tuple[int, int]] = {}
    for p, one in enumerate(people):
        was = cities.get(one.city, (0, 0))
        cities[one.city] = was[0] + held[p], was[1] + most[p]
    worst = min(cities, key=lambda city: cities[city][0] / cities[city][1], default=None)
    shares = [number / top for number, top in zip(held, most, strict=True)]
    return round(reached, 4), round(gini(shares), 4), worst


def report(table: Timetable, score: int, bound: int | None = None, **more: Any) -> Report:
    """Return the report of a timetable."""
    missed = unscheduled(table)
    reached, uneven, worst = fairness(table)
    gap = None if bound is None else round(max(0, bound - score) / max(1, abs(bound)), 6)
    return Report(
        score=score, bound=bound, gap=gap, shortfall=shortfalls(table, missed), unscheduled=missed,
        reached=reached, gini=uneven, worst_city=worst, proven=bound is not None and score >= bound, **more,
    )  # fmt: skip
