"""A published plan lives on: after everything that happens no rule is broken, and nothing moves without need."""

import random

import pytest

from tests.matchmaking import checker
from tests.matchmaking.events import happens, house, needless
from tests.matchmaking.instances import plain
from tests.matchmaking.planner import planned, repaired

EVENTS = 5


def live_through(seed: int) -> None:
    """Plan a small summit, let things happen to it one after the other, and judge each repair."""
    dice, instance = random.Random(seed), house(seed)
    published = planned(instance, seed=seed, iterations=40)
    story = []
    for _ in range(EVENTS):
        name, instance = happens(dice, instance)
        story.append(name)
        before, published = published, repaired(instance, published)
        assert not faults(instance, before, published), (seed, story, faults(instance, before, published))
    settled = repaired(instance, published)
    assert (settled["report"]["moved"], settled["report"]["dropped"]) == ([], []), (seed, story)


def faults(instance, before, after) -> list[str]:
    """Return whatever is wrong with a repair."""
    broken = checker.faults(instance, after["meetings"], reserved=False) + checker.report_faults(instance, after, before)
    return broken or [*needless(instance, before, after)]


@pytest.mark.parametrize("share", range(4))
def test_no_repair_breaks_a_rule_or_moves_what_could_stay(share) -> None:
    for seed in range(15 * share, 15 * share + 15):
        live_through(seed)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("share", range(10))
def test_no_repair_of_a_thousand_histories_breaks_a_rule(share) -> None:
    for seed in range(1000 + 94 * share, 1000 + 94 * share + 94):
        live_through(seed)


# --- one thing at a time ---------------------------------------------------------------------------------------------
def published(instance):
    """A plan in which request n is held in slot n at the first table."""
    meetings = [{"request": one["id"], "slot": one["id"], "table": 0, "interpreter": None} for one in instance["requests"]]
    return {"meetings": meetings, "report": {}}


def slots_of(plan):
    return {meeting["request"]: meeting["slot"] for meeting in plan["meetings"]}


def test_what_nobody_touched_stays() -> None:
    instance = plain(people=6)
    found = repaired(instance, published(instance))
    assert slots_of(found) == {0: 0, 1: 1, 2: 2}
    assert found["report"]["moved"] == found["report"]["dropped"] == found["report"]["added"] == []


def test_who_cannot_at_an_hour_is_met_at_another_and_nobody_else_moves() -> None:
    instance = plain(people=6)
    instance["delegates"][0]["unavailable"] = [0]
    found = repaired(instance, published(instance))
    assert faults(instance, published(instance), found) == []
    assert [change["request"] for change in found["report"]["moved"]] == [0]
    assert slots_of(found)[1] == 1


def test_a_cancelled_meeting_frees_its_place_for_one_that_waited() -> None:
    instance = plain(slots=1, tables=1, people=4)
    before = {"meetings": [{"request": 0, "slot": 0, "table": 0, "interpreter": None}], "report": {}}
    after = {**instance, "requests": instance["requests"][1:]}
    found = repaired(after, before)
    assert [change["request"] for change in found["report"]["dropped"]] == [0]
    assert len(found["report"]["added"]) == 1
    assert faults(after, before, found) == []


def test_whoever_must_be_met_gets_a_place_for_which_one_other_moves() -> None:
    instance = plain(slots=2, tables=1, people=6, requests=2)
    for one, other in zip(instance["requests"], ([0, 1], [2, 3]), strict=True):
        one["attendees"] = other
    before = {"meetings": [{"request": 0, "slot": 0, "table": 0, "interpreter": None}], "report": {}}
    instance["requests"][1] |= {"must": True}
    instance["delegates"][2]["unavailable"] = [1]
    found = repaired(instance, before)
    assert slots_of(found) == {0: 1, 1: 0}
    assert faults(instance, before, found) == []


def test_nothing_moves_any_more_in_frozen_slots_and_nothing_is_added_there() -> None:
    instance = plain(people=6)
    instance["requests"].append({"id": 9, "kind": "pair", "attendees": [4, 5], "value": 900, "mutual": True, "must": True, "allowed": [0, 3]})
    instance["delegates"][1]["unavailable"] = [3]
    found = repaired(instance, published({**instance, "requests": instance["requests"][:3]}), frozen=(0, 1, 2))
    assert slots_of(found) == {0: 0, 1: 1, 2: 2, 9: 3}
    held = repaired(instance, published({**instance, "requests": instance["requests"][:3]}), frozen=(0, 1, 2, 3))
    assert slots_of(held) == {0: 0, 1: 1, 2: 2}


def test_tables_held_back_are_given_to_those_who_lost_their_place() -> None:
    instance = plain(slots=2, tables=2, people=6, requests=2, reserve=1)
    for one, other in zip(instance["requests"], ([0, 1], [2, 3]), strict=True):
        one["attendees"] = other
    instance["delegates"][0]["unavailable"] = [0]
    found = repaired(instance, published(instance))
    assert slots_of(found) == {0: 1, 1: 1}


def test_what_happens_to_nobody_at_all_is_nothing() -> None:
    empty = plain(slots=0, requests=0)
    assert repaired(empty, {"meetings": [], "report": {}})["meetings"] == []
