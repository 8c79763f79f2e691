"""The planner on summits small enough to see what is right."""

import json
import subprocess
import sys
import time
from dataclasses import replace
from random import Random

import pytest

from summitapp.matchmaking.documents import read_instance, read_schedule, write_instance, write_schedule
from summitapp.matchmaking.rules.optimise.planner import plan
from summitapp.matchmaking.rules.score import count_bound, faults, score
from summitapp.matchmaking.values.plan import (
    Delegate,
    Instance,
    InstanceFault,
    Interpreter,
    Place,
    Request,
    Schedule,
    Slot,
    Table,
)
from tests.rig.places import ROOT


def summit(
    people: int = 4, slots: int = 3, tables: int = 2, *, langs: dict[int, str] | None = None,
    requests: list[tuple[int, ...]] | None = None, values: list[int] | None = None, minimum: int = 0, most: int = 9,
    interpreters: tuple[Interpreter, ...] = (),
) -> Instance:
    """Half-hour slots of one day, tables for four, everybody speaks English unless said otherwise."""
    wanted = requests if requests is not None else [(a, b) for a in range(people) for b in range(a + 1, people)]
    return Instance(
        name="small",
        slots=tuple(Slot(t, 0, 540 + 30 * t) for t in range(slots)),
        tables=tuple(Table(k, 4) for k in range(tables)),
        interpreters=interpreters,
        delegates=tuple(
            Delegate(a, city=a % 3, langs=((langs or {}).get(a, "en"),), max_meetings=most, min_meetings=minimum)
            for a in range(people)
        ),
        requests=tuple(
            Request(r, team, (values or [])[r] if values else 100, kind="pair" if len(team) == 2 else "delegation")
            for r, team in enumerate(wanted)
        ),
    )


def crowd(people: int = 40, slots: int = 8, tables: int = 8, seed: int = 3) -> Instance:
    """A summit made by chance: two days, some languages, some delegations, some who are away."""
    rng = Random(seed)
    base = summit(people, slots, tables, requests=[
        tuple(rng.sample(range(people), rng.choice((2, 2, 2, 2, 3)))) for _ in range(people * 5)
    ], values=[rng.randrange(100, 600) for _ in range(people * 5)], langs={a: rng.choice(("en", "en", "de", "tr")) for a in range(people)},
        minimum=2, most=5, interpreters=(Interpreter(0, ("en", "de", "tr")), Interpreter(1, ("tr", "en"), frozenset({2}))))
    return replace(
        base, slots=tuple(replace(one, day=t * 2 // slots) for t, one in enumerate(base.slots)),
        delegates=tuple(replace(one, unavailable=frozenset(rng.sample(range(slots), 2))) for one in base.delegates),
    )


def planned(instance: Instance, steps: int = 400, **more: object) -> Schedule:
    found = plan(instance, iterations=steps, processes=1, **more)  # type: ignore[arg-type]
    assert faults(instance, found.meetings) == []
    assert found.report.score == score(instance, found.meetings)
    assert found.report.bound is None or found.report.score <= found.report.bound
    return found


def slots_of(found: Schedule) -> dict[object, object]:
    return {one.request: one.slot for one in found.meetings}


# --- what it gives ----------------------------------------------------------------------------------------------------


def test_all_pairs_of_four_people_meet_in_three_slots() -> None:
    found = planned(summit())
    assert len(found.meetings) == 6
    assert found.report.score == found.report.bound == 600
    assert found.report.proven
    assert found.report.gap == 0


def test_of_two_that_cannot_both_be_held_the_better_one_is() -> None:
    found = planned(summit(3, slots=1, requests=[(0, 1), (1, 2)], values=[100, 101]))
    assert slots_of(found) == {1: 0}
    [missed] = found.report.unscheduled
    assert (missed.request, missed.reason) == (0, "lost_to_others")


def test_a_must_comes_before_everything_that_is_worth_more() -> None:
    instance = summit(3, slots=1, requests=[(0, 1), (1, 2)], values=[100, 900])
    instance = replace(instance, requests=(replace(instance.requests[0], must=True), instance.requests[1]))
    assert slots_of(planned(instance)) == {0: 0}


def test_people_without_a_common_language_meet_with_an_interpreter_or_not_at_all() -> None:
    langs, wanted = {0: "de", 1: "tr"}, [(0, 1)]
    [missed] = planned(summit(2, langs=langs, requests=wanted)).report.unscheduled
    assert missed.reason == "no_language"
    voice = Interpreter("i", ("de", "tr"), frozenset({0, 1}))
    [held] = planned(summit(2, langs=langs, requests=wanted, interpreters=(voice,))).meetings
    assert (held.slot, held.interpreter) == (2, "i")


def test_the_interpreter_needs_a_seat() -> None:
    instance = summit(4, langs={0: "de"}, requests=[(0, 1, 2, 3)], interpreters=(Interpreter("i", ("de", "en")),))
    [missed] = planned(instance).report.unscheduled
    assert missed.reason == "no_seats"
    roomy = replace(instance, tables=(*instance.tables, Table("big", 5)))
    assert [one.table for one in planned(roomy).meetings] == ["big"]


def test_an_interpreter_rests_when_they_have_to() -> None:
    voice = Interpreter("i", ("de", "en"), max_run=1)
    instance = summit(4, langs={0: "de"}, requests=[(0, 1), (0, 2), (0, 3)], interpreters=(voice,))
    assert sorted(slots_of(planned(instance)).values()) == [0, 2]  # type: ignore[type-var]


def test_meetings_of_one_person_follow_one_another() -> None:
    found = planned(summit(3, slots=6, requests=[(0, 1), (0, 2)]))
    first, second = sorted(slots_of(found).values())  # type: ignore[type-var]
    assert second == first + 1  # type: ignore[operator]
    assert found.report.score == 200


def test_everybody_gets_their_minimum_before_somebody_gets_more() -> None:
    instance = summit(4, slots=2, tables=1, requests=[(0, 1), (0, 1, 2), (2, 3)], values=[300, 350, 50], minimum=1)
    found = planned(instance)
    assert 2 in slots_of(found)
    assert found.report.reached == 1


def test_maxima_of_the_event_and_of_the_day_hold() -> None:
    assert len(planned(summit(most=1)).meetings) == 2
    instance = crowd()
    instance = replace(instance, delegates=tuple(replace(one, max_per_day=1) for one in instance.delegates))
    assert planned(instance).meetings  # planned() has looked for faults


def test_a_home_table_is_where_its_delegate_meets() -> None:
    instance = summit(3, requests=[(0, 1), (0, 2)])
    instance = replace(instance, tables=(Table("a", 4), Table("b", 4, home=frozenset({0}))))
    assert {one.table for one in planned(instance).meetings} == {"b"}


def test_closed_tables_stay_empty_and_a_reserve_is_left() -> None:
    instance = replace(summit(8, slots=2, tables=3), tables=(Table(0, 4), Table(1, 4), Table(2, 4, closed=frozenset({0}))))
    assert sorted(one.slot for one in planned(instance).meetings) == [0, 0, 1, 1, 1]
    assert sorted(one.slot for one in planned(replace(instance, reserve=1)).meetings) == [0, 1, 1]


def test_a_request_is_held_only_in_the_slots_that_are_allowed() -> None:
    instance = summit(2, requests=[(0, 1)])
    instance = replace(instance, requests=(replace(instance.requests[0], allowed=frozenset({1})),))
    assert slots_of(planned(instance)) == {0: 1}


def test_a_shortfall_says_what_stood_in_the_way() -> None:
    instance = summit(4, slots=1, tables=1, requests=[(0, 1), (1, 2)], values=[200, 100], minimum=1)
    why = {one.delegate: one.reason for one in planned(instance).report.shortfall}
    assert why == {2: "lost_to_others", 3: "no_request"}


# --- what is locked ---------------------------------------------------------------------------------------------------


def test_what_is_locked_stays_with_its_table() -> None:
    instance = summit()
    instance = replace(instance, requests=(replace(instance.requests[0], locked=Place(2, 1)), *instance.requests[1:]))
    found = planned(instance)
    assert next((one.slot, one.table) for one in found.meetings if one.request == 0) == (2, 1)
    assert len(found.meetings) == 6


def test_a_locked_request_may_be_the_worst_there_is() -> None:
    instance = summit(3, slots=1, requests=[(0, 1), (1, 2)], values=[-50, 900])
    instance = replace(instance, requests=(replace(instance.requests[0], locked=Place(0, 0)), instance.requests[1]))
    assert planned(instance).report.score == -50


@pytest.mark.parametrize(("first", "second", "words"), [
    (Place(0, 0), Place(0, 1), "delegate 0 is also in request"),
    (Place(0, 0), Place(0, 0), "delegate 0 is also in request"),
    (Place(0, 0), Place(1, 5), "table 5 has too few seats"),
])
def test_locks_that_contradict_one_another_are_named(first: Place, second: Place, words: str) -> None:
    instance = summit(3, requests=[(0, 1), (0, 2)])
    instance = replace(instance, tables=(*instance.tables, Table(5, 1)), requests=tuple(
        replace(one, locked=lock) for one, lock in zip(instance.requests, (first, second), strict=True)
    ))
    with pytest.raises(InstanceFault, match=words) as caught:
        plan(instance, iterations=1, processes=1)
    assert "request 1" in caught.value.message


def test_locked_requests_share_the_interpreters_so_that_all_are_heard() -> None:
    instance = summit(4, langs={0: "de", 1: "en", 2: "tr", 3: "en"}, requests=[(0, 1), (2, 3)], interpreters=(
        Interpreter("both", ("de", "tr", "en")), Interpreter("german", ("de", "en")),
    ))
    instance = replace(instance, requests=tuple(replace(one, locked=Place(0, k)) for k, one in enumerate(instance.requests)))
    assert {one.request: one.interpreter for one in planned(instance).meetings} == {0: "german", 1: "both"}


# --- odd instances ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("instance", [
    summit(slots=0), summit(tables=0), summit(people=1, requests=[]), summit(people=0, requests=[]), summit(requests=[]),
    summit(most=0, minimum=2), summit(minimum=5), replace(summit(), reserve=9),
], ids=["no slots", "no tables", "one delegate", "nobody", "no requests", "nobody may", "nobody can", "all in reserve"])  # fmt: skip
def test_odd_summits_get_what_there_is(instance: Instance) -> None:
    found = planned(instance)
    assert plan(instance, iterations=10, processes=2).meetings == planned(instance, 10).meetings
    assert len(found.report.unscheduled) == len(instance.requests) - len(found.meetings)


# --- how it goes about it ---------------------------------------------------------------------------------------------


def test_the_same_seed_and_steps_give_the_same_timetable_on_one_core_and_on_two() -> None:
    one = plan(crowd(), seed=7, iterations=3000, processes=1)
    two = plan(crowd(), seed=7, iterations=3000, processes=2)
    assert write_schedule(Schedule(one.meetings, replace(one.report, seconds=0.0))) == write_schedule(
        Schedule(two.meetings, replace(two.report, seconds=0.0))
    )
    assert plan(crowd(), seed=8, iterations=3000, processes=1).meetings != one.meetings


def test_ids_may_be_any_numbers_or_texts() -> None:
    content = json.loads(write_instance(crowd()))
    for one in content["delegates"]:
        one["id"] = f"p{one['id']}"
    for one in content["requests"]:
        one["attendees"], one["id"] = [f"p{each}" for each in one["attendees"]], 1000 - one["id"] * 7
    plain, other = planned(crowd()), planned(read_instance(json.dumps(content).encode()))
    assert other.report.score == plain.report.score
    assert {one.request for one in other.meetings} == {1000 - 7 * int(one.request) for one in plain.meetings}


def test_more_steps_come_closer_to_the_bound() -> None:
    few, many = planned(crowd(), 0), planned(crowd(), 20_000)
    assert many.report.score > few.report.score
    assert many.report.gap is not None
    assert many.report.gap < 0.03


def test_a_time_limit_is_kept() -> None:
    began = time.perf_counter()
    found = plan(crowd(80), seconds=1.0)
    assert 0.5 < time.perf_counter() - began < 1.6
    assert faults(crowd(80), found.meetings) == []


def test_progress_is_told_and_may_stop_it() -> None:
    told: list[tuple[float, int, int | None]] = []

    def progress(done: float, points: int, bound: int | None) -> bool:
        told.append((done, points, bound))
        return len(told) < 3

    found = plan(crowd(), iterations=5000, processes=1, progress=progress)
    assert found.report.cancelled
    assert len(told) == 3
    assert [one[0] for one in told] == sorted(one[0] for one in told)
    assert faults(crowd(), found.meetings) == []


def test_the_bound_that_counts_is_instant_and_never_too_low() -> None:
    assert count_bound(summit()) == 6
    assert count_bound(crowd()) >= len(planned(crowd()).meetings) - 60


def test_the_application_starts_without_the_solver() -> None:
    code = "import sys; import summitapp.app; sys.exit(bool({'numpy', 'highspy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


# --- files ------------------------------------------------------------------------------------------------------------


def test_an_instance_comes_back_from_its_file() -> None:
    instance = crowd()
    assert read_instance(write_instance(instance)) == instance


def test_a_timetable_comes_back_from_its_file() -> None:
    found = planned(crowd())
    assert read_schedule(write_schedule(found)) == found.meetings


@pytest.mark.parametrize("path", [
    ("slots",), ("tables",), ("objective",), ("objective", "gap_penalty"), ("delegates", 0, "langs"),
    ("delegates", 1, "max_meetings"), ("requests", 2, "attendees"), ("slots", 0, "day"), ("format",),
])
def test_a_missing_key_is_named(path: tuple[str | int, ...]) -> None:
    content = json.loads(write_instance(summit()))
    at = content
    for step in path[:-1]:
        at = at[step]
    del at[path[-1]]
    with pytest.raises(InstanceFault, match="is missing") as caught:
        read_instance(json.dumps(content).encode())
    assert str(path[-1]) in caught.value.message


@pytest.mark.parametrize(("change", "words"), [
    ({"requests": [{"id": 0, "kind": "pair", "attendees": [0, 99], "value": 1, "mutual": False}]}, "delegate 99"),
    ({"requests": [{"id": 0, "kind": "pair", "attendees": [0, 0], "value": 1, "mutual": False}]}, "twice"),
    ({"slots": [{"id": 0, "day": 0, "start": 0}, {"id": 0, "day": 0, "start": 30}]}, "slots holds the id 0 twice"),
    ({"tables": [{"id": 0, "seats": "four"}]}, "tables[0].seats must be a whole number"),
    ({"delegates": {}}, "delegates must be a list"),
])
def test_a_contradiction_is_named(change: dict[str, object], words: str) -> None:
    content = {**json.loads(write_instance(summit())), **change}
    with pytest.raises(InstanceFault) as caught:
        read_instance(json.dumps(content).encode())
    assert words in caught.value.message


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"\x1f\x8bnonsense", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_instance_is_refused(raw: bytes) -> None:
    with pytest.raises(InstanceFault, match="the file"):
        read_instance(raw)
