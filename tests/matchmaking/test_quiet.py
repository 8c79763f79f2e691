"""What nobody may learn from meetings: who said no, who asked not to be named, and when others are free."""

import pytest

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.matchmaking import queries, services
from summitapp.matchmaking.models import Attendee, PlanningRun
from summitapp.matchmaking.queries import asking as asking_queries
from summitapp.matchmaking.services import asking
from summitapp.matchmaking.values import (
    REASONS,
    AttendeeRole,
    ChangeKind,
    MeetingState,
    Reply,
    RequestKind,
    RequestSearch,
    RoundPhase,
    RunState,
    TimeTaken,
)
from summitapp.matchmaking.values.plan import Change
from summitapp.profiles.models import Away
from tests.factories.enrolment import come_in
from tests.factories.planning import HOME, SLUG, ask, at, in_phase, organiser, people, set_up, standing, the_round
from tests.factories.requests import asks, make_fair, says, somebody, the_request
from tests.factories.requests import the_round as the_fair
from tests.factories.visitors import Visitor

P = RoundPhase


def with_a_no(uow, phase=P.PROVISIONAL):
    """The first meets the third; the second, asked for the same house before, said no. The third asked not to be named."""
    with uow():
        one = in_phase(set_up(4), phase)
        crowd = people(one)
        request = ask(one, crowd[0], crowd[2])
        request.kind, request.organisation_key = RequestKind.ORGANISATION, "hafen"
        request.attendees.insert(1, Attendee(registration=crowd[1], role=AttendeeRole.ASKED, reply=Reply.NO, replied_at=now()))
        crowd[2].person.hidden_at = now()
        record("request.made", request)
        services.write_plan(one, [at(one, request, 0, 0)], (), "adopted", MeetingState.PROVISIONAL)


def test_a_mail_of_meetings_names_nobody_who_asked_not_to_be_named(uow, letters):
    with_a_no(uow, P.CLOSED)
    with uow():
        services.move_on(the_round(), P.PROVISIONAL, 2)
    mine = [one for one in letters() if one["To"] == "gulsah1@example.org"][-1]
    for kind in ("plain", "html"):
        text = mine.get_body((kind,)).get_content()
        assert "Gülşah 3" not in text and "Gülşah 2" not in text and "Köln" in text


def test_the_page_of_an_objection_names_nobody_who_asked_not_to_be_named(app, uow):
    with_a_no(uow)
    with uow():
        one = the_round()
        meeting, person = standing(one)[0].public_id, people(one)[0].person.public_id
    page = come_in(app, uow, person).get(f"/en/my/summits/{SLUG}/meetings/{meeting}/object")
    assert page.status_code == 200 and "Köln" in page.text and "Gülşah 3" not in page.text


def test_the_answer_to_an_objection_does_not_tell_who_said_no(uow, letters):
    with_a_no(uow)
    with uow():
        services.object_to(standing(the_round())[0], people(the_round())[0], "Not then")
    with uow():
        services.settle(queries.objections_of(the_round().id)[0], "We cancel it.", accept=True)
    text = letters()[-1].get_body(("plain",)).get_content()
    assert "We cancel it." in text and "Köln" in text and "Karşıyaka" not in text and "Gülşah 2" not in text


def test_the_organisers_pages_of_a_plan_do_not_tell_who_said_no(app, uow):
    with_a_no(uow)
    with uow():
        one = the_round()
        services.object_to(standing(one)[0], people(one)[0], "Not then")
        names, = queries.people_of_requests(one).values()
        assert len(names) == 2 and not [name for name in names if "Gülşah 2" in name]
        reference, team = standing(one)[0].public_id, Visitor(app, organiser())
    for address in (f"{HOME}plan/{reference}/", f"{HOME}objections/", f"{HOME}plan/versions/"):
        page = team.get(address)
        assert page.status_code == 200 and "Gülşah 2" not in page.text, address


def test_the_list_of_requests_does_not_find_who_said_no_for_a_house(uow):
    with_a_no(uow)
    with uow():
        one = the_round()
        found = [
            asking_queries.count(one.id, one.summit_id, RequestSearch("", "", who.person.name.full, pinned=False))
            for who in people(one)
        ]
        assert found == [1, 0, 1, 0]


# --- the days of others ------------------------------------------------------------------------------


def busy_first_slot(fair):
    """Let the second keep the first time of the block free; returns its row id and that of the next one."""
    first, second = asking.free_slots(the_fair(fair), [])[:2]
    record("profile.time_kept_free", somebody(fair, 1))
    db.session.add(Away(registration_id=fair.people[1], starts_at=first.starts_at, ends_at=first.ends_at, note="Arzt"))
    db.session.flush()
    return str(first.id), str(second.id)


def test_whoever_asks_does_not_learn_when_the_other_is_busy(app, uow):
    with uow():
        fair = make_fair(2)
        busy, free = busy_first_slot(fair)
        one = asks(fair, slot=busy).public_id  # taken as the wish it is: a refusal would tell
    address = f"/en/my/summits/{SLUG}/meetings/requests/{one}/"
    mine, theirs = Visitor(app, fair.sessions[0]), Visitor(app, fair.sessions[1])
    page = mine.get(address).text
    assert f'value="{busy}"' in page and f'value="{free}"' in page
    assert f'value="{busy}"' not in theirs.get(address).text
    with uow():
        asking.propose_time(the_request(one), somebody(fair, 0), free)
        asking.propose_time(the_request(one), somebody(fair, 0), busy)
    with uow(), pytest.raises(TimeTaken):
        asking.propose_time(the_request(one), somebody(fair, 1), busy)


def test_once_both_want_to_meet_they_are_offered_times_at_which_both_are_free(app, uow):
    with uow():
        fair = make_fair(2)
        busy, free = busy_first_slot(fair)
        one = asks(fair).public_id
        says(fair, one, 1, Reply.YES)
    page = Visitor(app, fair.sessions[0]).get(f"/en/my/summits/{SLUG}/meetings/requests/{one}/").text
    assert f'value="{busy}"' not in page and f'value="{free}"' in page


def test_a_page_number_beyond_everything_is_the_last_page(app, uow):
    with uow():
        fair = make_fair(2)
        asks(fair)
        team = Visitor(app, organiser())
    page = team.get(f"{HOME}requests/?page={'9' * 30}")
    assert page.status_code == 200 and "Gülşah 1" in page.text


@pytest.mark.parametrize("reason", ["no_request", "few_requests", "all_declined"])
def test_every_reason_of_a_shortfall_is_said_in_words_and_none_tells_of_a_refusal(reason):
    assert reason in REASONS and "declined" not in REASONS[reason]


def test_whoever_is_erased_is_in_no_report_of_the_planner_and_in_no_change(uow):
    with uow():
        one = in_phase(set_up(3), P.PUBLISHED, version=1)
        crowd = people(one)
        gone, stays = crowd[0].public_id, crowd[1].public_id
        kept, other = ask(one, crowd[1], crowd[2]), ask(one, crowd[0], crowd[1])
        run = PlanningRun(round=one, seed=1, asked_by="team", asked_at=now(), state=RunState.DONE, report={
            "shortfall": [{"delegate": gone, "held": 0, "reason": "no_request"}, {"delegate": stays, "held": 1}],
            "unscheduled": [{"request": "r", "reason": "at_maximum", "delegates": [gone, stays]}], "held": 2,
        })  # fmt: skip
        db.session.add(run)
        record("meetings.run_asked", run)
        services.write_plan(one, [at(one, kept, 0, 0), at(one, other, 1, 0)],
                            [Change(ChangeKind.ADDED, kept.public_id, None, None, "agreed", {"delegates": [gone, stays]})],
                            "adopted", MeetingState.CONFIRMED)  # fmt: skip
    with uow():
        asking.erase_person(people(the_round())[0].person)
    with uow():
        run = db.session.query(PlanningRun).one()
        facts = [change.facts for change in queries.changes_of(the_round().id)]
        assert gone not in repr((run.report, facts)) and stays in repr(run.report) and stays in repr(facts)
        assert run.report["shortfall"] == [{"delegate": stays, "held": 1}] and run.report["held"] == 2
        asking.forget_requests(the_round().summit_id, 500)
        assert not db.session.query(PlanningRun).count()


def test_asking_in_the_name_of_somebody_does_not_tell_an_organiser_that_they_were_declined(app, uow):
    with uow():
        fair = make_fair(2)
        says(fair, asks(fair).public_id, 1, Reply.NO)
        codes = " ".join(somebody(fair, place).code for place in (0, 1))
        team = Visitor(app, organiser())
    answer = team.send(f"{HOME}requests/", f"{HOME}requests/", {"people": codes, "way": "ask"})
    assert answer.status_code in (403, 409, 422) and "was declined" not in answer.text


def test_a_zero_byte_is_no_fault_of_ours(app, uow):
    with uow():
        fair = make_fair(2)
        team = Visitor(app, organiser())
    mine = f"/en/my/summits/{SLUG}/meetings/"
    visitor = Visitor(app, fair.sessions[0])
    assert visitor.get(f"{mine}requests/new?profile=%00").status_code in (200, 303, 400)
    assert team.get(f"{HOME}requests/?q=%00").status_code in (200, 400)
    answer = team.send(f"{HOME}requests/", f"{HOME}requests/", {"people": "\x00", "way": "arrange"})
    assert answer.status_code in (400, 409, 422)
