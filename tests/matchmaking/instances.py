"""Hypothesis makes instances as no organiser would: no slots, one delegate, tables too small, no language in common, locks that contradict."""

import random
from typing import Any

from hypothesis import strategies as st

from tests.matchmaking import checker

Json = dict[str, Any]
TONGUES = ("de", "tr", "en", "fr")


def tongues(least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(TONGUES), min_size=least, max_size=3, unique=True)


def some_of(ids: list[Any], most: int) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(ids), max_size=most, unique=True) if ids else st.just([])


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def odd(draw: st.DrawFn, *, slots: int = 6, requests: int = 12, rests: bool = True, weights: bool = True) -> Json:
    """Return an instance with every extension in it, or with nothing in it at all; no lock contradicts."""
    days = sorted(draw(st.lists(st.integers(0, 2), max_size=slots)))
    hours = [{"id": number, "day": day, "start": 540 + 30 * days[:number].count(day)} for number, day in enumerate(days)]
    ids = [slot["id"] for slot in hours]
    people = draw(st.integers(0, 8))
    named = draw(st.sampled_from([lambda number: number, lambda number: f"İ{number}"]))
    delegates = [
        {
            "id": named(number), "city": draw(st.integers(0, 2)), "org": draw(st.sampled_from(["", "chamber"])), "langs": draw(tongues()),
            "sdgs": [], "offers": [], "seeks": [], "unavailable": draw(some_of(ids, 3)), "max_meetings": draw(st.integers(0, 5)),
            "min_meetings": 0, **_given("max_per_day", draw(maybe(st.integers(0, 3)))),
        }
        for number in range(people)
    ]  # fmt: skip
    for one in delegates:
        one["min_meetings"] = min(one["max_meetings"], draw(st.integers(0, 3)))
    names = [one["id"] for one in delegates]
    instance = {
        "format": "summit-meetings/1", "name": "odd",
        "objective": {
            "kind": "summit_score", "shortfall_penalty": draw(st.sampled_from([300, 0, 7])) if weights else 300,
            "gap_penalty": draw(st.sampled_from([10, 0, 500])) if weights else 10,
        },
        "slots": hours,
        "tables": [
            {"id": number, "seats": draw(st.integers(1, 6)), "home": draw(some_of(names, 1)), "closed": draw(some_of(ids, 1))}
            for number in range(draw(st.integers(0, 4)))
        ],
        "interpreters": [
            {"id": number, "langs": draw(tongues(1)), "unavailable": draw(some_of(ids, 2)),
             **_given("max_run", draw(maybe(st.integers(1, 2))) if rests else None)}
            for number in range(draw(st.integers(0, 2)))
        ],
        "delegates": delegates,
        "requests": [_request(draw, number, names, ids) for number in range(draw(st.integers(0, requests)) if people > 1 else 0)],
        "city_links": [],
        "reserve": draw(st.sampled_from([0, 0, 0, 1])),
    }  # fmt: skip
    for _ in range(draw(st.sampled_from([0, 0, 1, 2]))):
        lock_one(instance, random.Random(draw(st.integers(0, 1000))))
    return instance


def _given(key: str, value: Any) -> Json:
    """Return one optional key, or none: an instance need not speak of it."""
    return {} if value is None else {key: value}


def _request(draw: st.DrawFn, number: int, names: list[Any], slots: list[Any]) -> Json:
    attendees = draw(st.lists(st.sampled_from(names), min_size=2, max_size=min(len(names), draw(st.sampled_from([2, 2, 2, 4]))), unique=True))
    return {
        "id": number, "kind": "pair" if len(attendees) == 2 else "delegation", "attendees": attendees,
        "value": draw(st.integers(0, 1000)), "mutual": draw(st.booleans()),
        **_given("must", draw(st.sampled_from([None, None, True]))),
        **_given("allowed", draw(maybe(some_of(slots, 3))) if draw(st.booleans()) else None),
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
