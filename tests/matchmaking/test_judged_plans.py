"""Every plan is judged by the checker: odd instances and real ones, against the best there is where that can be found by trying."""

import copy
import json
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summitapp.matchmaking.documents import read_instance
from summitapp.matchmaking.values.plan import InstanceFault
from tests.matchmaking import checker
from tests.matchmaking.brute import best_score
from tests.matchmaking.events import happens, house, needless
from tests.matchmaking.instances import contradicting, lock_one, odd, plain
from tests.matchmaking.planner import packed, planned
from tests.matchmaking.summits import summit

QUICK = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def judged(instance, **options):
    """Plan, and let nothing pass that is broken or said wrongly."""
    found = planned(instance, **options)
    previous = options.get("previous")
    assert checker.faults(instance, found["meetings"], reserved=previous is None) == []
    assert checker.report_faults(instance, found, previous) == []
    return found


@given(odd())
@settings(QUICK, max_examples=300)
def test_no_plan_breaks_a_rule_or_tells_what_is_not_so(instance) -> None:
    judged(instance, iterations=60)


@pytest.mark.parametrize("size", [10, 25, 60, 120])
def test_a_plan_of_a_summit_as_it_comes_is_near_its_bound(size) -> None:
    found = judged(summit(size), iterations=1500)
    assert found["report"]["gap"] < 0.04


@pytest.mark.parametrize("seed", range(6))
def test_pins_and_everything_an_organiser_may_ask_for_are_kept_in_a_summit_as_it_comes(seed) -> None:
    dice, instance = random.Random(seed), summit(40, seed)
    slots = [slot["id"] for slot in instance["slots"]]
    for delegate in dice.sample(instance["delegates"], 20):
        delegate["max_per_day"] = dice.randint(1, 3)
    for interpreter in instance["interpreters"]:
        interpreter["max_run"] = dice.randint(1, 2)
    for table in instance["tables"]:
        table["closed"], table["home"] = dice.sample(slots, dice.randint(0, 2)), dice.sample(range(40), 1)
    for request in dice.sample(instance["requests"], 60):
        request["allowed"] = dice.sample(slots, 3)
    for request in dice.sample(instance["requests"], 10):
        request["must"] = True
    instance["reserve"] = 1
    assert sum(lock_one(instance, dice) for _ in range(8)) == 8
    judged(instance, iterations=300)


EMPTY = {
    "no slots": plain(slots=0),
    "no tables": plain(tables=0),
    "nobody": plain(people=1, requests=0) | {"delegates": []},
    "one delegate": plain(people=1, requests=0),
    "everybody declined": plain(requests=0),
    "nobody may meet at all": plain() | {"delegates": [{**one, "max_meetings": 0, "min_meetings": 0} for one in plain()["delegates"]]},
    "everybody away": plain() | {"delegates": [{**one, "unavailable": [0, 1, 2, 3]} for one in plain()["delegates"]]},
    "tables too small": plain() | {"tables": [{"id": 0, "seats": 1}]},
    "no word in common and nobody who interprets": plain() | {
        "delegates": [{**one, "langs": [f"x{one['id']}"]} for one in plain()["delegates"]]
    },
    "people without any language": plain() | {"delegates": [{**one, "langs": []} for one in plain()["delegates"]]},
    "a slot that nobody allows": plain() | {"requests": [{**one, "allowed": []} for one in plain()["requests"]]},
    "tables all held back": plain(reserve=2),
}  # fmt: skip


@pytest.mark.parametrize("case", EMPTY)
def test_where_nothing_can_be_held_the_plan_is_empty_and_says_who_falls_short(case) -> None:
    instance = EMPTY[case]
    found = judged(instance)
    assert found["meetings"] == []
    short = sum(one["min_meetings"] for one in instance["delegates"])
    assert found["report"]["score"] == found["report"]["bound"] == -300 * short
    assert len(found["report"]["shortfall"]) == sum(one["min_meetings"] > 0 for one in instance["delegates"])


@given(contradicting())
@settings(QUICK, max_examples=30)
def test_locks_that_contradict_stop_with_a_message_that_says_so(case) -> None:
    instance, words = case
    with pytest.raises(InstanceFault) as stopped:
        planned(instance)
    assert any(word in stopped.value.message for word in words), stopped.value.message


@pytest.mark.parametrize("change", [
    {"attendees": [0, 77]}, {"attendees": [1]}, {"attendees": []}, {"attendees": [1, 1]}, {"attendees": None}, {"value": "much"}, {"value": 1.5},
    {"id": None}, {"locked": {"slot": 0}}, {"locked": 3},
])  # fmt: skip
def test_a_request_that_makes_no_sense_is_named(change) -> None:
    instance = plain()
    instance["requests"][1] |= change
    with pytest.raises(InstanceFault) as stopped:
        read_instance(packed(instance))
        planned(instance)
    assert next(iter(change)) in stopped.value.message or "requests" in stopped.value.message


@pytest.mark.parametrize("key", ["format", "objective", "slots", "tables", "interpreters", "delegates", "requests"])
@pytest.mark.parametrize("broken", ["missing", "a word", "null"])
def test_a_key_that_is_missing_or_holds_something_else_is_named(key, broken) -> None:
    instance = plain()
    if broken == "missing":
        del instance[key]
    else:
        instance[key] = "x" if broken == "a word" else None
    with pytest.raises(InstanceFault) as stopped:
        read_instance(packed(instance))
    assert key in stopped.value.message


@pytest.mark.parametrize(("kind", "key"), [
    ("slots", "id"), ("slots", "day"), ("tables", "id"), ("tables", "seats"), ("delegates", "id"), ("delegates", "langs"),
    ("delegates", "max_meetings"), ("requests", "id"), ("requests", "attendees"), ("requests", "value"),
])  # fmt: skip
def test_a_key_missing_inside_is_named(kind, key) -> None:
    instance = plain()
    del instance[kind][0][key]
    with pytest.raises(InstanceFault) as stopped:
        read_instance(packed(instance))
    assert key in stopped.value.message


@pytest.mark.parametrize("kind", ["slots", "tables", "delegates", "requests"])
def test_one_id_twice_is_named(kind) -> None:
    instance = plain()
    instance[kind][1]["id"] = instance[kind][0]["id"]
    with pytest.raises(InstanceFault) as stopped:
        read_instance(packed(instance))
    assert kind.rstrip("s") in stopped.value.message


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"null", b"\x1f\x8bnot gzip", b"\xff\xfe", b"[" * 100_000, b'{"format": "summit-meetings/2"}'])
def test_a_file_that_is_none_stops_with_a_message(raw) -> None:
    with pytest.raises(InstanceFault) as stopped:
        read_instance(raw)
    assert stopped.value.message


def test_keys_nobody_knows_are_ignored() -> None:
    instance = plain()
    strange = json.loads(json.dumps(instance).replace('"id":', '"colour": {"x": [1]}, "id":')) | {"weather": "fine"}
    assert checker.same(planned(instance), planned(strange))


# --- the best there is -----------------------------------------------------------------------------------------------
@given(odd(slots=4, requests=6))
@settings(QUICK, max_examples=80)
def test_the_best_there_is_is_found_and_the_bound_is_never_below_it(instance) -> None:
    best = best_score(instance)
    found = judged(instance, iterations=200)
    assert best is not None
    assert found["report"]["score"] <= best <= found["report"]["bound"]
    if not any(request.get("must") for request in instance["requests"]):  # they come first, whatever it costs
        assert found["report"]["score"] == best


def tiny(seed: int):
    """A summit of ten in a house for five, cut down to what can be tried out."""
    dice, instance = random.Random(seed), summit(10, seed)
    instance["slots"] = instance["slots"][2:6]
    kept = {slot["id"] for slot in instance["slots"]}
    for one in [*instance["delegates"], *instance["interpreters"]]:
        one["unavailable"] = [slot for slot in one["unavailable"] if slot in kept]
    instance["requests"] = dice.sample(instance["requests"], 5)
    return instance


def test_the_best_there_is_is_found_in_a_corner_of_a_real_summit() -> None:
    for seed in range(12):
        instance = tiny(seed)
        assert judged(instance, iterations=600)["report"]["score"] == best_score(instance), seed


# --- the same again --------------------------------------------------------------------------------------------------
@given(odd(), st.integers(0, 9))
@settings(QUICK, max_examples=15)
def test_the_same_seed_makes_the_same_plan(instance, seed) -> None:
    assert checker.same(planned(instance, seed=seed), planned(copy.deepcopy(instance), seed=seed))


def test_a_summit_comes_out_the_same_again_and_differs_by_the_seed() -> None:
    instance = summit(60)
    first = planned(instance, seed=5, iterations=400)
    assert checker.same(first, planned(instance, seed=5, iterations=400))
    assert not checker.same(first, planned(instance, seed=6, iterations=400))


# --- planned anew ----------------------------------------------------------------------------------------------------
def test_planned_anew_without_a_change_nothing_moves_and_nothing_is_dropped() -> None:
    instance = summit(60)
    before = planned(instance, iterations=300)
    again = judged(instance, iterations=100, previous=before)
    assert (again["report"]["moved"], again["report"]["dropped"]) == ([], [])


@pytest.mark.parametrize("share", range(3))
def test_planned_anew_after_what_happens_nothing_moves_without_need(share) -> None:
    for seed in range(10 * share, 10 * share + 10):
        dice, instance = random.Random(seed), house(seed)
        published = planned(instance, seed=seed, iterations=40)
        for _ in range(4):
            name, instance = happens(dice, instance)
            before, published = published, judged(instance, seed=seed, iterations=60, previous=published)
            assert list(needless(instance, before, published)) == [], (seed, name)


@given(odd(), st.data())
@settings(QUICK, max_examples=40)
def test_planned_anew_for_another_house_every_rule_is_kept_and_every_change_told(instance, drawn) -> None:
    """The plan of one house is handed to another one, in which people, tables and requests are gone: almost nothing may stay."""
    before = planned(instance, iterations=40)
    other = copy.deepcopy(instance)
    for key in ("tables", "interpreters", "requests", "slots"):
        gone = drawn.draw(st.integers(0, 1))
        if gone and not any(request.get("locked") or request.get("allowed") for request in other["requests"]):
            other[key] = other[key][gone:]
    known = {slot["id"] for slot in other["slots"]}
    for one in [*other["delegates"], *other["interpreters"]]:
        one["unavailable"] = [slot for slot in one["unavailable"] if slot in known]
    for table in other["tables"]:
        table["closed"] = [slot for slot in table.get("closed", ()) if slot in known]
    judged(other, iterations=40, previous=before)
