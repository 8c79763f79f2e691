"""What becomes of a published timetable when people cancel, fall ill or come late."""

from dataclasses import replace

import pytest

from summitapp.matchmaking.rules.optimise.planner import plan
from summitapp.matchmaking.rules.repair import first_free, free_places, next_best, repair
from summitapp.matchmaking.rules.score import faults, score
from summitapp.matchmaking.values.plan import (
    Change,
    Delegate,
    Held,
    Id,
    Instance,
    Interpreter,
    Place,
    Request,
    Schedule,
    Slot,
    Table,
)
from summitapp.matchmaking.values.states import ChangeKind


def summit(*requests: tuple[int, ...], people: int = 6, slots: int = 3, tables: int = 2, most: int = 9) -> Instance:
    return Instance(
        "small", tuple(Slot(t, 0, 540 + 30 * t) for t in range(slots)), tuple(Table(k, 4) for k in range(tables)), (),
        tuple(Delegate(a, a, ("en",), max_meetings=most) for a in range(people)),
        tuple(Request(r, team, 100 + r) for r, team in enumerate(requests)),
    )


def away(instance: Instance, who: Id, *slots: Id) -> Instance:
    return replace(instance, delegates=tuple(
        replace(one, unavailable=one.unavailable | set(slots)) if one.id == who else one for one in instance.delegates
    ))


def speaking(instance: Instance, **langs: str) -> Instance:
    return replace(instance, delegates=tuple(
        replace(one, langs=(langs.get(f"p{one.id}", "en"),)) for one in instance.delegates
    ))


def must(instance: Instance, request: Id) -> Instance:
    return replace(instance, requests=tuple(replace(one, must=one.id == request) for one in instance.requests))


def repaired(instance: Instance, *previous: Held, frozen: tuple[Id, ...] = ()) -> Schedule:
    found = repair(instance, previous, frozen=frozen)
    assert faults(instance, found.meetings) == []
    assert found.report.score == score(instance, found.meetings)
    return found


def told(changes: tuple[Change, ...] | None) -> list[tuple[Id, str]]:
    return [(one.request, one.cause) for one in changes or ()]


def nothing_changed(found: Schedule) -> bool:
    return not (found.report.moved or found.report.reseated or found.report.dropped or found.report.added)


def test_a_timetable_that_still_fits_stays_as_it_is() -> None:
    held = (Held(0, 0, 1), Held(1, 2, 0))
    found = repaired(summit((0, 1), (2, 3)), *held)
    assert set(found.meetings) == set(held)
    assert nothing_changed(found)


def test_somebody_who_cannot_come_then_is_met_later_and_only_they_move() -> None:
    found = repaired(away(summit((0, 1), (2, 3), (0, 2)), 0, 0), Held(0, 0, 0), Held(1, 0, 1), Held(2, 1, 0))
    assert told(found.report.moved) == [(0, "attendee_unavailable")]
    assert found.report.moved is not None
    assert found.report.moved[0].facts == {"delegates": [0]}
    assert Held(1, 0, 1) in found.meetings
    assert Held(2, 1, 0) in found.meetings


def test_a_meeting_whose_request_is_gone_is_cancelled_and_its_table_given_on() -> None:
    found = repaired(summit((0, 1), (2, 3), slots=1, tables=1), Held(99, 0, 0))
    assert told(found.report.dropped) == [(99, "cancelled")]
    assert told(found.report.added) == [(1, "refill")]


def test_nobody_moves_for_a_waiting_request() -> None:
    instance = summit((0, 1), (0, 2), (0, 3), slots=2)
    found = repaired(instance, Held(0, 0, 0), Held(1, 1, 0))
    assert nothing_changed(found)


def test_a_must_makes_one_meeting_move_when_there_is_no_other_way() -> None:
    instance = must(away(away(summit((0, 1), (0, 2), slots=2), 2, 1), 1), 1)
    found = repaired(instance, Held(0, 0, 0))
    assert told(found.report.moved) == [(0, "made_room")]
    assert told(found.report.added) == [(1, "must")]
    assert found.report.moved is not None
    assert found.report.moved[0].facts == {"for": 1}


def test_a_must_takes_the_table_of_a_meeting_that_can_be_held_elsewhere() -> None:
    instance = must(away(away(summit((0, 1), (2, 3), slots=2, tables=1), 2, 1), 3, 1), 1)
    found = repaired(instance, Held(0, 0, 0))
    assert told(found.report.moved) == [(0, "made_room")]
    assert {one.request: one.slot for one in found.meetings} == {0: 1, 1: 0}


def test_nothing_is_dropped_for_a_must() -> None:
    found = repaired(must(summit((0, 1), (0, 2), slots=1), 1), Held(0, 0, 0))
    assert nothing_changed(found)
    assert [(one.request, one.reason) for one in found.report.unscheduled] == [(1, "lost_to_others")]


def test_what_cannot_be_held_at_all_is_dropped_with_the_reason() -> None:
    found = repaired(away(summit((0, 1), slots=2), 1, 0, 1), Held(0, 0, 0))
    assert told(found.report.dropped) == [(0, "attendee_unavailable")]
    assert found.meetings == ()


def test_a_table_that_is_gone_is_replaced_in_the_same_slot() -> None:
    instance = summit((0, 1), (2, 3))
    found = repaired(replace(instance, tables=(Table(7, 4), Table(8, 4))), Held(0, 0, 0), Held(1, 0, 7))
    assert set(found.meetings) == {Held(0, 0, 8), Held(1, 0, 7)}
    assert told(found.report.reseated) == [(0, "table_gone")]
    assert found.report.reseated is not None
    assert found.report.reseated[0].kind is ChangeKind.TABLE
    assert found.report.moved == ()


def test_a_big_table_is_freed_by_the_small_meeting_at_it() -> None:
    instance = replace(summit((0, 1), (0, 2), (3, 4, 5), slots=1), tables=(Table(0, 4), Table(1, 2)))
    found = repaired(must(instance, 2), Held(0, 0, 0))
    assert set(found.meetings) == {Held(0, 0, 1), Held(2, 0, 0)}
    assert told(found.report.reseated) == [(0, "made_room")]


def test_an_ill_interpreter_is_replaced_by_whoever_can_and_those_who_cannot_wait() -> None:
    instance = speaking(summit((0, 1), (2, 3), slots=1), p0="de", p2="tr")
    both, german = Interpreter("both", ("de", "tr", "en")), Interpreter("german", ("de", "en"))
    turkish = Interpreter("turkish", ("tr", "en"), unavailable=frozenset({0}))
    found = repaired(
        replace(instance, interpreters=(both, german, turkish)), Held(0, 0, 0, "both"), Held(1, 0, 1, "turkish")
    )
    assert set(found.meetings) == {Held(0, 0, 0, "german"), Held(1, 0, 1, "both")}
    assert sorted(told(found.report.reseated)) == [(0, "made_room"), (1, "interpreter_unavailable")]


def test_a_frozen_slot_gets_nothing_and_gives_nothing() -> None:
    instance = must(away(away(summit((0, 1), (0, 2), (3, 4), slots=2), 2, 1), 1), 1)
    found = repaired(instance, Held(0, 0, 0), frozen=(0,))
    assert told(found.report.moved) == []
    assert told(found.report.added) == [(2, "refill")]
    assert {one.request: one.slot for one in found.meetings} == {0: 0, 2: 1}


def test_a_slot_that_is_gone_sends_its_meetings_elsewhere() -> None:
    found = repaired(summit((0, 1), slots=1), Held(0, "gone", 0))
    assert told(found.report.moved) == [(0, "slot_gone")]


def test_a_lock_moves_what_is_published_and_says_so() -> None:
    instance = summit((0, 1), (0, 2))
    locked = replace(instance, requests=(replace(instance.requests[0], locked=Place(2, 1)), instance.requests[1]))
    found = repaired(locked, Held(0, 0, 0), Held(1, 2, 0))
    assert sorted(told(found.report.moved)) == [(0, "locked"), (1, "clash")]


def test_the_reserve_is_for_those_who_were_displaced_and_not_for_those_who_wait() -> None:
    instance = replace(away(summit((0, 1), (2, 3), slots=2, tables=1), 0, 0), reserve=1)
    found = repaired(instance, Held(0, 0, 0))
    assert {one.request: one.slot for one in found.meetings} == {0: 1}


def test_the_planner_keeps_what_is_published_and_fills_what_is_free() -> None:
    instance = summit((0, 1), (2, 3), (4, 5), (0, 2), (1, 3))
    found = plan(away(instance, 0, 0), iterations=200, processes=1, previous=[Held(0, 0, 0), Held(1, 1, 1)])
    assert faults(away(instance, 0, 0), found.meetings) == []
    assert Held(1, 1, 1) in found.meetings
    assert told(found.report.moved) == [(0, "attendee_unavailable")]
    assert sorted(told(found.report.added)) == [(2, "refill"), (3, "refill"), (4, "refill")]
    assert found.report.score == score(away(instance, 0, 0), found.meetings)
    assert found.report.dropped == ()


# --- offers -----------------------------------------------------------------------------------------------------------


def test_the_first_free_place_is_the_earliest_for_both_and_has_a_table() -> None:
    instance = summit((0, 1), (2, 3), (4, 5))
    held = [Held(0, 0, 0), Held(1, 1, 0), Held(2, 1, 1)]
    assert first_free(instance, held, [0, 2]) == Place(2, 0)
    assert first_free(instance, held, [2, 4]) == Place(0, 1)
    assert first_free(instance, held, [2, 4], after=0) == Place(2, 0)
    assert [one.slot for one in free_places(instance, held, [2, 4])] == [0, 2]
    assert first_free(instance, held, [2, 4], after=2) is None


def test_the_first_free_place_has_an_interpreter_where_one_is_needed() -> None:
    instance = replace(speaking(summit((0, 1)), p0="de"), interpreters=(Interpreter("i", ("de", "en"), frozenset({0})),))
    assert first_free(instance, [], [0, 1]) == Place(1, 0, "i")
    assert first_free(replace(instance, interpreters=()), [], [0, 1]) is None


@pytest.mark.parametrize("busy", [False, True])
def test_whoever_is_left_alone_gets_the_next_best_partner(busy: bool) -> None:
    instance = summit((0, 1), (0, 2), (0, 3), (0, 4), (3, 5))
    found = next_best(instance, [Held(4, 0, 1)] if busy else [], 0, 0)
    assert [one.request for one in found] == ([3, 1, 0] if busy else [3, 2, 1, 0])
    assert found[0].place == Place(0, 0)


def test_nobody_is_offered_a_meeting_beyond_their_maximum() -> None:
    instance = summit((0, 1), (0, 2), most=1)
    assert next_best(instance, [Held(0, 0, 0)], 0, 1) == []
    assert first_free(instance, [Held(0, 0, 0)], [0, 2]) is None
