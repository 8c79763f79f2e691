"""Proposals side by side: adopted, out of date, discarded, and the pages of it."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from summitapp.audit.services import record
from summitapp.core.db import db
from summitapp.core.errors import DomainError
from summitapp.matchmaking import queries, services
from summitapp.matchmaking.documents import read_instance, read_schedule
from summitapp.matchmaking.models import MeetingRequest
from summitapp.matchmaking.rules.outdated import still_possible
from summitapp.matchmaking.rules.score import faults
from summitapp.matchmaking.values import (
    MeetingState,
    NoProposal,
    ProposalOutOfDate,
    Reply,
    RequestState,
    RoundNumbers,
    RunState,
    StalePlan,
)
from tests.factories.planning import HOME, standing, the_round
from tests.factories.visitors import Visitor
from tests.matchmaking import checker
from tests.matchmaking.runs import planned, ready, the_run

# --- adopting ---------------------------------------------------------------------------------------


def test_an_adopted_proposal_stands_as_it_was_proposed(uow, reading):
    ready(uow)
    reference = planned(uow)
    with uow():
        run = the_run(reference)
        found = services.standing_of(run)
        assert found.fits and not found.lost
        number = services.adopt(run, found.mark)
        assert number == len(run.proposal)
    with reading():
        one = the_round()
        assert sorted(queries.held_of(one), key=str) == sorted(services.as_held(the_run().proposal), key=str)
        assert {meeting.state for meeting in standing(one)} == {MeetingState.PROVISIONAL} and one.version == 0
        assert the_run().state is RunState.ADOPTED


def test_a_second_proposal_takes_the_place_of_the_first_which_can_be_adopted_again(uow):
    ready(uow)
    first, second = planned(uow), planned(uow)
    for reference in (first, second, first):
        with uow():
            run = the_run(reference)
            services.adopt(run, services.standing_of(run).mark)
    with uow():
        assert the_run(first).state is RunState.ADOPTED and the_run(second).state is RunState.DONE


def test_a_proposal_is_out_of_date_once_what_it_rests_on_has_changed_and_says_what_is_lost(uow):
    ready(uow)
    reference = planned(uow)
    with uow():
        run = the_run(reference)
        lost = run.proposal[0]["request"]
        request = db.session.query(MeetingRequest).filter_by(public_id=lost).one()
        request.state, request.attendees[1].reply = RequestState.DECLINED, Reply.NO
        record("request.declined", request)
    with uow():
        run = the_run(reference)
        found = services.standing_of(run)
        assert not found.fits and [held.request for held in found.lost] == [lost]
        with pytest.raises(ProposalOutOfDate):
            services.adopt(run, found.mark)
        assert services.adopt(run, found.mark, anyway=True) == len(run.proposal) - 1


def test_changed_numbers_make_a_proposal_out_of_date_too(uow):
    ready(uow)
    reference = planned(uow)
    with uow():
        one = the_round()
        services.change_numbers(one, RoundNumbers(reserve=0, max_meetings=1, min_meetings=0), services.mark_of(one))
    with uow():
        found = services.standing_of(the_run(reference))
        assert not found.fits and found.lost
        assert faults(queries.instance_of(the_round()), found.meetings) == []


def test_whoever_looked_at_another_plan_cannot_replace_this_one(uow):
    ready(uow)
    first, second = planned(uow), planned(uow)
    with uow():
        mark = services.standing_of(the_run(second)).mark
        services.adopt(the_run(first), mark)
    with uow(), pytest.raises(StalePlan):
        services.adopt(the_run(second), mark)


def test_a_discarded_proposal_is_gone(uow):
    ready(uow, 4)
    reference = planned(uow)
    with uow():
        services.discard_run(the_run(reference))
        with pytest.raises(NoProposal):
            services.adopt(the_run(reference), "")
        assert queries.runs_of(the_round().id) == []


@pytest.mark.on("postgres")
def test_of_two_organisers_who_adopt_at_once_one_is_told_that_the_plan_has_changed(uow):
    ready(uow)
    references = [planned(uow), planned(uow)]
    with uow():
        mark = services.standing_of(the_run(references[0])).mark

    def adopt(reference):
        try:
            with uow():
                services.adopt(the_run(reference), mark)
        except DomainError as refused:
            return type(refused).__name__
        return "adopted"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(adopt, references)) == ["StalePlan", "adopted"]
    with uow():
        one = the_round()
        adopted = [run for run in queries.runs_of(one.id) if run.state is RunState.ADOPTED]
        assert len(adopted) == 1
        assert sorted(queries.held_of(one), key=str) == sorted(services.as_held(adopted[0].proposal), key=str)


def test_what_is_still_possible_of_a_proposal_never_breaks_a_rule(uow):
    ready(uow, 8, tables=2, slots=5)
    reference = planned(uow)
    with uow():
        one = the_round()
        services.remove_tables(one, queries.tables_of(one.id)[:1])
        services.change_numbers(one, RoundNumbers(reserve=0, max_meetings=2, max_per_day=1, min_meetings=0), services.mark_of(one))
        instance = queries.instance_of(the_round())
        proposal = services.as_held(the_run(reference).proposal)
        kept, lost = still_possible(instance, proposal)
        assert faults(instance, kept) == [] and len(kept) + len(lost) == len(proposal) and kept and lost


# --- pages ------------------------------------------------------------------------------------------


def test_organisers_plan_compare_and_adopt_by_pages(app, uow):
    name = ready(uow)
    visitor, path = Visitor(app, name), f"{HOME}runs/"
    answer = visitor.send(path, path, {"seconds": "1", "seed": ""})
    assert answer.status_code == 303
    proposal = answer.headers["Location"]
    page = visitor.get(proposal).text
    assert "Adopt this proposal" in page and "City by city" in page and "Gülşah" in page
    assert json.loads(visitor.get(f"{proposal}state.json").text)["done"] is True
    assert "Proposals side by side" in visitor.get(path).text
    mark = page.split('name="mark" value="')[1].split('"')[0]
    assert visitor.send(proposal, f"{proposal}adopt", {"mark": mark}).status_code == 303
    assert "Adopted" in visitor.get(proposal).text
    held = read_schedule(visitor.get(f"{proposal}schedule.json").data)
    instance = read_instance(visitor.get(f"{path}instance.json").data)
    assert held and faults(instance, held) == []
    problem, timetable = (json.loads(visitor.get(file).text) for file in (f"{path}instance.json", f"{proposal}schedule.json"))
    assert checker.faults(problem, timetable["meetings"]) == [], "judged by an eye that shares nothing with the planner"


def test_a_page_of_a_run_that_goes_on_works_without_a_script(app, uow, asleep):
    name = ready(uow)
    reference = planned(uow)
    page = Visitor(app, name).get(f"{HOME}runs/{reference}/").text
    assert "The planner is at work" in page and "0 percent done" in page and "Stop, and take the best so far" in page
    assert "See how far it is" in Visitor(app, name).get(f"{HOME}runs/").text
