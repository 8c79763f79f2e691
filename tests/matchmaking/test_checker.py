"""The checker is a judge, so it is judged first: a plan that keeps every rule passes, and each way to break one is caught."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.matchmaking import checker

Plan = dict[str, Any]

DELEGATES = [
    # id, languages, unavailable, most, least
    ("ayşe", ["tr", "en"], [], 3, 1),
    ("bernd", ["de"], ["s1"], 3, 1),
    ("canan", ["tr"], [], 2, 0),
    ("dora", ["de", "en"], [], 3, 2),
    ("emre", ["tr", "en"], [], 1, 1),
]


def instance() -> Plan:
    """A small house: two days, three tables, two interpreters, five people who ask for five meetings."""
    return {
        "format": "summit-meetings/1", "name": "small", "reserve": 1,
        "objective": {"kind": "summit_score", "shortfall_penalty": 300, "gap_penalty": 10},
        "slots": [{"id": f"s{n}", "day": n // 4, "start": 540 + 30 * (n % 4)} for n in range(6)],
        "tables": [{"id": "small", "seats": 2, "closed": ["s5"]}, {"id": "mid", "seats": 3}, {"id": "big", "seats": 6}],
        "interpreters": [
            {"id": "ida", "langs": ["de", "tr"], "unavailable": ["s5"], "max_run": 1},
            {"id": "ole", "langs": ["no", "de"], "unavailable": []},
        ],
        "delegates": [
            {"id": name, "city": "x", "org": "y", "langs": langs, "sdgs": [], "offers": [], "seeks": [],
             "unavailable": away, "max_meetings": most, "min_meetings": least, "max_per_day": 2}
            for name, langs, away, most, least in DELEGATES
        ],
        "requests": [
            {"id": "ab", "kind": "pair", "attendees": ["ayşe", "bernd"], "value": 400, "mutual": True},
            {"id": "ad", "kind": "pair", "attendees": ["ayşe", "dora"], "value": 300, "mutual": False, "allowed": ["s3", "s4"]},
            {"id": "bc", "kind": "pair", "attendees": ["bernd", "canan"], "value": 200, "mutual": False},
            {"id": "de", "kind": "pair", "attendees": ["dora", "emre"], "value": 150, "mutual": False,
             "locked": {"slot": "s0", "table": "mid"}},
            {"id": "abcd", "kind": "delegation", "attendees": ["ayşe", "bernd", "canan", "dora"], "value": 1600, "mutual": True},
        ],
        "city_links": [],
    }  # fmt: skip


def plan() -> Plan:
    """A plan of it that breaks nothing: 400 + 300 + 150 of value, one gap of Ayşe, everybody reaches the least."""
    return {
        "meetings": [
            {"request": "de", "slot": "s0", "table": "mid", "interpreter": None},
            {"request": "ab", "slot": "s0", "table": "big", "interpreter": "ida"},
            {"request": "ad", "slot": "s3", "table": "small", "interpreter": None},
        ],
        "report": {"score": 810, "bound": 900, "gap": 0.1, "seconds": 0.1, "seed": 1, "iterations": 5, "shortfall": []},
    }


def meeting(plan: Plan, request: str) -> Plan:
    return next(one for one in plan["meetings"] if one["request"] == request)


def test_a_plan_that_keeps_every_rule_passes_and_is_added_up_right() -> None:
    assert checker.faults(instance(), plan()["meetings"]) == []
    assert checker.report_faults(instance(), plan()) == []
    # Ayşe waits in s1 and s2, Dora too: four gap slots.
    assert checker.score(instance(), plan()["meetings"]) == 850 - 4 * 10


def test_a_session_between_two_meetings_is_no_gap() -> None:
    house = instance()
    for delegate in house["delegates"]:
        delegate["unavailable"] = ["s1", "s2"]
    assert checker.score(house, plan()["meetings"]) == 850


def test_nights_are_no_gaps() -> None:
    later = plan()
    meeting(later, "ad")["slot"] = "s4"
    assert checker.score(instance(), later["meetings"]) == 850


def test_each_meeting_that_somebody_misses_costs() -> None:
    assert checker.score(instance(), plan()["meetings"][1:]) == 700 - 300 - 300 - 20


def put(request: str, /, **changes: Any) -> Callable[[Plan, Plan], None]:
    def change(house: Plan, plan: Plan) -> None:
        meeting(plan, request).update(changes)
    return change


def hold(request: str, slot: str, table: str, interpreter: str | None = None) -> Callable[[Plan, Plan], None]:
    def change(house: Plan, plan: Plan) -> None:
        plan["meetings"].append({"request": request, "slot": slot, "table": table, "interpreter": interpreter})
    return change


def drop(request: str) -> Callable[[Plan, Plan], None]:
    def change(house: Plan, plan: Plan) -> None:
        plan["meetings"].remove(meeting(plan, request))
    return change


def of(kind: str, name: str, /, **changes: Any) -> Callable[[Plan, Plan], None]:
    def change(house: Plan, plan: Plan) -> None:
        next(one for one in house[kind] if one["id"] == name).update(changes)
    return change


def both(*steps: Callable[[Plan, Plan], None]) -> Callable[[Plan, Plan], None]:
    def change(house: Plan, plan: Plan) -> None:
        for step in steps:
            step(house, plan)
    return change


BREAKS = {
    "a request that does not exist": (put("ab", request="zz"), "request 'zz' of a meeting does not exist"),
    "a slot that does not exist": (put("ab", slot="s9"), "slot 's9' of a meeting does not exist"),
    "a table that does not exist": (put("ab", table="x"), "table 'x' of a meeting does not exist"),
    "an interpreter who does not exist": (put("ab", interpreter="x"), "interpreter 'x' of a meeting does not exist"),
    "a request twice": (hold("ab", "s4", "big", "ida"), "request 'ab' is held 2 times"),
    "a person twice": (both(of("tables", "small", seats=3), put("ab", slot="s3"), lambda house, plan: house.update(reserve=0)),
                       "delegate 'ayşe' is in 2 meetings in slot 's3'"),
    "a person who is away": (put("ab", slot="s1"), "delegate 'bernd' is not available in slot 's1'"),
    "a table twice": (both(hold("bc", "s3", "small"), of("delegates", "canan", langs=["de"])), "table 'small' has 2 meetings in slot 's3'"),
    "a closed table": (both(put("ad", slot="s5"), of("requests", "ad", allowed=["s5"])), "table 'small' is closed in slot 's5'"),
    "no chair for the interpreter": (put("ab", slot="s2", table="small"), "3 people of request 'ab' sit at table 'small' with 2 seats"),
    "no common language": (put("ab", interpreter=None), "those of request 'ab' have no common language"),
    "an interpreter of the wrong languages": (put("ab", interpreter="ole"), "interpreter 'ole' shares no language"),
    "an interpreter twice": (both(hold("bc", "s0", "small", "ida"), of("tables", "small", seats=3), of("requests", "bc", attendees=["canan", "canan2"]),
                                  lambda house, plan: house["delegates"].append({**house["delegates"][2], "id": "canan2"}),
                                  lambda house, plan: house.update(reserve=0)),
                             "interpreter 'ida' is in 2 meetings in slot 's0'"),
    "an interpreter who is away": (put("ab", slot="s5"), "interpreter 'ida' is not available in slot 's5'"),
    "an interpreter without a rest": (both(put("ab", slot="s2"), hold("bc", "s3", "mid", "ida"), lambda house, plan: house.update(reserve=0)),
                                      "interpreter 'ida' works more than 1 slots without a rest"),
    "too many meetings": (of("delegates", "ayşe", max_meetings=1), "delegate 'ayşe' has 2 meetings and wants 1 at most"),
    "too many meetings in a day": (of("delegates", "dora", max_per_day=1), "delegate 'dora' has 2 meetings on day 0 and wants 1 at most"),
    "a locked meeting left out": (drop("de"), "locked request 'de' is not held"),
    "a locked meeting in another slot": (put("de", slot="s1"), "locked request 'de' was moved"),
    "a locked meeting at another table": (put("de", table="small"), "locked request 'de' was moved"),
    "a slot nobody allowed": (put("ad", slot="s2"), "request 'ad' may not be held in slot 's2'"),
    "no table held back": (both(of("delegates", "canan", langs=["de"]), of("requests", "bc", attendees=["canan"]), hold("bc", "s0", "small")),
                           "slot 's0' keeps fewer than 1 tables free"),
}  # fmt: skip


@pytest.mark.parametrize("case", BREAKS)
def test_exactly_what_is_broken_is_told(case: str) -> None:
    change, sentence = BREAKS[case]
    house, broken = instance(), plan()
    change(house, broken)
    found = checker.faults(house, broken["meetings"])
    assert len(found) == 1, found
    assert sentence in found[0]


def test_a_repair_may_use_the_tables_held_back() -> None:
    change, _ = BREAKS["no table held back"]
    house, broken = instance(), plan()
    change(house, broken)
    assert checker.faults(house, broken["meetings"], reserved=False) == []


def test_a_night_is_a_rest_for_an_interpreter() -> None:
    house, late = instance(), plan()
    both(put("ab", slot="s3"), drop("ad"), hold("bc", "s4", "mid", "ida"))(house, late)
    assert checker.faults(house, late["meetings"]) == []
    both(put("bc", slot="s2"))(house, late)
    assert len(checker.faults(house, late["meetings"])) == 1


LIES = {
    "the score": ({"score": 811}, "says score 811, it is 810"),
    "a bound that was beaten": ({"bound": 809, "gap": -0.0012}, "the bound 809 is below the score 810"),
    "the gap": ({"gap": 0.05}, "the gap 0.05 is not the share"),
    "somebody who falls short": ({"shortfall": [{"delegate": "emre", "reason": "no_request"}]}, "'emre' is said to fall short, and does not"),
}


@pytest.mark.parametrize("case", LIES)
def test_what_a_report_says_must_be_so(case: str) -> None:
    change, sentence = LIES[case]
    told = plan()
    told["report"].update(change)
    found = checker.report_faults(instance(), told)
    assert len(found) == 1, found
    assert sentence in found[0]


@pytest.mark.parametrize("key", checker.FIELDS)
def test_a_report_without_a_figure_is_caught(key: str) -> None:
    told = plan()
    del told["report"][key]
    assert checker.report_faults(instance(), told) == [f"the report does not hold {key}"]


def test_everybody_who_falls_short_is_told_of_with_a_reason() -> None:
    house, told = instance(), plan()
    of("delegates", "canan", min_meetings=1)(house, told)
    told["report"].update(score=510, gap=0.4333)
    assert checker.report_faults(house, told) == ["delegate 'canan' falls short and is not told of"]
    told["report"]["shortfall"] = [{"delegate": "canan", "held": 0, "reason": ""}]
    assert checker.report_faults(house, told) == ["no reason is given why delegate 'canan' falls short"]
    told["report"]["shortfall"] = [{"delegate": "canan", "held": 1, "reason": "lost_to_others"}]
    assert checker.report_faults(house, told) == ["delegate 'canan' is said to have 1 meetings"]


def replanned() -> tuple[Plan, Plan]:
    """The plan of before, and the one after: 'ab' gone, 'ad' in another slot, 'bc' new, 'de' where it was."""
    before, after = plan(), plan()
    drop("ab")({}, after)
    put("ad", slot="s4")({}, after)
    hold("bc", "s2", "big", "ida")({}, after)
    after["report"].update(
        score=650, gap=0.2778,
        moved=[{"request": "ad", "cause": "clash"}], dropped=[{"request": "ab", "cause": "cancelled"}], added=[{"request": "bc", "cause": "must"}],
    )  # fmt: skip
    return before, after


def test_every_change_of_a_new_plan_is_told_with_its_cause() -> None:
    before, after = replanned()
    assert checker.report_faults(instance(), after, before) == []
    for kind in ("moved", "dropped", "added"):
        told = copy.deepcopy(after)
        request = told["report"][kind][0]["request"]
        told["report"][kind][0]["cause"] = ""
        assert checker.report_faults(instance(), told, before) == [f"no cause is given why request {request!r} was {kind}"]
        told["report"][kind] = []
        assert checker.report_faults(instance(), told, before) == [f"request {request!r} was {kind} and is not told of"]
        told["report"][kind] = [*after["report"][kind], {"request": "de", "cause": "clash"}]
        assert checker.report_faults(instance(), told, before) == [f"request 'de' is said to be {kind}, and is not"]
        told["report"][kind] = after["report"][kind] * 2
        assert checker.report_faults(instance(), told, before) == [f"a request is told of twice among the {kind}"]


def test_another_table_may_be_told_as_a_move_but_need_not() -> None:
    before, after = replanned()
    put("ad", slot="s3", table="mid")({}, after)
    after["report"].update(score=630, gap=0.3)
    assert checker.report_faults(instance(), after, before) == []
    after["report"]["moved"] = []
    assert checker.report_faults(instance(), after, before) == []


def test_a_meeting_that_cannot_stay_is_known() -> None:
    house, held = instance(), plan()["meetings"][1]
    assert not checker.impossible(house, held)
    assert checker.impossible(house, {**held, "slot": "s1"})
    assert checker.impossible({**house, "requests": []}, held)
    of("interpreters", "ida", unavailable=["s0"])(house, {})
    assert checker.impossible(house, held)


def test_two_plans_are_the_same_but_for_their_seconds() -> None:
    one, other = plan(), plan()
    other["report"]["seconds"] = 7.5
    other["meetings"].reverse()
    assert checker.same(one, other)
    put("ab", slot="s4")({}, other)
    assert not checker.same(one, other)
