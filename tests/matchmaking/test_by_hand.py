"""Changes by hand: rules are looked at first, what can be forgiven is asked, and the plan's pages show it all."""

import pytest
import sqlalchemy as sa

from summitapp.audit.services import record
from summitapp.core.db import db
from summitapp.matchmaking import queries, services
from summitapp.matchmaking.values import MeetingState, NoSuchMeeting, RoundPhase, RulesBroken
from summitapp.profiles.models import Away, MatchProfile
from tests.factories.agenda import OPENS
from tests.factories.planning import (
    HOME,
    ask,
    at,
    in_phase,
    interpreter,
    member,
    organiser,
    people,
    set_up,
    standing,
    the_round,
)
from tests.factories.visitors import Visitor
from tests.matchmaking.test_phases import with_plan


def _place(one, slot, table):
    return queries.slots_of(one.id)[slot].public_id, queries.tables_of(one.id)[table].public_id


def _first():
    return standing(the_round())[0]


def test_a_meeting_moves_to_a_free_place_and_not_to_one_that_is_taken(uow):
    with uow():
        one = with_plan()
        services.move_meeting(_first(), *_place(one, 3, 2), "")
        assert [(meeting.slot.public_id, meeting.table.code) for meeting in standing(one)][1] == (_place(one, 3, 2)[0], "T3")
        with pytest.raises(RulesBroken) as caught:
            services.move_meeting(standing(one)[1], *_place(one, 1, 1), "", anyway=True)
        assert set(caught.value.codes) == {"table_taken", "clash"} and not caught.value.forgivable


def test_what_an_organiser_may_know_better_is_asked_first(uow):
    with uow():
        one = with_plan()
        where = _place(one, 3, 2)
        slot = queries.slots_of(one.id)[3]
        db.session.add(Away(registration=people(one)[1], starts_at=slot.starts_at, ends_at=slot.ends_at))
        record("profile.away", one)
        with pytest.raises(RulesBroken) as caught:
            services.move_meeting(_first(), *where, "")
        assert caught.value.codes == ("attendee_unavailable",) and caught.value.forgivable
        services.move_meeting(_first(), *where, "", anyway=True)
        assert standing(one)[1].slot.public_id == where[0]


def test_what_was_broken_before_keeps_nobody_from_mending_something_else(uow):
    with uow():
        one = with_plan()
        begins = OPENS.replace(hour=13)
        db.session.add(Away(registration=people(one)[1], starts_at=begins, ends_at=begins.replace(hour=14)))
        record("profile.away", one)
        other = standing(one)[1]
        services.move_meeting(other, *_place(one, 3, 2), "")


def test_an_interpreter_is_needed_where_no_language_is_common(uow):
    with uow():
        one = set_up(0)
        who = interpreter(one.summit)
        request = ask(one, member(one, 1, languages=["de"]), member(one, 2, languages=["tr"]))
        services.write_plan(one, [at(one, request, 0, 0, who.public_id)], (), "adopted", MeetingState.PROVISIONAL)
        pool = who.public_id
    with uow():
        with pytest.raises(RulesBroken) as caught:
            services.move_meeting(_first(), *_place(the_round(), 1, 0), "")
        assert caught.value.codes == ("no_language",)
        services.move_meeting(_first(), *_place(the_round(), 1, 0), pool)
        assert _first().interpreter is not None


def test_two_meetings_change_places(uow):
    with uow():
        one = with_plan()
        first, second = standing(one)
        names = first.request.public_id, second.request.public_id
        services.swap_meetings(first, second)
        assert [meeting.request.public_id for meeting in standing(one)] == list(reversed(names))


def test_a_pinned_meeting_is_left_alone_by_the_planner_and_moves_by_hand(uow):
    with uow():
        one = with_plan()
        services.pin_meeting(_first(), True)
    with uow():
        one = the_round()
        held = {request.id: request.locked for request in queries.instance_of(one).requests}
        assert held[_first().request.public_id] is not None
        services.move_meeting(_first(), *_place(one, 3, 2), "")
        assert standing(one)[1].pinned, "it stays pinned, at its new place"


def test_a_cancelled_meeting_leaves_its_request_agreed(uow):
    with uow():
        one = in_phase(with_plan(), RoundPhase.PUBLISHED, version=1)
        gone = _first()
        services.cancel_meeting(gone)
        assert len(standing(one)) == 1 and len(queries.instance_of(one).requests) == 2
        with pytest.raises(NoSuchMeeting):
            services.cancel_meeting(queries.meeting(one.summit.slug, gone.public_id))
        assert [change.cause for change in queries.history_of(gone.id)] == ["by_organiser"]


# --- pages ------------------------------------------------------------------------------------------


def test_the_plan_shows_tables_and_times_and_finds_people_and_cities_whatever_their_letters(app, uow):
    with uow():
        with_plan()
        name = organiser()
    visitor = Visitor(app, name)
    page = visitor.get(f"{HOME}plan/").text
    assert "Gülşah 1" in page and "T1" in page and "2 meetings" in page
    assert "1 of 2 meetings" in visitor.get(f"{HOME}plan/?q=karsiyaka").text
    assert "2 of 2 meetings" in visitor.get(f"{HOME}plan/?q=bremen").text
    assert "No meeting fits" in visitor.get(f"{HOME}plan/?q=nowhere").text
    assert "2 meetings" in visitor.get(f"{HOME}plan/?day=1999-01-01").text


def test_by_pages_a_meeting_is_moved_exchanged_pinned_and_cancelled(app, uow):
    with uow():
        one = in_phase(with_plan(), RoundPhase.PUBLISHED, version=1)
        name, first, second = organiser(), *(meeting.public_id for meeting in standing(one))
        slot, table = _place(one, 1, 1)
        free = _place(one, 3, 2)
    visitor, path = Visitor(app, name), f"{HOME}plan/{first}/"
    assert "Move it" in visitor.get(path).text
    taken = visitor.send(path, f"{path}move", {"slot": slot, "table": table, "interpreter": ""})
    assert taken.status_code == 409 and "The table is taken at that time." in taken.text
    assert visitor.send(path, f"{path}move", {"slot": free[0], "table": free[1], "interpreter": ""}).status_code == 303
    assert visitor.send(path, f"{path}swap", {"other": second}).status_code == 303
    assert visitor.send(path, f"{path}swap", {"other": "nobody"}).status_code == 422
    assert visitor.send(path, f"{path}pin").status_code == 303 and "pinned" in visitor.get(path).text
    assert visitor.send(path, f"{path}release").status_code == 303
    assert visitor.send(path, f"{path}cancel").status_code == 303
    history = visitor.get(path).text
    assert "The organisers cancelled it." in history and "Version 4" in history and "Move it" not in history
    assert "The organisers changed it by hand." in visitor.get(f"{HOME}plan/versions/").text


def test_whoever_only_looks_on_changes_nothing(app, uow):
    with uow():
        one = with_plan()
        reader = organiser(role="desk")
        first = standing(one)[0].public_id
    visitor, path = Visitor(app, reader), f"{HOME}plan/{first}/"
    page = visitor.get(path)
    assert page.status_code == 200 and "Move it" not in page.text
    for action in ("move", "swap", "pin", "release", "cancel"):
        assert visitor.send("/en/account/", f"{path}{action}").status_code == 403
    with uow():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(MatchProfile)) == 4


@pytest.mark.parametrize("path", ["plan/", "plan/versions/", "runs/", "objections/", ""])
def test_pages_ask_the_database_as_often_for_many_meetings_as_for_few(app, uow, path):
    from tests.rig.statements import heard

    with uow():
        with_plan()
        name = organiser()
    visitor = Visitor(app, name)

    def statements():
        with heard(app) as found:
            assert visitor.get(f"{HOME}{path}").status_code == 200
        return sum(not statement.startswith("PRAGMA") for statement in found)

    statements()
    few = statements()
    with uow():
        one = the_round()
        held = queries.held_of(one)
        for number in range(5, 13):
            member(one, number)
        crowd = people(one)
        requests = [ask(one, first, other) for first, other in zip(crowd[4:8], crowd[8:12], strict=True)]
        more = [at(one, request, turn, 2) for turn, request in enumerate(requests)]
        services.write_plan(one, [*held, *more], (), "adopted", MeetingState.PROVISIONAL)
    assert statements() <= few
