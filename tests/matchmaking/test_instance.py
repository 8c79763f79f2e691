"""The problem a round sets is what people have said and chosen, however many they are."""

from datetime import timedelta

import sqlalchemy as sa

from summitapp.agenda.models import Interpreting
from summitapp.audit.services import record
from summitapp.core.db import db
from summitapp.enrolment import services as enrolment
from summitapp.matchmaking import queries, services
from summitapp.matchmaking.models import Meeting
from summitapp.matchmaking.rules import figures
from summitapp.matchmaking.values import MeetingState, Reply, RequestState
from summitapp.matchmaking.values.plan import Held, Place
from summitapp.profiles.models import Away
from summitapp.profiles.values import ProfileState
from summitapp.registration.values import State
from tests.factories.agenda import OPENS, publish
from tests.factories.agenda import add as add_session
from tests.factories.enrolment import session
from tests.factories.planning import all_pairs, ask, at, interpreter, member, people, set_up, the_round
from tests.rig.statements import heard


def _places(one, who):
    """The places of the slots in which somebody is not available, from 0."""
    order = {slot.public_id: place for place, slot in enumerate(queries.slots_of(one.id))}
    delegate = next(each for each in queries.instance_of(one).delegates if each.id == who.public_id)
    return sorted(order[slot] for slot in delegate.unavailable)


def test_people_are_away_while_they_appear_have_a_place_or_everybody_is_called_and_on_the_way(uow):
    with uow():
        # slots begin at 1.5, 2, 2.5 … hours after the doors; TALK is from 2 to 3, LATE from 5 to 6, ALL from 5.5 to 6.5
        one = set_up(3, slots=12, starts_at=OPENS + timedelta(hours=1.5))
        publish(one.summit)
    with uow():
        first, second, third = people(the_round())
        enrolment.enrol(first, "TALK")
        enrolment.set_favourite(second, "TALK", True)
        db.session.add(Away(registration=third, starts_at=OPENS + timedelta(hours=3), ends_at=OPENS + timedelta(hours=3.5)))
        record("profile.away", third)
    with uow():
        one = the_round()
        first, second, third = people(one)
        for_all = [7, 8, 9, 10]  # 5:30–6:30 by the clock of the doors, with ten minutes on the way: from 5:20 to 6:40
        assert _places(one, second) == for_all, "a star binds nobody"
        assert _places(one, first) == [0, 1, 2, 3, *for_all], "TALK from 2:00 to 3:00 with the way touches four slots"
        assert _places(one, third) == [3, *for_all], "time kept free needs no way"


def test_a_cancelled_session_and_a_turn_on_a_waiting_list_leave_the_time_free(uow):
    with uow():
        one = set_up(3, slots=4, starts_at=OPENS + timedelta(hours=2))
        publish(one.summit)
    with uow():
        for who in people(the_round()):
            enrolment.enrol(who, "TALK")  # two places only
    with uow():
        one = the_round()
        busy = [bool(_places(one, who)) for who in people(one)]
        assert busy == [True, True, False]


def test_only_those_sit_at_the_table_who_agreed_and_take_part(uow):
    with uow():
        one = set_up(5)
        first, second, third, fourth, fifth = people(one)
        pair = ask(one, first, second, must=True)
        group = ask(one, first, third, fourth, fifth, mutual=True)
        ask(one, second, third, state=RequestState.ASKED)
        ask(one, second, fourth, state=RequestState.DECLINED)
        group.attendees[1].reply = Reply.NO
        fifth.state, fifth.holds_place = State.CANCELLED, False
        record("registration.cancelled", fifth)
        pair, group = pair.public_id, group.public_id
    with uow():
        one = the_round()
        first, second, third, fourth, _ = people(one)
        found = {request.id: request for request in queries.instance_of(one).requests}
        assert set(found) == {pair, group}
        assert found[pair].attendees == (first.public_id, second.public_id) and found[pair].must
        assert found[group].attendees == (first.public_id, fourth.public_id) and found[group].mutual
        assert not any(each.declined for each in queries.instance_of(one).delegates), "who said no is not told to the team"


def test_limits_are_the_smaller_of_the_rounds_and_ones_own_and_fairness_owes_open_profiles_only(uow):
    with uow():
        one = set_up(0, min_meetings=2, max_meetings=6, max_per_day=4)
        usual = member(one, 1)
        modest = member(one, 2, min_meetings=1, max_meetings=3, max_per_day=2)
        greedy = member(one, 3, min_meetings=9, max_meetings=20)
        paused = member(one, 4, state=ProfileState.PAUSED)
        hidden = member(one, 5, state=ProfileState.DRAFT)
        ask(one, usual, paused)
        found = {each.id: each for each in queries.instance_of(one).delegates}
        limits = {who: (each.min_meetings, each.max_meetings, each.max_per_day) for who, each in found.items()}
        assert limits == {usual.public_id: (2, 6, 4), modest.public_id: (1, 3, 2), greedy.public_id: (6, 6, 4),
                          paused.public_id: (0, 6, 4)}  # fmt: skip
        assert hidden.public_id not in found


def test_tables_have_their_homes_and_closed_ones_stay_only_while_something_stands_there(uow):
    with uow():
        one = set_up(4, tables=3)
        crowd, (first, second, third) = people(one), queries.tables_of(one.id)
        request = ask(one, crowd[0], crowd[1])
        services.write_plan(one, [at(one, request, 0, 2)], (), "adopted", MeetingState.PROVISIONAL)
        services.change_table(first, code="T1", seats=4, room=None, closed=False, home=crowd[0].delegation)
        services.change_table(second, code="T2", seats=4, room=None, closed=True)
        found = {table.id: table for table in queries.instance_of(one).tables}
        assert set(found) == {first.public_id, third.public_id}
        assert found[first.public_id].home == {crowd[0].public_id}
        db.session.execute(sa.update(type(third)).where(type(third).id == third.id).values(closed=True))
        db.session.expire_all()
        one = the_round()
        shut = next(table for table in queries.instance_of(one).tables if table.id == third.public_id)
        assert len(shut.closed) == 4, "what stands there has to go elsewhere"


def test_interpreters_work_in_sessions_and_have_time_off(uow):
    with uow():
        one = set_up(2, slots=4, interpreter_run=2)
        who = interpreter(one.summit)
        add_session(type("World", (), {"summit": one.summit}), "BOOTH", 7.5, "HALL-C")
        db.session.add(Interpreting(session=session("BOOTH"), interpreter=who))
        record("session.team_changed", who)
        services.add_absence(the_round(), who, OPENS + timedelta(hours=8.5), OPENS + timedelta(hours=9))
    with uow():
        one = the_round()
        found, = queries.instance_of(one).interpreters
        order = [slot.public_id for slot in queries.slots_of(one.id)]
        # slots begin at 7:00, 7:30, 8:00 and 8:30; BOOTH is from 7:30 to 8:30 and takes ten minutes on both sides
        assert found.unavailable == set(order) and found.max_run == 2 and set(found.langs) == {"de", "tr"}


def test_a_pinned_meeting_is_locked_as_long_as_it_can_be_held(uow):
    with uow():
        one = set_up(4)
        crowd = people(one)
        request, other = ask(one, crowd[0], crowd[1], pinned=True), ask(one, crowd[2], crowd[3])
        services.write_plan(one, [at(one, request, 1, 0), at(one, other, 2, 1)], (), "adopted", MeetingState.PROVISIONAL)
        found = {each.id: each for each in queries.instance_of(one).requests}
        held = at(one, request, 1, 0)
        assert found[request.public_id].locked == Place(held.slot, held.table) and found[request.public_id].must
        assert found[other.public_id].locked is None
        db.session.add(Away(registration=crowd[0], starts_at=OPENS + timedelta(hours=7), ends_at=OPENS + timedelta(hours=8)))
        record("profile.away", crowd[0])
        db.session.flush()
        again = {each.id: each for each in queries.instance_of(one).requests}
        assert again[request.public_id].locked is None and again[request.public_id].must, "it goes first, elsewhere"


def test_what_has_begun_stays_and_nothing_new_comes_before_now(uow):
    with uow():
        one = set_up(4)
        crowd = people(one)
        request, other = ask(one, crowd[0], crowd[1]), ask(one, crowd[2], crowd[3])
        services.write_plan(one, [at(one, request, 0, 0)], (), "adopted", MeetingState.PROVISIONAL)
        moment = OPENS + timedelta(hours=7, minutes=31)
        found = {each.id: each for each in queries.instance_of(one, moment).requests}
        assert found[request.public_id].locked is not None
        assert found[other.public_id].allowed == {slot.public_id for slot in queries.slots_of(one.id)[2:]}
        assert queries.held_of(one) == [Held(request.public_id, *_place(one, 0, 0))]


def _place(one, slot, table):
    return queries.slots_of(one.id)[slot].public_id, queries.tables_of(one.id)[table].public_id


def test_the_number_of_statements_does_not_grow_with_the_people(app, uow, reading):
    with uow():
        one = set_up(3, tables=2)
        interpreter(one.summit)
        all_pairs(one)

    def statements():
        with reading():
            one = the_round()
            with heard(app) as found:
                queries.instance_of(one)
                queries.held_of(one)
                queries.meetings_in(one.id)
                queries.rows_for_plan(one.id)
        return sum(not statement.startswith("PRAGMA") for statement in found)

    few = statements()
    with uow():
        one = the_round()
        for number in range(4, 14):
            member(one, number)
        crowd = people(one)
        requests = [ask(one, first, other) for first, other in zip(crowd[3:8], crowd[8:13], strict=True)]
        services.write_plan(one, [at(one, request, turn % 4, turn // 4) for turn, request in enumerate(requests)], (), "adopted",
                            MeetingState.PROVISIONAL)  # fmt: skip
    assert statements() <= few + 8, "those are the few statements that load what belongs to a meeting"


def test_a_glance_tells_who_has_no_request_and_which_languages_nobody_bridges(uow):
    with uow():
        one = set_up(0, slots=1, tables=1)
        german, turkish = member(one, 1, languages=["de"]), member(one, 2, languages=["tr"])
        member(one, 3)
        ask(one, german, turkish)
        glance = queries.glance_of(one)
        assert (glance.agreed, glance.silent, glance.interpreted, glance.places, glance.profiles) == (1, 1, 1, 1, 3)
        codes = [code for code, _ in glance.warnings]
        assert {"few_tables", "silent", "no_interpreter"} <= set(codes) and set(codes) <= set(figures.WARNINGS)
        interpreter(one.summit)
        assert queries.glance_of(one).pairs[0].interpreters == 1


def test_meetings_of_somebody_come_in_order_and_without_those_of_others(uow):
    with uow():
        one = set_up(4)
        crowd = people(one)
        early, late, other = ask(one, crowd[0], crowd[1]), ask(one, crowd[0], crowd[2]), ask(one, crowd[2], crowd[3])
        services.write_plan(one, [at(one, early, 0, 0), at(one, late, 1, 0), at(one, other, 0, 1)], (), "adopted",
                            MeetingState.PROVISIONAL)  # fmt: skip
        assert [each.request.public_id for each in queries.meetings_of(crowd[0].id)] == [early.public_id, late.public_id]
        services.write_plan(one, [at(one, late, 1, 0)], (), "cancelled", MeetingState.PROVISIONAL)
        assert [each.request.public_id for each in queries.meetings_of(crowd[0].id)] == [late.public_id]
        assert len(queries.meetings_of(crowd[0].id, cancelled=True)) == 2
        first = db.session.scalar(sa.select(Meeting).where(Meeting.request_id == late.id))
        found = queries.meeting(one.summit.slug, first.public_id)
        assert found is not None and found.round.summit.slug == one.summit.slug
        assert queries.meeting("elsewhere", first.public_id) is None
