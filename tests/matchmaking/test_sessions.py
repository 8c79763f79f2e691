"""A meeting is in the way of a session, and says so to whoever chooses one."""

from datetime import timedelta

import pytest

from summitapp.enrolment import services as enrolment
from summitapp.enrolment.values import ClashesUnconfirmed
from summitapp.matchmaking import services
from summitapp.matchmaking.values import MeetingState, RoundPhase
from tests.factories.agenda import OPENS, publish
from tests.factories.enrolment import come_in, people_of
from tests.factories.planning import SLUG, ask, at, in_phase, people, set_up, the_round


def _with_meeting_during_talk(phase=RoundPhase.PUBLISHED):
    one = in_phase(set_up(3, slots=3, starts_at=OPENS + timedelta(hours=2)), phase, version=1)
    crowd = people(one)
    request = ask(one, crowd[0], crowd[1])
    services.write_plan(one, [at(one, request, 0, 0)], (), "adopted", MeetingState.CONFIRMED)
    publish(the_round().summit)


def test_whoever_chooses_a_session_at_the_time_of_a_meeting_is_told_and_may_go_on(uow):
    with uow():
        _with_meeting_during_talk()
    with uow():
        first, _, third = people(the_round())
        with pytest.raises(ClashesUnconfirmed) as caught:
            enrolment.enrol(first, "TALK")
        plan = caught.value.plan
        assert len(plan.beside) == 1 and not plan.clashes and not plan.gives_up
        enrolment.enrol(third, "TALK")
        enrolment.enrol(first, "TALK", plan.mark)
    with uow():
        assert set(people_of("TALK")) == {"Gülşah 1", "Gülşah 3"}


def test_the_page_shows_the_meeting_that_is_in_the_way(app, uow):
    with uow():
        _with_meeting_during_talk()
        person = people(the_round())[0].person.public_id
    visitor, page = come_in(app, uow, person), f"/en/my/summits/{SLUG}/sessions/TALK/"
    answer = visitor.send(page, f"{page}enrol", {"next": ""})
    assert answer.status_code == 409 and "Something falls on the same time" in answer.text and "Table" in answer.text
