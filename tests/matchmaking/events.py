"""What happens between the plan and the summit: people leave, others cannot at an hour, an interpreter falls ill, a mayor must be met.

And what may change by it: ``needless`` names every change that nobody needed.
"""

import copy
import random
from collections.abc import Iterator
from itertools import product
from typing import Any

from tests.matchmaking import checker
from tests.matchmaking.summits import summit

Json = dict[str, Any]


def house(seed: int) -> Json:
    """Return a small summit of which tables are held back and some requests are pinned to nothing."""
    dice = random.Random(seed)
    instance = summit(dice.choice([12, 16, 20, 24]), seed)
    instance["reserve"] = dice.choice([0, 0, 1]) if len(instance["tables"]) > 2 else 0
    for interpreter in instance["interpreters"]:
        interpreter.update(dice.choice([{}, {"max_run": 2}]))
    for delegate in dice.sample(instance["delegates"], 4):
        delegate["max_per_day"] = 2
    return instance


def happens(dice: random.Random, instance: Json) -> tuple[str, Json]:
    """Let one thing happen; return its name and the instance after it."""
    after = copy.deepcopy(instance)
    event = dice.choice([withdrawn, withdrawn, clash, clash, must, ill, closed, declined, smaller, session])
    event(dice, after)
    return event.__name__, after


def withdrawn(dice: random.Random, instance: Json) -> None:
    """Somebody goes home: their requests are gone."""
    gone = dice.choice(instance["delegates"])["id"]
    instance["requests"] = [request for request in instance["requests"] if gone not in request["attendees"]]


def clash(dice: random.Random, instance: Json) -> None:
    """Somebody cannot at an hour."""
    _away(dice.choice(instance["delegates"]), dice.choice(instance["slots"])["id"])


def session(dice: random.Random, instance: Json) -> None:
    """A session was moved: several cannot at an hour."""
    slot = dice.choice(instance["slots"])["id"]
    for delegate in dice.sample(instance["delegates"], 4):
        _away(delegate, slot)


def ill(dice: random.Random, instance: Json) -> None:
    """An interpreter stays in bed."""
    if instance["interpreters"]:
        dice.choice(instance["interpreters"])["unavailable"] = [slot["id"] for slot in instance["slots"]]


def closed(dice: random.Random, instance: Json) -> None:
    """A table is needed for something else at an hour."""
    table = dice.choice(instance["tables"])
    table["closed"] = [*table.get("closed", ()), dice.choice(instance["slots"])["id"]]


def smaller(dice: random.Random, instance: Json) -> None:
    """A large table has lost chairs."""
    dice.choice(instance["tables"])["seats"] = 3


def declined(dice: random.Random, instance: Json) -> None:
    """One meeting is called off."""
    if instance["requests"]:
        instance["requests"].remove(dice.choice(instance["requests"]))


def must(dice: random.Random, instance: Json) -> None:
    """Two who must meet, from now on."""
    number = 1 + max((request["id"] for request in instance["requests"]), default=0)
    pair = sorted(one["id"] for one in dice.sample(instance["delegates"], 2))
    instance["requests"].append({"id": number, "kind": "pair", "attendees": pair, "value": 900, "mutual": True, "must": True})


def _away(delegate: Json, slot: Any) -> None:
    delegate["unavailable"] = sorted({*delegate["unavailable"], slot})


# --- what may change by it -------------------------------------------------------------------------------------------
def needless(instance: Json, before: Json, after: Json) -> Iterator[str]:
    """Yield every change that nobody needed, and everybody who was left without a place that there is."""
    old = {meeting["request"]: meeting for meeting in before["meetings"]}
    held = {meeting["request"] for meeting in after["meetings"]}
    must = {request["id"] for request in instance["requests"] if request.get("must")}
    fallen = {request for request, meeting in old.items() if checker.impossible(instance, meeting)}
    for change in after["report"]["dropped"]:
        if change["request"] not in fallen:
            yield f"request {change['request']} was dropped though it could stay"
    for change in after["report"]["moved"]:
        made_for = change.get("facts", change).get("for")
        if change["request"] not in fallen and not (change["cause"] == "made_room" and made_for in held & (must | fallen)):
            yield f"request {change['request']} was moved without need: {change}"
    for request in instance["requests"]:
        if request["id"] not in held and request["id"] in old.keys() | must and free_place(instance, after["meetings"], request):
            yield f"request {request['id']} has no place though there is one"


def free_place(instance: Json, meetings: list[Json], request: Json) -> bool:
    """Whether there is a place for one more meeting, with nobody moving."""
    helpers = [None, *(one["id"] for one in instance["interpreters"])]
    for slot, table, interpreter in product(instance["slots"], instance["tables"], helpers):
        meeting = {"request": request["id"], "slot": slot["id"], "table": table["id"], "interpreter": interpreter}
        if not checker.impossible(instance, meeting) and not checker.faults(instance, [*meetings, meeting], reserved=False):
            return True
    return False
