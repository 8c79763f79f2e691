"""From preparing to print: which step leads where, who is told what in their language, and objections with their answers."""

from datetime import timedelta

import pytest

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.events import _reactions
from summitapp.matchmaking import queries, services
from summitapp.matchmaking.values import (
    STEPS,
    MeetingState,
    NoSuchMeeting,
    NothingPlanned,
    NumberMoved,
    ObjectionMade,
    ObjectionSettled,
    ObjectionsOver,
    ObjectionState,
    PhaseRefused,
    PlanTold,
    RoundPhase,
)
from tests.factories.enrolment import come_in
from tests.factories.planning import HOME, SLUG, ask, at, in_phase, organiser, people, set_up, standing, the_round
from tests.factories.visitors import Visitor

P = RoundPhase


def with_plan(phase=P.CLOSED, **values):
    """A round in which the first meets the second at nine and the third half an hour later, in the draft of a plan."""
    one = in_phase(set_up(4, **values), phase)
    crowd = people(one)
    first, second = ask(one, crowd[0], crowd[1]), ask(one, crowd[0], crowd[2])
    services.write_plan(one, [at(one, first, 0, 0), at(one, second, 1, 1)], (), "adopted", MeetingState.PROVISIONAL)
    return the_round()


@pytest.mark.parametrize("before", list(P))
@pytest.mark.parametrize("after", list(P))
def test_a_step_leads_on_or_back_until_people_were_told(uow, before, after):
    with uow():
        one = with_plan(before)
        if after in STEPS[before]:
            assert services.move_on(one, after).phase is after
        else:
            with pytest.raises(PhaseRefused):
                services.move_on(one, after)


def test_the_way_back_ends_where_people_are_told():
    for phase in (P.PROVISIONAL, P.PUBLISHED):
        assert all(list(P).index(after) > list(P).index(phase) for after in STEPS[phase])


def test_without_a_meeting_there_is_nothing_to_show(uow):
    with uow():
        one = in_phase(set_up(2), P.CLOSED)
        with pytest.raises(NothingPlanned):
            services.move_on(one, P.PROVISIONAL)


def test_everybody_with_a_meeting_reads_their_own_in_their_language(uow, letters, monkeypatch):
    told = []
    monkeypatch.setitem(_reactions, PlanTold, [told.append])
    with uow():
        one = with_plan()
        people(one)[1].person.language = "de"
        record("person.changed", one)
    with uow():
        services.move_on(the_round(), P.PROVISIONAL, 3)
    found = {str(letter["To"]): letter for letter in letters()}
    assert set(found) >= {f"gulsah{number}@example.org" for number in (1, 2, 3)} and "gulsah4@example.org" not in [
        to for to, letter in found.items() if "provisional" in str(letter["Subject"]).lower()
    ]
    mine = found["gulsah1@example.org"].get_body(("plain",)).get_content()
    assert "Gülşah 2" in mine and "Gülşah 3" in mine and "T1" in mine and "T2" in mine and "/my/link/" in mine
    assert "Gülşah 3" not in found["gulsah2@example.org"].get_body(("plain",)).get_content()
    with uow():
        assert the_round().version == 1 and told == [PlanTold(the_round().public_id, P.PROVISIONAL)]
        assert {meeting.state for meeting in standing(the_round())} == {MeetingState.PROVISIONAL}


def test_publishing_confirms_what_was_provisional_and_tells_again(uow, letters):
    with uow():
        with_plan(P.PROVISIONAL)
        services.move_on(the_round(), P.PUBLISHED, 3)
    with uow():
        assert {meeting.state for meeting in standing(the_round())} == {MeetingState.CONFIRMED}
        services.move_on(the_round(), P.FROZEN)
        before = len(letters())
        services.move_on(the_round(), P.PUBLISHED)
    assert len(letters()) == before, "taking the print lock back tells nobody anything"


def test_whoever_read_another_number_of_people_looks_once_more(uow):
    with uow():
        one = with_plan()
    with uow(), pytest.raises(NumberMoved):
        services.move_on(the_round(), P.PROVISIONAL, 7)
    with uow():
        assert one is not None and the_round().phase is P.CLOSED


def test_requests_close_by_themselves_when_their_time_is_over(app, uow, reading):
    with uow():
        one = in_phase(set_up(2), P.OPEN)
        one.requests_until = now() + timedelta(hours=1)
        record("meetings.numbers_changed", one)
    _sweep(app)
    with uow():
        one = the_round()
        assert one.phase is P.OPEN
        one.requests_until = now() - timedelta(minutes=1)
        record("meetings.numbers_changed", one)
    _sweep(app)
    with reading():
        assert the_round().phase is P.CLOSED


def _sweep(app):
    jobs = app.extensions["jobs"]
    jobs._in_context("matchmaking.sweep", jobs.sweeps["matchmaking.sweep"])


# --- objections -------------------------------------------------------------------------------------


def test_somebody_objects_once_while_the_plan_is_provisional_and_gets_an_answer(uow, letters):
    with uow():
        one = with_plan(P.PROVISIONAL)
        first, second = standing(one)
        who = people(one)[0]
        services.object_to(first, who, "  I arrive later. ")
        with pytest.raises(ObjectionMade):
            services.object_to(first, who, "Again")
        with pytest.raises(NoSuchMeeting):
            services.object_to(second, people(one)[1], "Not mine")
        assert queries.open_objections(one.id) == 1
    with uow():
        objection, = queries.objections_of(the_round().id)
        services.settle(objection, "You can come ten minutes late.", accept=False)
        with pytest.raises(ObjectionSettled):
            services.settle(objection, "No", accept=True)
    with uow():
        assert queries.objections_of(the_round().id)[0].state is ObjectionState.KEPT and len(standing(the_round())) == 2
    assert "You can come ten minutes late." in letters()[-1].get_body(("plain",)).get_content()


def test_an_accepted_objection_cancels_the_meeting_and_leaves_the_request_agreed(uow, letters):
    with uow():
        one = in_phase(with_plan(P.PROVISIONAL), P.PROVISIONAL, version=1)
        meeting = standing(one)[0]
        services.object_to(meeting, people(one)[0], "I want to meet them in the afternoon.")
    with uow():
        services.settle(queries.objections_of(the_round().id)[0], "We look for another time.", accept=True)
    with uow():
        one = the_round()
        assert len(standing(one)) == 1 and len(queries.instance_of(one).requests) == 2
        assert [change.cause for change in queries.changes_of(one.id)] == ["objection"] and one.version == 2
    assert "We look for another time." in letters()[-1].get_body(("plain",)).get_content()


@pytest.mark.parametrize(("phase", "hours"), [(P.CLOSED, None), (P.PUBLISHED, None), (P.PROVISIONAL, -1)])
def test_objections_are_taken_while_the_plan_is_provisional_and_in_time(uow, phase, hours):
    with uow():
        one = with_plan(phase)
        one.objections_until = now() + timedelta(hours=hours) if hours else None
        record("meetings.numbers_changed", one)
        with pytest.raises(ObjectionsOver):
            services.object_to(standing(one)[0], people(one)[0], "Too late")


# --- pages ------------------------------------------------------------------------------------------


def test_an_organiser_sees_what_people_will_read_and_how_many_before_they_are_written_to(app, uow, letters):
    with uow():
        with_plan()
        name = organiser()
    visitor, path = Visitor(app, name), f"{HOME}phase/provisional/"
    assert "Show the provisional plan" in visitor.get(HOME).text
    page = visitor.get(path).text
    assert "3 people are written to" in page and "Gülşah 2" in page and "‹link›" in page
    before = len(letters())
    assert visitor.send(path, path, {"number": "2"}).headers["Location"].endswith(path)
    assert len(letters()) == before and "By now 3 people" in visitor.get(path).text
    assert visitor.send(path, path, {"number": "3"}).status_code == 303
    assert len(letters()) == before + 3 and "Provisional plan" in visitor.get(HOME).text
    assert visitor.get(f"{HOME}phase/open/").status_code == 303


def test_a_participant_objects_on_a_page_of_their_own_and_nobody_else_sees_it(app, uow):
    with uow():
        one = with_plan(P.PROVISIONAL)
        meeting = standing(one)[0].public_id
        first, _, third, _ = (who.person.public_id for who in people(one))
        name = organiser()
    path = f"/en/my/summits/{SLUG}/meetings/{meeting}/object"
    mine = come_in(app, uow, first)
    assert "What does not suit you?" in mine.get(path).text
    assert mine.send(path, path, {"text": " "}).status_code == 422
    assert mine.send(path, path, {"text": "Trenim geç geliyor."}).status_code == 303
    assert "The organisers read it" in mine.get(path).text
    assert come_in(app, uow, third).get(path).status_code == 404
    team = Visitor(app, name)
    page = team.get(f"{HOME}objections/").text
    assert "Trenim geç geliyor." in page
    with uow():
        reference = queries.objections_of(the_round().id)[0].public_id
    target = f"{HOME}objections/{reference}/keep"
    assert team.send(f"{HOME}objections/", target, {"answer": ""}).status_code == 422
    assert team.send(f"{HOME}objections/", target, {"answer": "Masa sizi bekler."}).status_code == 303
    assert "Masa sizi bekler." in mine.get(path).text
