"""What the board of the organisers asks of the services, on both databases."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from summitapp.agenda import queries, services
from summitapp.agenda.models import AgendaSession
from summitapp.agenda.values import ConflictKind, SessionKind, SessionPublished
from summitapp.core.db import db
from summitapp.core.errors import Invalid, Stale
from tests.factories.agenda import OPENS, add, details, make_world, publish

HOUR = timedelta(hours=1)


def load(code: str) -> AgendaSession:
    session = queries.session_of("izmir-2027", code)
    assert session is not None
    return session


def test_a_plenary_fills_several_rooms_and_clashes_in_each(uow) -> None:
    with uow():
        world = make_world()
        add(world, "SMALL", 1, "HALL-C")
        plenary = add(world, "BIG", None)
        conflicts = services.place_session(plenary, "HALL-B", OPENS + HOUR, OPENS + 2 * HOUR, 1, ["HALL-C", "HALL-B"])
        assert [conflict.kind for conflict in conflicts if conflict.blocking] == [ConflictKind.ROOM_TAKEN]
        (placement,) = queries.draft_placements(world.summit, ["BIG"])
        assert placement.rooms == ("HALL-B", "HALL-C"), "its own room is not counted twice"
        with pytest.raises(Invalid):
            services.place_session(plenary, "HALL-B", OPENS, OPENS + HOUR, plenary.revision, ["NOWHERE"])


def test_a_break_and_a_blocker_are_set_in_one_step(uow) -> None:
    with uow():
        world = make_world()
        pause = services.hold_time(world.summit, SessionKind.BREAK, "HALL-B", OPENS, OPENS + HOUR)
        closed = services.hold_time(world.summit, SessionKind.BLOCKER, "HALL-C", OPENS, OPENS + HOUR)
        assert (pause.is_break, closed.is_break) == (True, False)
        assert not pause.title.missing() and not closed.title.missing()
        publish()
        codes = {placement.code for placement in queries.public_programme(world.summit).placements}
        assert codes == {pause.code}, "a blocker is never published"


def test_a_duplicate_has_its_own_code_the_same_people_and_no_place(uow) -> None:
    with uow():
        world = make_world()
        add(world, "ONE", 1, "HALL-B", world.ayse, capacity=40)
        copy = services.duplicate_session(load("ONE"))
        db.session.flush()
        assert copy.code != "ONE" and copy.text == load("ONE").text
        assert [one.person_id for one in copy.appearances] == [world.ayse.id]
        assert queries.slot_of(copy) is None


def test_what_nobody_has_heard_of_can_be_removed_and_what_was_published_cannot(uow) -> None:
    with uow():
        world = make_world()
        add(world, "KNOWN", 1)
        publish()
        pause = services.hold_time(world.summit, SessionKind.BREAK, "HALL-C", OPENS, OPENS + HOUR)
        with pytest.raises(Stale):
            services.remove_session(pause, 99)
        services.remove_session(pause, pause.revision)
        db.session.flush()
        assert queries.session_of("izmir-2027", pause.code) is None
        with pytest.raises(SessionPublished):
            services.remove_session(load("KNOWN"), load("KNOWN").revision)


def test_a_copy_is_looked_at_moved_and_taken_back(uow) -> None:
    with uow():
        world = make_world()
        add(world, "A1", 1, "HALL-B", world.ayse)
        add(world, "A2", 25, "HALL-C")
        add(world, "LOST", None)
        later = make_world("izmir-2029", date(2029, 10, 10)).summit
        own = services.add_session(later, details("Ours", code="A2"))
        coming = queries.preview_of_copy(world.summit, later, 729)
        assert coming.days == ((date(2027, 10, 13), date(2029, 10, 11), 1),)
        assert (coming.sessions, coming.waiting, coming.known, coming.rooms, coming.beyond) == (2, 1, 1, (), False)
        count, moment = services.copy_agenda(world.summit, later, 729)
        assert count == 2
        (placement,) = queries.draft_placements(later)
        assert placement.starts_at.date() == date(2029, 10, 11)
        lost = queries.session_of("izmir-2029", "LOST")
        services.edit_session(lost, details("Worked on"), lost.revision)
        assert services.take_back_copy(later, moment) == (1, 1)
        kept = set(db.session.scalars(sa.select(AgendaSession.code).where(AgendaSession.summit_id == later.id)))
        assert kept == {"LOST", own.code}


def test_a_copy_tells_which_rooms_are_missing_and_which_days_lie_beyond(uow) -> None:
    with uow():
        world = make_world()
        add(world, "A1", 1, "HALL-B")
        add(world, "A2", 49, "HALL-C")
        later = make_world("izmir-2029", date(2029, 10, 10)).summit
        later.rooms[1].code = "OTHER"
        db.session.flush()
        coming = queries.preview_of_copy(world.summit, later)
        assert (coming.rooms, coming.beyond) == (("Salon C",), False)
        assert queries.preview_of_copy(world.summit, later, 730).beyond


def test_the_mark_of_the_draft_changes_with_each_move_and_with_nothing_else(uow) -> None:
    with uow():
        world = make_world()
        session = add(world, "A1", 1)
        summit = world.summit
        marks = [queries.draft_stamp(summit)]
        assert queries.draft_stamp(summit) == marks[0]
        services.place_session(session, "HALL-C", OPENS, OPENS + HOUR, session.revision)
        db.session.flush()
        marks.append(queries.draft_stamp(summit))
        services.unplace_session(session, session.revision)
        db.session.flush()
        marks.append(queries.draft_stamp(summit))
        services.duplicate_session(session)
        db.session.flush()
        marks.append(queries.draft_stamp(summit))
        assert len(set(marks)) == 4
