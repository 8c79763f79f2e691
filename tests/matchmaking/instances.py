"""Hypothesis makes instances as no organiser would: no slots, one delegate, tables too small, no language in common, locks that contradict."""

import random
from typing import Any

from hypothesis import strategies as st

from tests.matchmaking import checker

Json = dict[str, Any]
TONGUES = ("de", "tr", "en", "fr")


def odd(*, slots: int = 6, requests: int = 12) -> st.SearchStrategy[Json]:
    """Return instances that hold every extension, or next to nothing; no lock contradicts.

    They are thrown from one number: drawn piece by piece most of them would be empty.
    """
    return st.integers(0, 2**32).map(lambda seed: thrown(random.Random(seed), slots=slots, requests=requests))


def thrown(dice: random.Random, *, slots: int = 6, requests: int = 12) -> Json:
    """Throw an instance."""
    days = sorted(dice.choices(range(3), k=_few(dice, slots)))
    ids = list(range(len(days)))
    name = dice.choice([lambda number: number, lambda number: f"İ{number}"])
    names = [name(number) for number in range(_few(dice, 8))]
    instance = {
        "format": "summit-meetings/1", "name": "odd",
        "objective": {
            "kind": "summit_score", "shortfall_penalty": dice.choice([300, 300, 0, 7]), "gap_penalty": dice.choice([10, 10, 0, 500]),
        },
        "slots": [{"id": number, "day": day, "start": 540 + 30 * days[:number].count(day)} for number, day in enumerate(days)],
        "tables": [
            {"id": number, "seats": dice.choice([1, 2, 3, 4, 4, 6]), **_given(dice, "home", _some(dice, names, 1)),
             **_given(dice, "closed", _some(dice, ids, 1))}
            for number in range(_few(dice, 4))
        ],
        "interpreters": [
            {"id": number, "langs": dice.sample(TONGUES, dice.randint(1, 3)), "unavailable": _some(dice, ids, 2),
             **_given(dice, "max_run", dice.randint(1, 2))}
            for number in range(dice.randint(0, 2))
        ],
        "delegates": [_delegate(dice, one, ids) for one in names],
        "requests": [_request(dice, number, names, ids) for number in range(_few(dice, requests) if len(names) > 1 else 0)],
        "city_links": [], **_given(dice, "reserve", dice.choice([0, 1])),
    }  # fmt: skip
    for _ in range(dice.choice([0, 0, 1, 2])):
        lock_one(instance, dice)
    return instance


def _few(dice: random.Random, most: int) -> int:
    """Return a number up to ``most``, now and then none."""
    return dice.choice([0, 1]) if dice.random() < 0.1 else dice.randint(min(2, most), most)


def _some(dice: random.Random, ids: list[Any], most: int) -> list[Any]:
    return dice.sample(ids, min(len(ids), dice.randint(0, most)))


def _given(dice: random.Random, key: str, value: Any) -> Json:
    """Return one optional key, or none: an instance need not speak of it."""
    return {} if dice.random() < 0.6 else {key: value}


def _delegate(dice: random.Random, one: Any, slots: list[Any]) -> Json:
    most = dice.choice([0, 1, 2, 3, 4, 5, 5])
    return {
        "id": one, "city": dice.randint(0, 2), "org": dice.choice(["", "chamber"]), "sdgs": [], "offers": [], "seeks": [],
        "langs": dice.sample(TONGUES, dice.choice([0, 1, 1, 2, 2, 2, 3, 3])), "unavailable": _some(dice, slots, len(slots) // 2), "max_meetings": most,
        "min_meetings": dice.randint(0, min(most, 3)), **_given(dice, "max_per_day", dice.randint(0, 3)),
    }  # fmt: skip


def _request(dice: random.Random, number: int, names: list[Any], slots: list[Any]) -> Json:
    attendees = dice.sample(names, min(len(names), dice.choice([2, 2, 2, 2, 3, 4])))
    return {
        "id": number, "kind": "pair" if len(attendees) == 2 else "delegation", "attendees": attendees,
        "value": dice.choice([0, dice.randint(1, 1000), dice.randint(100, 900)]), "mutual": dice.random() < 0.5,
        **_given(dice, "must", True), **({"allowed": _some(dice, slots, 3)} if dice.random() < 0.2 else {}),
    }  # fmt: skip


def lock_one(instance: Json, dice: random.Random) -> bool:
    """Lock one more request where nothing stands against it; False if none was found."""
    held = [held_by_lock(request) for request in instance["requests"] if request.get("locked")]
    free = [request for request in instance["requests"] if not request.get("locked")]
    places = [(slot["id"], table["id"]) for slot in instance["slots"] for table in instance["tables"]]
    for request in dice.sample(free, len(free)):
        for slot, table in dice.sample(places, min(8, len(places))):
            request["locked"] = {"slot": slot, "table": table}
            if not checker.faults(instance, [*held, held_by_lock(request)]):
                return True
            del request["locked"]
    return False


def held_by_lock(request: Json) -> Json:
    """Return the meeting a lock asks for; only what needs no interpreter is locked here."""
    return {"request": request["id"], **request["locked"], "interpreter": None}


@st.composite
def contradicting(draw: st.DrawFn) -> tuple[Json, list[str]]:
    """Return an instance whose locks cannot all be kept, and words of which the message must hold one."""
    instance = plain(requests=3)
    one, other = instance["requests"][0], instance["requests"][1]
    fault = draw(st.sampled_from(["table", "person", "away", "seats", "closed", "slot", "language", "maximum", "no such table"]))
    one["locked"] = {"slot": 0, "table": 0}
    if fault == "table":
        other["attendees"], other["locked"] = [2, 3], {"slot": 0, "table": 0}
    elif fault == "person":
        other["locked"] = {"slot": 0, "table": 1}
    elif fault == "away":
        instance["delegates"][0]["unavailable"] = [0]
    elif fault == "seats":
        instance["tables"][0]["seats"] = 1
    elif fault == "closed":
        instance["tables"][0]["closed"] = [0]
    elif fault == "slot":
        one["locked"]["slot"] = 99
    elif fault == "language":
        instance["delegates"][0]["langs"] = ["xx"]
    elif fault == "maximum":
        instance["delegates"][0]["max_meetings"] = 0
    else:
        one["locked"]["table"] = 99
    return instance, ["locked", "lock"]


def plain(*, slots: int = 4, tables: int = 2, people: int = 4, requests: int = 3, **more: Any) -> Json:
    """Return a small instance in which everything is possible: everybody speaks English, and everybody asks for the next."""
    return {
        "format": "summit-meetings/1", "name": "plain",
        "objective": {"kind": "summit_score", "shortfall_penalty": 300, "gap_penalty": 10},
        "slots": [{"id": number, "day": 0, "start": 540 + 30 * number} for number in range(slots)],
        "tables": [{"id": number, "seats": 4} for number in range(tables)], "interpreters": [],
        "delegates": [
            {"id": number, "city": number, "org": "", "langs": ["en"], "sdgs": [], "offers": [], "seeks": [], "unavailable": [],
             "max_meetings": 5, "min_meetings": 1}
            for number in range(people)
        ],
        "requests": [
            {"id": number, "kind": "pair", "attendees": [number % people, (number + 1) % people], "value": 400, "mutual": False}
            for number in range(requests)
        ],
        "city_links": [], **more,
    }  # fmt: skip
