"""Instances, read and written."""

from collections.abc import Iterable, Mapping
from typing import Any

from summitapp.matchmaking.documents.reading import Node, check_distinct, check_known, parse, write
from summitapp.matchmaking.values.plan import (
    FORMAT,
    Delegate,
    Id,
    Instance,
    InstanceFault,
    Interpreter,
    Place,
    Request,
    Slot,
    Table,
    Weights,
)

KINDS = ("pair", "delegation")


def read_instance(raw: bytes) -> Instance:
    """Return the instance in a file, gzipped or not.

    :raises InstanceFault: a key is missing, wrong or contradicts another; the message names it.
    """
    node = parse(raw)
    if node.text("format") != FORMAT:
        raise node.fault("format", f"must be {FORMAT!r}")
    return _checked(Instance(
        name=node.text("name"),
        weights=_weights(node.object("objective")),
        slots=tuple(Slot(one.ident("id"), one.number("day"), one.number("start")) for one in node.objects("slots")),
        tables=tuple(_table(one) for one in node.objects("tables")),
        interpreters=tuple(_interpreter(one) for one in node.objects("interpreters")),
        delegates=tuple(_delegate(one) for one in node.objects("delegates")),
        requests=tuple(_request(one) for one in node.objects("requests")),
        reserve=node.number("reserve", 0) if node.has("reserve") else 0,
        city_links=node.pairs("city_links") if node.has("city_links") else (),
    ), node)  # fmt: skip


def _weights(node: Node) -> Weights:
    if node.text("kind") != "summit_score":
        raise node.fault("kind", "must be 'summit_score'")
    usual = Weights()
    return Weights(
        shortfall=node.number("shortfall_penalty", 0), gap=node.number("gap_penalty", 0),
        moved=node.number("moved_penalty", 0) if node.has("moved_penalty") else usual.moved,
        dropped=node.number("dropped_penalty", 0) if node.has("dropped_penalty") else usual.dropped,
    )  # fmt: skip


def _some(node: Node, name: str) -> frozenset[Id]:
    return frozenset(node.ids(name)) if node.has(name) else frozenset()


def _table(node: Node) -> Table:
    return Table(node.ident("id"), node.number("seats", 0), _some(node, "home"), _some(node, "closed"))


def _interpreter(node: Node) -> Interpreter:
    return Interpreter(
        node.ident("id"), node.texts("langs"), frozenset(node.ids("unavailable")),
        node.number("max_run", 1) if node.has("max_run") else None,
    )  # fmt: skip


def _delegate(node: Node) -> Delegate:
    return Delegate(
        id=node.ident("id"), city=node.ident("city"), langs=node.texts("langs"),
        unavailable=frozenset(node.ids("unavailable")),
        max_meetings=node.number("max_meetings", 0), min_meetings=node.number("min_meetings", 0),
        max_per_day=node.number("max_per_day", 0) if node.has("max_per_day") else None,
        org=node.ident("org") if node.has("org") else "",
        declined=node.number("declined", 0) if node.has("declined") else 0,
    )  # fmt: skip


def _request(node: Node) -> Request:
    kind, attendees = node.text("kind"), node.ids("attendees")
    if kind not in KINDS:
        raise node.fault("kind", "must be 'pair' or 'delegation'")
    if len(attendees) < 2 or (kind == "pair" and len(attendees) > 2):
        raise node.fault("attendees", "must name two delegates" if kind == "pair" else "must name at least two delegates")
    if len(set(attendees)) < len(attendees):
        raise node.fault("attendees", "names a delegate twice")
    return Request(
        id=node.ident("id"), kind=kind, attendees=attendees, value=node.number("value"), mutual=node.flag("mutual"),
        locked=_lock(node.object("locked")) if node.has("locked") else None,
        must=node.flag("must") if node.has("must") else False,
        allowed=frozenset(node.ids("allowed")) if node.has("allowed") else None,
    )  # fmt: skip


def _lock(node: Node) -> Place:
    return Place(
        node.ident("slot"), node.ident("table"), node.ident("interpreter") if node.has("interpreter") else None
    )


def _checked(found: Instance, node: Node) -> Instance:
    """Refuse ids that are given twice or to nothing."""
    parts: Mapping[str, Iterable[Any]] = {
        "slots": found.slots, "tables": found.tables, "interpreters": found.interpreters,
        "delegates": found.delegates, "requests": found.requests,
    }  # fmt: skip
    for name, things in parts.items():
        check_distinct(name, (one.id for one in things))
    slots, tables, people, voices = (
        {one.id for one in things} for things in (found.slots, found.tables, found.delegates, found.interpreters)
    )
    for request, one in zip(found.requests, node.objects("requests"), strict=True):
        check_known(one, "attendees", request.attendees, people, "delegate")
        if request.locked is not None:
            lock = one.object("locked")
            check_known(lock, "slot", [request.locked.slot], slots, "slot")
            check_known(lock, "table", [request.locked.table] if request.locked.table is not None else [], tables, "table")
            if request.locked.interpreter is not None:
                check_known(lock, "interpreter", [request.locked.interpreter], voices, "interpreter")
    return found


def write_instance(found: Instance) -> bytes:
    """Return the file of an instance; our own keys only where they say something.

    :raises InstanceFault: a lock leaves the table open, which the format does not know.
    """
    return write({
        "format": FORMAT, "name": found.name,
        "objective": {
            "kind": "summit_score", "shortfall_penalty": found.weights.shortfall, "gap_penalty": found.weights.gap,
            "moved_penalty": found.weights.moved, "dropped_penalty": found.weights.dropped,
        },
        "slots": [{"id": one.id, "day": one.day, "start": one.start} for one in found.slots],
        "tables": [_said({"id": one.id, "seats": one.seats, "home": _listed(one.home), "closed": _listed(one.closed)})
                   for one in found.tables],
        "interpreters": [{"id": one.id, "langs": list(one.langs), "unavailable": _listed(one.unavailable),
                          **_said({"max_run": one.max_run})} for one in found.interpreters],
        "delegates": [_written_delegate(one) for one in found.delegates],
        "requests": [_written_request(one) for one in found.requests],
        "city_links": [list(one) for one in found.city_links],
        **_said({"reserve": found.reserve}),
    })  # fmt: skip


def _listed(given: Iterable[Id]) -> list[Id]:
    return sorted(given, key=lambda one: (isinstance(one, str), one))


def _said(given: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is not given."""
    return {key: value for key, value in given.items() if key in {"id", "seats"} or value not in (None, [], 0, False)}


def _written_delegate(one: Delegate) -> dict[str, Any]:
    return {
        "id": one.id, "city": one.city, "org": one.org, "langs": list(one.langs), "sdgs": [], "offers": [], "seeks": [],
        "unavailable": _listed(one.unavailable), "max_meetings": one.max_meetings, "min_meetings": one.min_meetings,
        **({} if one.max_per_day is None else {"max_per_day": one.max_per_day}), **_said({"declined": one.declined}),
    }  # fmt: skip


def _written_request(one: Request) -> dict[str, Any]:
    lock = one.locked
    if lock is not None and lock.table is None:
        raise InstanceFault("open_table", f"request {one.id!r} is locked without a table", requests=[one.id])
    return {
        "id": one.id, "kind": one.kind, "attendees": list(one.attendees), "value": one.value, "mutual": one.mutual,
        **({} if lock is None else {"locked": {"slot": lock.slot, "table": lock.table, **(
            {} if lock.interpreter is None else {"interpreter": lock.interpreter})}}),
        **_said({"must": one.must}), **({} if one.allowed is None else {"allowed": _listed(one.allowed)}),
    }  # fmt: skip
