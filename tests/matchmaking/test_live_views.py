"""The pages of the plan that mends itself: a time in one click, what needs a decision, and who waits for a time."""

from summitapp.matchmaking import services
from summitapp.matchmaking.queries import mending
from tests.factories.enrolment import come_in
from tests.factories.planning import HOME, SLUG, ask, organiser, people, standing, the_round
from tests.factories.visitors import Visitor
from tests.matchmaking.test_mending import away, known_plan, places

OWN = f"/en/my/summits/{SLUG}/meetings/requests/"


def test_a_delegate_takes_the_first_free_time_in_one_click(app, uow):
    with uow():
        one = known_plan()
        request = ask(one, people(one)[1], people(one)[2])
        reference, person, slot = request.public_id, people(one)[1].person.public_id, services.openings_for(request).slots[0].public_id
    visitor = come_in(app, uow, person)
    page = visitor.get(f"{OWN}{reference}/").text
    assert "Take the first free time" in page and "Choose another time" in page
    answer = visitor.send(f"{OWN}{reference}/", f"{OWN}{reference}/place", {"slot": slot})
    assert answer.status_code == 303 and "has its time and table" in visitor.get(f"{OWN}{reference}/").text
    again = visitor.send(f"{OWN}{reference}/", f"{OWN}{reference}/place", {"slot": slot})
    assert again.status_code == 303 and "has its time and table already" in visitor.get(f"{OWN}{reference}/").text


def test_a_delegate_reads_why_no_time_is_free(app, uow):
    with uow():
        one = known_plan()
        request = ask(one, people(one)[1], people(one)[2])
        for slot in range(4):
            away(one, people(one)[1], slot)
        reference, person = request.public_id, people(one)[2].person.public_id
    page = come_in(app, uow, person).get(f"{OWN}{reference}/").text
    assert "never free at the same time" in page and "Take the first free time" not in page


def test_organisers_decide_what_cannot_be_held_and_give_times(app, uow):
    with uow():
        one = known_plan()
        for slot in range(4):
            away(one, people(one)[1], slot)
        ask(one, people(one)[0], people(one)[3])
        stuck = ask(one, people(one)[1], people(one)[2])
        name, asked, hindered = organiser(), standing(one)[0].public_id, stuck.public_id
        free = next(each.public_id for each in mending.without_meeting(one.id) if each.public_id != hindered)
    visitor = Visitor(app, name)
    plan = visitor.get(f"{HOME}plan/").text
    assert "1 meeting needs your decision" in plan and "Somebody cannot come at that time any more." in plan
    waiting = visitor.get(f"{HOME}plan/waiting/").text
    assert waiting.count("Find a time") == 2
    assert "never free at the same time" in visitor.get(f"{HOME}plan/waiting/{hindered}/").text
    path = f"{HOME}plan/waiting/{free}/"
    assert "the first" in visitor.get(path).text
    assert visitor.send(path, f"{path}place", {"slot": ""}).status_code == 303
    with uow():
        assert len(places(the_round())) == 3
    assert visitor.send(f"{HOME}plan/", f"{HOME}plan/{asked}/cancel").status_code == 303
    assert "needs your decision" not in visitor.get(f"{HOME}plan/").text


def test_whoever_only_looks_on_gives_no_times(app, uow):
    with uow():
        one = known_plan()
        reference = ask(one, people(one)[1], people(one)[2]).public_id
        reader = organiser(role="viewer")
    visitor, path = Visitor(app, reader), f"{HOME}plan/waiting/{reference}/"
    assert "Take this time" not in visitor.get(path).text
    assert visitor.send("/en/account/", f"{path}place", {"slot": ""}).status_code == 403
