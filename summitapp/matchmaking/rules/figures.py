"""What the problem of a round tells before anybody plans it: who has no request, which languages meet, what is short."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

from summitapp.core.text import N_
from summitapp.matchmaking.values.frame import SPARE, Glance, Pair
from summitapp.matchmaking.values.plan import Delegate, Instance, Request

#: Warnings of an overview, by code; facts are filled in.
WARNINGS: Mapping[str, str] = {
    "no_slots": N_("No time is set aside for meetings yet."),
    "no_tables": N_("There are no tables yet."),
    "few_tables": N_("%(agreed)s requests are agreed and there are %(places)s table places. Experience says: a tenth to a fifth "
                     "more than needed."),
    "silent": N_("%(number)s people with an open profile have no request at all; nothing can be planned for them."),
    "no_interpreter": N_("%(meetings)s meetings need somebody between %(one)s and %(other)s, and nobody of the pool can."),
    "few_interpreters": N_("%(meetings)s meetings need an interpreter; the pool can take %(most)s."),
    "never_free": N_("%(number)s people are free at no time set aside for meetings."),
}  # fmt: skip


def without_language(instance: Instance) -> list[Request]:
    """Return the requests whose people have no language in common."""
    speaks = {one.id: set(one.langs) for one in instance.delegates}
    return [
        request for request in instance.requests
        if not set.intersection(*(speaks.get(who, set()) for who in request.attendees))
    ]  # fmt: skip


def pairs_of(instance: Instance, requests: Iterable[Request]) -> tuple[Pair, ...]:
    """Return between which two languages requests need somebody, the most needed first.

    Of several languages of a person the first stands for all: it is the one they named first.
    """
    first = {one.id: one.langs[0] for one in instance.delegates if one.langs}
    wanted = Counter(
        (one, other) for request in requests
        for one, other in combinations(sorted({first[who] for who in request.attendees if who in first}), 2)
    )  # fmt: skip
    return tuple(
        Pair(pair, number, sum(set(pair) <= set(who.langs) for who in instance.interpreters))
        for pair, number in sorted(wanted.items(), key=lambda item: (-item[1], item[0]))
    )


def without_request(instance: Instance) -> list[Delegate]:
    """Return those whom fairness owes a meeting and who have no request."""
    asked = {who for request in instance.requests for who in request.attendees}
    return [one for one in instance.delegates if one.min_meetings and one.id not in asked]


def never_free(instance: Instance) -> list[Delegate]:
    """Return those with a request who are free in no slot."""
    slots = {slot.id for slot in instance.slots}
    asked = {who for request in instance.requests for who in request.attendees}
    return [one for one in instance.delegates if one.id in asked and slots <= one.unavailable]


def interpreter_places(instance: Instance) -> int:
    """Return in how many slots somebody of the pool can work, rests left out."""
    slots = {slot.id for slot in instance.slots}
    return sum(len(slots - one.unavailable) for one in instance.interpreters)


def warnings_of(instance: Instance, glance: Glance) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """Return what an organiser should look at, as codes of :data:`WARNINGS` with their facts."""
    found: list[tuple[str, dict[str, Any]]] = []
    if not glance.slots:
        found.append(("no_slots", {}))
    if not glance.tables:
        found.append(("no_tables", {}))
    if glance.places and glance.agreed * (1 + SPARE) > glance.places:
        found.append(("few_tables", {"agreed": glance.agreed, "places": glance.places}))
    if glance.silent:
        found.append(("silent", {"number": glance.silent}))
    found += [
        ("no_interpreter", {"meetings": pair.meetings, "one": pair.languages[0], "other": pair.languages[1]})
        for pair in glance.pairs if not pair.interpreters
    ]  # fmt: skip
    if glance.interpreted > (most := interpreter_places(instance)) > 0:
        found.append(("few_interpreters", {"meetings": glance.interpreted, "most": most}))
    if glance.slots and (stuck := never_free(instance)):
        found.append(("never_free", {"number": len(stuck)}))
    return tuple(found)


