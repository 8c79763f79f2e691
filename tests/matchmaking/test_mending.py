"""A plan that people know mends itself: what ended goes at once, what can stay stays, and nothing is dropped silently."""

from datetime import timedelta

import pytest

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.matchmaking import queries, services
from summitapp.matchmaking.queries import asking as requests
from summitapp.matchmaking.queries import mending
from summitapp.matchmaking.services import asking
from summitapp.matchmaking.values import (
    ChangeKind,
    MeetingPlaced,
    MeetingState,
    NoFreeTime,
    NotPlaceable,
    PlaceGone,
    RoundPhase,
    Scheduling,
)
from summitapp.profiles.models import Away
from summitapp.registration.services import cancel
from tests.factories.planning import ask, at, in_phase, interpreter, member, people, set_up, standing, the_round

P = RoundPhase


def known_plan(phase=P.PUBLISHED, *, waiting=(), table=1, **values):
    """A plan that people know: the first meets the second in the first slot, and the third in the second one."""
    one = in_phase(set_up(4, **values), phase, version=1)
    crowd = people(one)
    first, second = ask(one, crowd[0], crowd[1]), ask(one, crowd[0], crowd[2])
    services.write_plan(one, [at(one, first, 0, 0), at(one, second, 1, table)], (), "adopted", services.state_of(one))
    for pair in waiting:
        ask(one, *(crowd[number] for number in pair))
    return the_round()


def places(one):
    """Return for each meeting that stands its slot, counted from 0, and the code of its table."""
    order = [slot.id for slot in queries.slots_of(one.id)]
    return [(order.index(meeting.slot_id), meeting.table.code) for meeting in standing(one)]


def away(one, who, slot):
    """Let somebody be elsewhere in a slot, as in a session."""
    times = queries.slots_of(one.id)[slot]
    db.session.add(Away(registration=who, starts_at=times.starts_at, ends_at=times.ends_at))
    record("profile.away", one)
    db.session.flush()


def last_changes(one):
    """Return kind and cause of what the newest version changed."""
    return [(change.kind, change.cause) for change in queries.changes_of(one.id, the_round().version)]


def test_somebody_withdraws_and_the_time_is_free_at_once(uow):
    with uow():
        one = known_plan()
        gone = standing(one)[0]
        who = people(one)[0]
        asking.withdraw(requests.anew(gone.request_id), who)
        assert places(one) == [(1, "T2")], "in the same unit of work"
        assert last_changes(one) == [(ChangeKind.DROPPED, "cancelled")]
        assert the_round().mend_asked_at is not None
    with uow():
        assert the_round().mend_asked_at is None, "the worker has looked at the plan"


def test_what_became_free_is_given_to_whoever_waits_and_nobody_moves(uow):
    with uow():
        one = known_plan(slots=2, tables=1, table=0, waiting=[(1, 3)])
        services.mend_plan(one)
        assert places(one) == [(0, "T1"), (1, "T1")], "the hall is full"
        asking.withdraw(requests.anew(standing(one)[0].request_id), people(one)[0])
    with uow():
        assert places(the_round()) == [(0, "T1"), (1, "T1")]
        assert last_changes(the_round()) == [(ChangeKind.ADDED, "refill")]


def test_a_registration_that_is_cancelled_takes_its_meetings_along(uow):
    with uow():
        known_plan()
    with uow():
        cancel(people(the_round())[0], "ill")
    with uow():
        assert places(the_round()) == []


def test_whoever_is_in_a_session_now_meets_at_another_time_and_all_others_stay(uow):
    with uow():
        one = known_plan()
        away(one, people(one)[1], 0)
        services.ask_to_mend(one)
    with uow():
        one = the_round()
        assert (1, "T2") in places(one) and len(places(one)) == 2 and 0 not in [slot for slot, _ in places(one)]
        assert last_changes(one) == [(ChangeKind.MOVED, "attendee_unavailable")]


def test_what_has_no_other_time_stays_and_is_asked_of_the_organisers(uow):
    with uow():
        one = known_plan()
        for slot in range(4):
            away(one, people(one)[1], slot)
        before = one.version
        assert services.mend_plan(one) == before and places(one) == [(0, "T1"), (1, "T2")]
        (question,) = services.questions_of(the_round())
        assert (question.meeting, question.code) == (standing(one)[0].public_id, "attendee_unavailable")
        services.cancel_meeting(standing(one)[0])
        assert not services.questions_of(the_round())
    with uow():
        assert places(the_round()) == [(1, "T2")]


def test_what_begins_within_half_an_hour_neither_moves_nor_comes(uow):
    with uow():
        soon = now().replace(microsecond=0) + timedelta(minutes=20)
        one = known_plan(starts_at=soon, waiting=[(1, 3)])
        away(one, people(one)[1], 0)
        services.mend_plan(one)
        assert places(one) == [(0, "T1"), (1, "T1"), (1, "T2")], "the one who waits comes later"
        assert [question.code for question in services.questions_of(the_round())] == ["attendee_unavailable"]


def test_a_plan_on_paper_loses_what_ended_and_nothing_else_moves(uow):
    with uow():
        one = known_plan(P.FROZEN, waiting=[(1, 3)])
        away(one, people(one)[2], 1)
        asking.withdraw(requests.anew(standing(one)[0].request_id), people(one)[0])
    with uow():
        one = the_round()
        assert places(one) == [(1, "T2")]
        assert [question.code for question in services.questions_of(one)] == ["attendee_unavailable"]


@pytest.mark.parametrize("phase", [P.OPEN, P.CLOSED])
def test_a_plan_nobody_knows_is_not_mended(uow, phase):
    with uow():
        one = in_phase(known_plan(), phase, version=0)
        away(one, people(one)[1], 0)
        services.mend_plan(one)
        assert places(one) == [(0, "T1"), (1, "T2")] and not services.questions_of(one)


def test_an_ill_interpreter_is_replaced_by_another_in_the_same_slot(uow):
    with uow():
        one = in_phase(set_up(0), P.PUBLISHED, version=1)
        first, second = interpreter(one.summit), interpreter(one.summit, family="Yıldız")
        request = ask(one, member(one, 1, languages=["de"]), member(one, 2, languages=["tr"]))
        services.write_plan(one, [at(one, request, 0, 0, first.public_id)], (), "adopted", MeetingState.CONFIRMED)
        begins = queries.slots_of(one.id)[0].starts_at
        services.add_absence(one, first, begins - timedelta(hours=1), begins + timedelta(hours=9))
        other = second.public_id
    with uow():
        (meeting,) = standing(the_round())
        assert places(the_round()) == [(0, "T1")] and meeting.interpreter.public_id == other
        assert last_changes(the_round()) == [(ChangeKind.INTERPRETER, "interpreter_unavailable")]


def test_a_table_that_closes_sends_its_meetings_to_another_one(uow):
    with uow():
        one = known_plan()
        table = queries.tables_of(one.id)[0]
        services.change_table(table, code="T1", seats=4, room=None, closed=True)
    with uow():
        assert [slot for slot, _ in places(the_round())] == [0, 1] and ("T1" not in {code for _, code in places(the_round())})
        assert last_changes(the_round()) == [(ChangeKind.TABLE, "table_closed")]


def test_what_an_organiser_placed_or_cancelled_by_hand_is_left_to_them(uow):
    with uow():
        one = known_plan()
        away(one, people(one)[1], 2)
        slot, table = queries.slots_of(one.id)[2].public_id, queries.tables_of(one.id)[2].public_id
        services.move_meeting(standing(one)[0], slot, table, "", anyway=True)
        services.cancel_meeting(standing(the_round())[0])
    with uow():
        one = the_round()
        assert places(one) == [(2, "T3")], "neither is the one moved back, nor does the other come again"


def test_a_lost_wake_is_swept(uow, app):
    with uow():
        one = known_plan()
        away(one, people(one)[1], 0)
        one.mend_asked_at = now()
        record("meetings.marked", one)
    with app.app_context():
        assert mending.rounds_to_mend()
        services.sweep_mends()
    with uow():
        assert not mending.rounds_to_mend() and 0 not in [slot for slot, _ in places(the_round())]


def test_a_past_meeting_stays_in_the_books_whoever_cancels(uow):
    with uow():
        one = known_plan(starts_at=now().replace(microsecond=0) - timedelta(hours=5))
        asking.withdraw(requests.anew(standing(one)[0].request_id), people(one)[0])
    with uow():
        assert len(places(the_round())) == 2


def test_two_requests_that_became_one_person_in_one_slot_are_not_both_held(uow):
    with uow():
        one = known_plan()
        crowd = people(one)
        other = ask(one, crowd[1], crowd[3])
        services.write_plan(one, [*queries.held_of(one), at(one, other, 1, 2)], (), "adopted", MeetingState.CONFIRMED)
        guest = requests.anew(standing(one)[1].request_id)
        guest.attendees[1].registration = crowd[3]
        record("request.changed", guest)
        db.session.flush()
        services.mend_plan(the_round())
        seats = [(seat.registration_id, meeting.slot_id) for meeting in standing(one) for seat in meeting.seats]
        assert len(seats) == len(set(seats)) == 6


# --- the first free time ----------------------------------------------------------------------------


def new_request(one, *numbers):
    crowd = people(one)
    return ask(one, *(crowd[number] for number in numbers))


def test_an_agreed_request_gets_the_first_time_free_for_both(uow):
    with uow():
        one = known_plan()
        request = new_request(one, 1, 2)
        openings = services.openings_for(request)
        order = [slot.id for slot in queries.slots_of(one.id)]
        assert [order.index(slot.id) for slot in openings.slots] == [2, 3] and not openings.reason
        services.place_now(request)
        assert places(one)[2][0] == 2 and last_changes(one) == [(ChangeKind.ADDED, "agreed")]
        with pytest.raises(MeetingPlaced):
            services.place_now(requests.anew(request.id))


def test_one_of_the_next_times_can_be_chosen_and_one_that_is_taken_cannot(uow):
    with uow():
        one = known_plan()
        request = new_request(one, 1, 2)
        names = [slot.public_id for slot in queries.slots_of(one.id)]
        with pytest.raises(PlaceGone):
            services.place_now(request, names[0])
        services.place_now(request, names[3])
        assert places(one)[2][0] == 3


def test_where_nothing_is_free_the_reason_is_told(uow):
    with uow():
        one = known_plan()
        for slot in range(4):
            away(one, people(one)[1], slot)
        request = new_request(one, 1, 2)
        assert services.openings_for(request).reason == "no_common_slot"
        with pytest.raises(NoFreeTime):
            services.place_now(request)
        one.max_meetings, one.min_meetings = 1, 1
        record("meetings.numbers_changed", one)
        db.session.flush()
        assert services.openings_for(request).reason == "at_maximum"


def test_a_full_hall_and_a_full_calendar_are_told_apart(uow):
    with uow():
        one = known_plan(slots=2, tables=1, table=0)
        assert services.openings_for(new_request(one, 1, 3)).reason == "tables_full"
        assert services.openings_for(new_request(one, 1, 2)).reason == "no_common_slot"


@pytest.mark.parametrize("phase", [P.CLOSED, P.PROVISIONAL, P.FROZEN])
def test_before_publishing_and_after_printing_nobody_takes_a_time_by_themselves(uow, phase):
    with uow():
        one = known_plan(phase)
        with pytest.raises(NotPlaceable):
            services.place_now(new_request(one, 1, 2))


def test_where_no_plan_is_made_a_yes_is_a_time(uow):
    with uow():
        one = in_phase(set_up(4), P.OPEN)
        one.scheduling = Scheduling.AT_ONCE
        crowd = people(one)
        request = ask(one, crowd[0], crowd[1])
        assert services.place_if_free(request)
        (meeting,) = standing(one)
        assert meeting.state is MeetingState.CONFIRMED and the_round().version == 1


def test_the_agenda_and_enrolment_have_the_plan_looked_at(uow):
    from summitapp.agenda.values import AgendaPublished
    from summitapp.core.events import announce
    from summitapp.enrolment.values import SeatsChanged

    with uow():
        one = known_plan()
        announce(AgendaPublished(one.summit.public_id, 1, ()))
        assert the_round().mend_asked_at is not None
    with uow():
        one = the_round()
        seated, idle = people(one)[0], people(one)[3]
        announce(SeatsChanged((idle.person.public_id,)))
        assert the_round().mend_asked_at is None
        announce(SeatsChanged((seated.person.public_id,)))
        assert the_round().mend_asked_at is not None
