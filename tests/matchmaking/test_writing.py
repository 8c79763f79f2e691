"""One writer of plans: exactly what is given stands afterwards, nobody sits twice, and every difference has its cause."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from summitapp.core import events
from summitapp.core.db import db, refusal_of, table_of
from summitapp.core.errors import DomainError
from summitapp.matchmaking import queries, services
from summitapp.matchmaking.models import MeetingChange, MeetingRound, Seat
from summitapp.matchmaking.values import (
    ChangeKind,
    MeetingChanged,
    MeetingState,
    PlanImpossible,
    Reply,
    RequestState,
    RoundPhase,
    StalePlan,
)
from summitapp.matchmaking.values import plan as planning
from summitapp.matchmaking.values.plan import Held
from tests.factories.planning import all_pairs, ask, at, in_phase, people, set_up, standing, the_round

DRAFT, FIRM = MeetingState.PROVISIONAL, MeetingState.CONFIRMED


def changes(one):
    rows = sa.select(MeetingChange).where(MeetingChange.round_id == one.id).order_by(MeetingChange.id)
    return [(row.version, row.kind, row.cause) for row in db.session.scalars(rows)]


def test_exactly_the_meetings_given_stand_afterwards_with_a_seat_for_each_person(uow):
    with uow():
        one = set_up(4)
        first, second, *_ = all_pairs(one)
        assert services.write_plan(one, [at(one, first, 0, 0), at(one, second, 1, 0)], (), "adopted", DRAFT) == 0
        assert [each.request.public_id for each in standing(one)] == [first.public_id, second.public_id]
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Seat)) == 4
        services.write_plan(the_round(), [at(one, second, 1, 0)], (), "adopted", DRAFT)
        assert [each.request.public_id for each in standing(one)] == [second.public_id]
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Seat)) == 2


def test_meetings_change_places_without_being_in_each_others_way(uow):
    with uow():
        one = set_up(4)
        crowd = people(one)
        first, second = ask(one, crowd[0], crowd[1]), ask(one, crowd[0], crowd[2])
        services.write_plan(one, [at(one, first, 0, 0), at(one, second, 1, 1)], (), "adopted", DRAFT)
        services.write_plan(the_round(), [at(one, first, 1, 1), at(one, second, 0, 0)], (), "by_hand", DRAFT)
        assert {each.request.public_id: each.table.code for each in standing(one)} == {first.public_id: "T2", second.public_id: "T1"}


def test_until_people_were_told_nothing_is_written_down_and_nobody_hears_of_it(uow, monkeypatch):
    told = []
    monkeypatch.setitem(events._reactions, MeetingChanged, [told.append])
    with uow():
        one = set_up(4)
        first, *_ = all_pairs(one)
        services.write_plan(one, [at(one, first, 0, 0)], (), "adopted", DRAFT)
        assert (one.version, changes(one), told) == (0, [], [])


def test_what_people_know_changes_with_a_version_a_cause_and_an_announcement(uow, monkeypatch):
    told = []
    monkeypatch.setitem(events._reactions, MeetingChanged, [told.append])
    with uow():
        one = set_up(4)
        first, second, third, *_ = all_pairs(one)
        services.write_plan(one, [at(one, first, 0, 0), at(one, second, 1, 0)], (), "adopted", DRAFT)
        in_phase(the_round(), RoundPhase.PUBLISHED, version=1)
        before, after = at(one, first, 0, 0), at(one, first, 2, 0)
        cause = planning.Change(ChangeKind.MOVED, first.public_id, before, after, "made_room", {"for": third.public_id})
        assert services.write_plan(the_round(), [after, at(one, third, 0, 0)], [cause], "by_hand", FIRM) == 2
        assert sorted(changes(one)) == [
            (2, ChangeKind.ADDED, "by_hand"), (2, ChangeKind.DROPPED, "by_hand"), (2, ChangeKind.MOVED, "made_room")
        ]  # fmt: skip
        assert sorted(each.kind for each in told) == ["added", "dropped", "moved"]
        assert services.write_plan(the_round(), [after, at(one, third, 0, 0)], (), "by_hand", FIRM) == 2, "nothing differs"
        services.write_plan(the_round(), [at(one, first, 2, 1), at(one, third, 0, 0)], (), "table_gone", FIRM)
        assert changes(one)[-1] == (3, ChangeKind.TABLE, "table_gone")


def test_a_meeting_that_comes_back_is_a_new_one_beside_the_cancelled(uow):
    with uow():
        one = in_phase(set_up(4), RoundPhase.PUBLISHED, version=1)
        first, *_ = all_pairs(one)
        for meetings in ([at(one, first, 0, 0)], [], [at(one, first, 1, 0)]):
            services.write_plan(the_round(), meetings, (), "by_hand", FIRM)
        assert len(standing(one)) == 1 and len(queries.meetings_in(one.id, cancelled=True)) == 2


@pytest.mark.parametrize("wrong", ["person", "table", "request", "twice", "slot", "interpreter"])
def test_what_cannot_be_is_refused_and_nothing_is_written(uow, wrong):
    with uow():
        one = set_up(4)
        crowd = people(one)
        first, second, third = ask(one, crowd[0], crowd[1]), ask(one, crowd[0], crowd[2]), ask(one, crowd[2], crowd[3])
        good = at(one, first, 0, 0)
        bad = {
            "person": [good, at(one, second, 0, 1)], "table": [good, at(one, third, 0, 0)], "twice": [good, at(one, first, 1, 0)],
            "request": [good, Held("nobody", good.slot, good.table)], "slot": [Held(good.request, "never", good.table)],
            "interpreter": [Held(good.request, good.slot, good.table, "nobody")],
        }[wrong]  # fmt: skip
        with pytest.raises(PlanImpossible):
            services.write_plan(one, bad, (), "by_hand", DRAFT)
        assert standing(one) == []


def test_a_meeting_whose_request_is_no_longer_agreed_keeps_nobody_from_changing_another(uow):
    with uow():
        one = set_up(4)
        crowd = people(one)
        first, second = ask(one, crowd[0], crowd[1]), ask(one, crowd[2], crowd[3])
        services.write_plan(one, [at(one, first, 0, 0), at(one, second, 1, 1)], (), "adopted", DRAFT)
        first = db.session.merge(first)
        first.state = RequestState.WITHDRAWN
        db.session.flush()
        services.write_plan(the_round(), [at(one, first, 0, 0), at(one, second, 2, 1)], (), "by_hand", DRAFT)
        assert [len(meeting.seats) for meeting in standing(one)] == [2, 2]
        with pytest.raises(PlanImpossible):
            services.write_plan(the_round(), [at(one, first, 3, 0), at(one, second, 2, 1)], (), "by_hand", DRAFT)


def test_the_database_itself_keeps_people_from_two_seats_at_a_time(uow):
    with pytest.raises(sa.exc.IntegrityError) as caught, uow():
        one = set_up(4)
        crowd = people(one)
        first, second = ask(one, crowd[0], crowd[1]), ask(one, crowd[0], crowd[2])
        services.write_plan(one, [at(one, first, 0, 0), at(one, second, 1, 1)], (), "adopted", DRAFT)
        db.session.execute(sa.update(Seat).values(slot_id=queries.slots_of(one.id)[0].id))
    assert isinstance(refusal_of(caught.value), PlanImpossible)


def test_who_joins_or_leaves_a_group_gets_a_seat_or_gives_it_up(uow):
    with uow():
        one = set_up(4)
        crowd = people(one)
        group = ask(one, crowd[0], crowd[1], crowd[2])
        services.write_plan(one, [at(one, group, 0, 0)], (), "adopted", DRAFT)
        group = db.session.merge(group)
        group.attendees[2].reply = Reply.NO
        db.session.flush()
        services.write_plan(the_round(), [at(one, group, 0, 0)], (), "adopted", DRAFT)
        assert [len(each.seats) for each in standing(one)] == [2]
        group.attendees[2].reply = Reply.YES
        db.session.flush()
        services.write_plan(the_round(), [at(one, group, 0, 0)], (), "adopted", DRAFT)
        assert [len(each.seats) for each in standing(one)] == [3]


def test_of_two_who_change_a_plan_people_know_the_second_is_shown_what_the_first_did(app, uow):
    with uow():
        one = in_phase(set_up(4), RoundPhase.PUBLISHED, version=1)
        first, *_ = all_pairs(one)
        meeting = at(one, first, 0, 0)
    with uow():
        mine = the_round()
        version = mine.version
        db.session.execute(sa.update(table_of(MeetingRound)).values(version=version + 1))
        with pytest.raises(StalePlan):
            services.write_plan(mine, [meeting], (), "by_hand", FIRM)


@pytest.mark.on("postgres")
def test_whoever_writes_at_the_same_moment_nobody_ends_up_at_two_tables(app, uow):
    with uow():
        one = in_phase(set_up(6, tables=3), RoundPhase.PUBLISHED, version=1)
        crowd = people(one)
        requests = [ask(one, crowd[0], other) for other in crowd[1:]]
        plans = [[at(one, request, turn % 2, turn % 3)] for turn, request in enumerate(requests)]

    def write(meetings):
        try:
            with uow():
                services.write_plan(the_round(), meetings, (), "by_hand", FIRM)
        except DomainError as refused:
            return type(refused).__name__
        return "written"

    with ThreadPoolExecutor(5) as pool:
        found = list(pool.map(write, plans))
    assert "written" in found and set(found) <= {"written", "StalePlan"}
    with uow():
        one = the_round()
        assert len(standing(one)) == 1 and one.version == 1 + found.count("written")
