"""The draft as it is judged from the database: what is loaded, and what a move costs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from summitapp.agenda import queries, rules, services
from summitapp.agenda.models import AgendaSession, Availability, Interpreter, Interpreting
from summitapp.agenda.values import AgendaConflicts, Answer, Attendance, ConflictKind, SessionKind
from summitapp.audit.services import record
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.directory.models import Tenure
from summitapp.summits.models import RoomHours, Venue, Walk
from summitapp.summits.queries import walks_of
from tests.agenda.releases import let_in
from tests.factories.agenda import OPENS, add, make_world, publish, the_summit
from tests.rig.statements import heard

Unit = Callable[[], Any]


def load(code: str) -> AgendaSession:
    session = queries.session_of("izmir-2027", code)
    assert session is not None
    return session


def judged(**at: Any) -> list[tuple[ConflictKind, tuple[str, ...]]]:
    frame = queries.frame_of(the_summit(), **at)
    return [(one.kind, one.sessions) for one in rules.find_conflicts(queries.draft_placements(the_summit()), frame)]


def interpret(world: Any, *sessions: AgendaSession) -> None:
    """Let Ayşe interpret some sessions."""
    one = Interpreter(summit=world.summit, person=world.ayse, languages=["de", "tr"])
    db.session.add_all([one, *(Interpreting(session=session, interpreter=one) for session in sessions)])
    record("interpreter.added", one)


def test_what_shares_a_room_or_a_person_is_loaded_and_nothing_else(uow: Unit, reading: Unit) -> None:
    with uow():
        world = make_world()
        add(world, "MINE", 1, "HALL-B", world.ayse)
        add(world, "ROOM", 2.1, "HALL-B")
        add(world, "WIDE", 4, "HALL-C")
        add(world, "BOOTH", 1.5, "HALL-C", interpretation=("tr",), languages=("de",))
        add(world, "OTHER", 6, "HALL-C", world.mayor)
        services.place_session(load("WIDE"), "HALL-C", OPENS + timedelta(hours=1), OPENS + timedelta(hours=1.4),
                               load("WIDE").revision, also_in=("HALL-B",))  # fmt: skip
        interpret(world, load("BOOTH"))
    with reading():
        near = queries.placements_around(load("MINE"))
        assert {one.code for one in near} == {"MINE", "ROOM", "WIDE", "BOOTH"}
        whole = services.judge_draft(the_summit(), queries.draft_placements(the_summit()))
        for code in ("MINE", "ROOM", "WIDE", "BOOTH", "OTHER"):
            assert services.judge_session(load(code)) == tuple(one for one in whole if code in one.sessions)
        assert {one.kind for one in services.judge_session(load("MINE"))} >= {
            ConflictKind.ROOM_TAKEN, ConflictKind.INTERPRETER_TWICE,
        }  # fmt: skip


def test_the_holder_of_an_office_is_judged_as_themselves_whichever_of_the_two_moves(uow: Unit, reading: Unit) -> None:
    with uow():
        world = make_world()
        db.session.add(Tenure(person_id=world.ayse.id, position_id=world.mayor.id, since=the_summit().starts_on))
        add(world, "SELF", 1, "HALL-B", world.ayse)
        add(world, "OFFICE", 1, "HALL-C", world.mayor)
        db.session.add(Availability(summit_id=world.summit.id, person_id=world.ayse.id, starts_at=OPENS + timedelta(hours=5),
                                    ends_at=OPENS + timedelta(hours=9)))  # fmt: skip
    with reading():
        assert set(judged()) == {
            (ConflictKind.SPEAKER_TWICE, ("OFFICE", "SELF")), (ConflictKind.SPEAKER_AWAY, ("SELF",)),
            (ConflictKind.SPEAKER_AWAY, ("OFFICE",)),
        }  # fmt: skip
        whole = services.judge_draft(the_summit(), queries.draft_placements(the_summit()))
        for code in ("SELF", "OFFICE"):
            assert services.judge_session(load(code)) == tuple(one for one in whole if code in one.sessions)


def test_all_who_are_confirmed_are_counted_where_all_are_expected(uow: Unit, reading: Unit) -> None:
    with uow():
        world = make_world()
        world.summit.rooms[1].capacity = 2
        add(world, "ALL", 1, "HALL-C", attendance=Attendance.COMPULSORY)
        let_in(world.summit, 3)
    with reading():
        assert judged() == [(ConflictKind.ROOM_FOR_SOME, ("ALL",))]
        assert queries.frame_of(the_summit()).coming == 3


def test_a_move_asks_as_often_in_a_large_agenda_as_in_a_small_one(app: Flask, uow: Unit) -> None:
    with uow():
        world = make_world()
        add(world, "MINE", 1, "HALL-B", world.ayse)
    asked = []
    for more in (1, 12):
        with uow():
            world.summit = the_summit()
            for number in range(more):
                add(world, f"S{more}N{number}", 1 + number / 2, "HALL-B", length=0.5)
        with heard(app) as statements, uow():
            session = load("MINE")
            starts = OPENS + timedelta(minutes=more)
            services.place_session(session, "HALL-B", starts, starts + timedelta(hours=1), session.revision)
        asked.append(len(statements))
    assert asked[0] == asked[1] < 40


def test_room_hours_and_written_ways_are_in_the_frame(uow: Unit, reading: Unit) -> None:
    with uow():
        world = make_world()
        summit, room = world.summit, world.summit.rooms[0]
        house = Venue(summit=summit, name=Translated.same("Kültürpark"), latitude=38.4286, longitude=27.1453, position=1)
        db.session.add(house)
        db.session.flush()
        summit.rooms[1].venue = house
        room.hours = [RoomHours(day=summit.starts_on, opens=day_time(9), closes=day_time(11))]
        add(world, "EARLY", 0, "HALL-B", world.ayse)
        add(world, "LATE", 1.2, "HALL-C", world.ayse)
        record("room.changed", room)
    with reading():
        estimated = walks_of(the_summit())
        assert list(estimated.values()) == [timedelta(minutes=15)]
        assert judged() == [(ConflictKind.SPEAKER_RUSH, ("EARLY", "LATE"))]
    with uow():
        first, second = sorted(venue.id for venue in the_summit().venues)
        db.session.add(Walk(first_id=first, second_id=second, minutes=0))  # a bridge joins them
        services.place_session(load("EARLY"), "HALL-B", OPENS + timedelta(hours=1.5), OPENS + timedelta(hours=2.5), 2)
    with reading():
        assert list(walks_of(the_summit()).values()) == [timedelta(0)]
        assert (ConflictKind.ROOM_CLOSED, ("EARLY",)) in judged()


def day_time(hour: int) -> Any:
    return OPENS.replace(hour=hour).time().replace(tzinfo=None)


def test_what_is_announced_and_has_begun_is_no_surprise(uow: Unit, reading: Unit) -> None:
    with uow():
        world = make_world()
        add(world, "DONE", 1, "HALL-B", world.ayse)
        add(world, "NEXT", 3, "HALL-B")
        publish()
    later = OPENS + timedelta(hours=5)
    with reading():
        assert judged(now=later) == []
    with uow():
        session = load("NEXT")
        services.place_session(session, "HALL-C", OPENS + timedelta(hours=3), OPENS + timedelta(hours=4), session.revision)
    with reading():
        assert judged(now=later) == [(ConflictKind.IN_THE_PAST, ("NEXT",))]
        assert judged(now=OPENS) == []


def test_who_declined_stops_a_first_release_and_not_the_next(uow: Unit, reading: Unit) -> None:
    with uow():
        world = make_world()
        add(world, "TALK", 1, "HALL-B", world.ayse)
        load("TALK").appearances[0].answer = Answer.DECLINED
        record("session.edited", load("TALK"))
    with pytest.raises(AgendaConflicts), uow():
        publish()
    with uow():
        load("TALK").appearances[0].answer = Answer.CONFIRMED
        record("session.edited", load("TALK"))
        publish()
        load("TALK").appearances[0].answer = Answer.DECLINED
        record("session.edited", load("TALK"))
    with reading():
        assert judged() == [(ConflictKind.SPEAKER_LEFT, ("TALK",))]


def test_a_blocker_keeps_its_room_when_an_agenda_is_published(uow: Unit) -> None:
    with uow():
        world = make_world()
        add(world, "TALK", 1, "HALL-B")
        add(world, "STAGE", 1.5, "HALL-B", kind=SessionKind.BLOCKER)
    with pytest.raises(AgendaConflicts), uow():
        publish()
