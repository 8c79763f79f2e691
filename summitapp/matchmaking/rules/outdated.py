"""What of a proposal can still be held after requests, times or tables have changed."""

from collections.abc import Iterator, Sequence
from typing import Any

from summitapp.matchmaking.rules.score import faults
from summitapp.matchmaking.values.plan import Broken, Held, Id, Instance

Worth = dict[Id, tuple[bool, bool, int]]


def still_possible(instance: Instance, proposal: Sequence[Held]) -> tuple[list[Held], list[Held]]:
    """Return the meetings of a proposal that can be held together now, and those that cannot.

    Meetings that are locked stand where they are; of two that are in each other's way the one worth more is kept.
    """
    locked = {request.id: request.locked for request in instance.requests if request.locked is not None}
    worth: Worth = {
        request.id: (request.id in locked, request.must, request.value) for request in instance.requests
    }
    first = [Held(request, at.slot, at.table, at.interpreter) for request, at in locked.items() if at.table is not None]
    kept = [*first, *(one for one in proposal if one.request in worth and one.request not in locked)]
    while found := [one for one in faults(instance, kept) if one.code != "lock"]:
        gone = {one.request for broken in found for one in _in_the_way(instance, kept, broken, worth)}
        if not gone - locked.keys():
            break
        kept = [one for one in kept if one.request not in gone or one.request in locked]
    stays = {one.request for one in kept}
    return kept, [one for one in proposal if one.request not in stays]


def _in_the_way(instance: Instance, held: Sequence[Held], broken: Broken, worth: Worth) -> Iterator[Held]:
    """Yield which meeting has to go so that a broken rule holds again: the one itself, or the least of several."""
    facts = broken.facts
    if "request" in facts:
        yield from (one for one in held if one.request == facts["request"])
        return
    concerned = [one for one in held if _concerns(instance, one, facts)]
    if concerned:
        yield min(concerned, key=lambda one: (worth[one.request], str(one.request)))


def _concerns(instance: Instance, one: Held, facts: Any) -> bool:
    if "slot" in facts and one.slot != facts["slot"]:
        return False
    if "table" in facts:
        return bool(one.table == facts["table"])
    if "interpreter" in facts:
        return bool(one.interpreter == facts["interpreter"])
    people = next(request.attendees for request in instance.requests if request.id == one.request)
    return not set(facts.get("delegates", ())).isdisjoint(people)
