"""Timetables with their report, read and written."""

from collections.abc import Iterable
from typing import Any

from summitapp.matchmaking.documents.reading import parse, write
from summitapp.matchmaking.values.plan import Change, Held, Report, Schedule, Shortfall, Unscheduled


def read_schedule(raw: bytes) -> tuple[Held, ...]:
    """Return the meetings of a timetable; its report is not read.

    :raises InstanceFault: naming the key that is missing or wrong.
    """
    return tuple(
        Held(one.ident("request"), one.ident("slot"), one.ident("table"),
             one.ident("interpreter") if one.has("interpreter") else None)
        for one in parse(raw).objects("meetings")
    )  # fmt: skip


def write_schedule(schedule: Schedule) -> bytes:
    """Return the file of a timetable. The same timetable gives the same bytes, but for ``seconds``."""
    return write({"meetings": [_held(one) for one in schedule.meetings], "report": _report(schedule.report)})


def _held(one: Held) -> dict[str, Any]:
    return {"request": one.request, "slot": one.slot, "table": one.table, "interpreter": one.interpreter}


def _report(one: Report) -> dict[str, Any]:
    told = {
        "score": one.score, "bound": one.bound, "gap": one.gap, "proven": one.proven, "seconds": one.seconds,
        "seed": one.seed, "iterations": one.iterations, "cancelled": one.cancelled,
        "reached": one.reached, "gini": one.gini, "worst_city": one.worst_city,
        "shortfall": [_shortfall(each) for each in one.shortfall],
        "unscheduled": [_unscheduled(each) for each in one.unscheduled],
    }  # fmt: skip
    for name, changes in (
        ("moved", one.moved), ("reseated", one.reseated), ("dropped", one.dropped), ("added", one.added),
    ):
        if changes is not None:
            told[name] = _changes(changes)
    return told


def _shortfall(one: Shortfall) -> dict[str, Any]:
    return {"delegate": one.delegate, "held": one.held, "minimum": one.minimum, "reason": one.reason, **one.facts}


def _unscheduled(one: Unscheduled) -> dict[str, Any]:
    return {"request": one.request, "reason": one.reason, **one.facts}


def _changes(given: Iterable[Change]) -> list[dict[str, Any]]:
    return [
        {"request": one.request, "kind": one.kind.value, "cause": one.cause, **one.facts,
         **({} if one.before is None else {"from": _place(one.before)}),
         **({} if one.after is None else {"to": _place(one.after)})}
        for one in given
    ]  # fmt: skip


def _place(one: Held) -> dict[str, Any]:
    return {"slot": one.slot, "table": one.table, "interpreter": one.interpreter}
