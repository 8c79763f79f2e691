"""The best timetable of a tiny instance, found by trying every one."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from tests.matchmaking import checker

Json = dict[str, Any]


def best_score(instance: Json) -> int | None:
    """Return the score of the best timetable there is, or ``None`` if the locks allow none at all."""
    best = None
    for chosen in _choices(instance):
        meetings = seat(instance, chosen)
        if meetings is not None:
            found = checker.score(instance, meetings)
            best = found if best is None else max(best, found)
    return best


def _choices(instance: Json) -> Iterator[list[tuple[Json, Any]]]:
    """Every way to give the requests slots in which nobody is away or in two places, tables and interpreters left open."""
    delegates = {one["id"]: one for one in instance["delegates"]}
    options = []
    for request in instance["requests"]:
        lock, allowed = request.get("locked"), request.get("allowed")
        possible = [
            slot["id"] for slot in instance["slots"]
            if (allowed is None or slot["id"] in allowed) and (not lock or lock["slot"] == slot["id"])
            and not any(slot["id"] in delegates[one]["unavailable"] for one in request["attendees"])
        ]  # fmt: skip
        options.append(possible if lock else [None, *possible])
    for slots in product(*options):
        chosen = [(request, slot) for request, slot in zip(instance["requests"], slots, strict=True) if slot is not None]
        taken = [(one, slot) for request, slot in chosen for one in request["attendees"]]
        if len(taken) == len(set(taken)):
            yield chosen


def seat(instance: Json, chosen: Sequence[tuple[Json, Any]]) -> list[Json] | None:
    """Give every meeting a table and, where needed, an interpreter; ``None`` if that cannot be done."""
    return _seat(instance, list(chosen), [])


def _seat(instance: Json, left: list[tuple[Json, Any]], placed: list[Json]) -> list[Json] | None:
    if not left:
        return placed if not checker.faults(instance, placed) else None
    (request, slot), *rest = left
    lock = request.get("locked") or {}
    for table in sorted(instance["tables"], key=lambda table: table["seats"]):
        if lock.get("table", table["id"]) != table["id"]:
            continue
        for interpreter in (None, *(one["id"] for one in instance["interpreters"])):
            meeting = {"request": request["id"], "slot": slot, "table": table["id"], "interpreter": interpreter}
            if _fits(instance, [*placed, meeting]):
                found = _seat(instance, rest, [*placed, meeting])
                if found is not None:
                    return found
    return None


def _fits(instance: Json, meetings: Sequence[Json]) -> bool:
    """Whether nothing is broken yet; what is locked and not placed yet may still come."""
    return all("is not held" in sentence for sentence in checker.faults(instance, meetings))
