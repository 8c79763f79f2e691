"""What can be done with an agenda, on both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from summitapp.agenda import queries, rules, services
from summitapp.agenda.models import AgendaSession, AgendaVersion
from summitapp.agenda.values import (
    AgendaConflicts,
    AgendaEmpty,
    AgendaNotices,
    AgendaPublished,
    ChangeKind,
    ConflictKind,
    NothingChanged,
    SessionCancelled,
    SessionCodeTaken,
    Visibility,
)
from summitapp.audit.models import AuditEntry
from summitapp.calendars import queries as calendars
from summitapp.calendars.values import EntryStatus
from summitapp.core import events
from summitapp.core.db import db
from summitapp.core.errors import Invalid, Stale
from summitapp.core.text import Translated
from summitapp.summits.values import SummitArchived, SummitState
from tests.factories.agenda import NOTE, OPENS, add, details, make_world, publish, the_summit


def load(code: str, slug: str = "izmir-2027") -> AgendaSession:
    session = queries.session_of(slug, code)
    assert session is not None
    return session


def state_of(code: str):
    session = load(code)
    return calendars.states_of([session.subject])[session.subject]


def test_a_session_is_written_and_placed(uow) -> None:
    with uow():
        world = make_world()
        session = services.add_session(world.summit, details("Cooling the city", world.ayse, world.mayor, sdgs=(11, 13)))
        assert len(session.code) == 6
        found = services.place_session(session, "HALL-B", OPENS, OPENS + timedelta(hours=1), 1)
        assert found == ()
        (placement,) = queries.draft_placements(world.summit)
        assert placement.text.sdgs == (11, 13) and placement.room == "HALL-B"
        assert [(p.name, p.function.en, p.body.en) for p in placement.people] == [
            ("Prof. Dr. Ayşe İnci Çağlayan", "", ""), ("", "Mayor", "Bremen"),
        ]  # fmt: skip


def test_two_sessions_cannot_have_one_code(uow) -> None:
    with pytest.raises((SessionCodeTaken, sa.exc.IntegrityError)), uow():
        world = make_world()
        add(world, "A1", None)
        add(world, "A1", None)


def test_faults_are_named_by_field(uow) -> None:
    with pytest.raises(Invalid) as caught, uow():
        world = make_world()
        services.add_session(world.summit, details(track="NOWHERE", sdgs=(18,), capacity=0, words=Translated()))
    assert set(caught.value.faults) >= {"track", "sdgs", "capacity"}


def test_a_stale_form_overwrites_nothing(uow, reading) -> None:
    with uow():
        world = make_world()
        session = add(world, "A1")
        seen = session.revision
    with uow():
        services.edit_session(load("A1"), details("First"), seen)
    with pytest.raises(Stale), uow():
        services.edit_session(load("A1"), details("Second"), seen)
    with pytest.raises(Stale), uow():
        services.place_session(load("A1"), "HALL-C", OPENS, OPENS + timedelta(hours=1), seen)
    with pytest.raises(Stale), uow():
        services.cancel_session(load("A1"), seen)
    with reading():
        assert load("A1").title.en == "First"
        assert queries.slot_of(load("A1")).room.code == "HALL-B"


def test_placing_tells_what_clashes(uow) -> None:
    with uow():
        world = make_world()
        add(world, "A1", 1, "HALL-B", world.ayse)
        session = add(world, "B2", None, "", world.ayse)
        starts = OPENS + timedelta(hours=1)
        found = services.place_session(session, "HALL-B", starts, starts + timedelta(hours=1), session.revision)
        assert {conflict.kind for conflict in found} == {ConflictKind.ROOM_TAKEN, ConflictKind.SPEAKER_TWICE}


def test_a_cancelled_session_takes_no_place_until_it_is_reinstated(uow) -> None:
    with uow():
        world = make_world()
        session = add(world, "A1")
        services.cancel_session(session, session.revision)
        assert queries.draft_placements(world.summit) == ()
        with pytest.raises(SessionCancelled):
            services.place_session(session, "HALL-B", OPENS, OPENS + timedelta(hours=1), session.revision)
        services.reinstate_session(session, session.revision)
        services.place_session(session, "HALL-B", OPENS, OPENS + timedelta(hours=1), session.revision)


def test_a_release_is_refused_while_sessions_clash(uow, reading) -> None:
    with uow():
        world = make_world()
        add(world, "A1", 1, "HALL-B", world.ayse)
        add(world, "B2", 1.5, "HALL-C", world.ayse)
    with pytest.raises(AgendaConflicts) as caught, uow():
        publish()
    assert [conflict.kind for conflict in caught.value.conflicts] == [ConflictKind.SPEAKER_TWICE]
    with reading():
        assert queries.release_of(the_summit().id) is None


def test_notices_must_be_acknowledged_as_they_are_now(uow) -> None:
    with uow():
        world = make_world()
        add(world, "A1", 1)
        add(world, "B2", 2)
        seen = rules.notices_mark(rules.find_conflicts(queries.draft_placements(world.summit), queries.frame_of(world.summit)))
        with pytest.raises(AgendaNotices):
            services.publish_agenda(world.summit, NOTE, "")
        add(world, "C3", 3)
        with pytest.raises(AgendaNotices):
            services.publish_agenda(world.summit, NOTE, seen)
        assert publish().number == 1


def test_an_empty_or_unchanged_agenda_is_not_published(uow) -> None:
    with uow():
        world = make_world()
        with pytest.raises(AgendaEmpty):
            publish()
        add(world, "A1")
        publish()
        with pytest.raises(NothingChanged):
            publish()


def test_a_release_stays_as_it_was_and_the_next_tells_the_changes(uow, reading) -> None:
    heard: list[AgendaPublished] = []
    events.connect(AgendaPublished, heard.append)
    with uow():
        world = make_world()
        add(world, "MOVES", 1)
        add(world, "STAYS", 1, "HALL-C")
        add(world, "GOES", 4)
        publish()
        assert {state_of(code).sequence for code in ("MOVES", "STAYS", "GOES")} == {0}
    with uow():
        moves = load("MOVES")
        starts = OPENS + timedelta(hours=6)
        services.place_session(moves, "HALL-C", starts, starts + timedelta(hours=1), moves.revision)
        services.edit_session(load("STAYS"), details("Another title"), load("STAYS").revision)
        goes = load("GOES")
        services.cancel_session(goes, goes.revision)
        summit = the_summit()
        before = {p.code: p for p in queries.public_programme(summit).placements}
        assert before["MOVES"].room == "HALL-B" and before["STAYS"].text.title.en == "Session STAYS"
        revision = summit.revision
        publish()
        assert summit.revision == revision + 1
    with reading():
        summit = the_summit()
        now = {p.code: p for p in queries.public_programme(summit).placements}
        assert now["MOVES"].room == "HALL-C" and now["STAYS"].text.title.en == "Another title"
        assert now["GOES"].cancelled and not now["MOVES"].cancelled
        assert (state_of("MOVES").sequence, state_of("STAYS").sequence, state_of("GOES").sequence) == (1, 0, 1)
        assert state_of("GOES").status is EntryStatus.CANCELLED
        assert [version.number for version in queries.releases(summit)] == [2, 1]
        entry = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "agenda.published").order_by(AuditEntry.id)).all()[-1]
        assert entry.changes["moved"] == ["MOVES"] and entry.changes["cancelled"] == ["GOES"]
    assert {change.code: change.kind for change in heard[-1].changes} == {
        "MOVES": ChangeKind.MOVED, "STAYS": ChangeKind.CHANGED, "GOES": ChangeKind.CANCELLED,
    }  # fmt: skip


def test_what_was_cancelled_stays_cancelled_in_later_releases_and_can_come_back(uow) -> None:
    with uow():
        world = make_world()
        add(world, "GOES", 1)
        add(world, "STAYS", 3)
        publish()
        services.unplace_session(load("GOES"), load("GOES").revision)
        publish()
        add(world, "NEW", 5)
        publish()
        codes = {p.code: p.cancelled for p in queries.public_programme(world.summit).placements}
        assert codes == {"GOES": True, "STAYS": False, "NEW": False}
        assert state_of("GOES").sequence == 1
        goes = load("GOES")
        services.place_session(goes, "HALL-C", OPENS, OPENS + timedelta(hours=1), goes.revision)
        publish()
        assert state_of("GOES").status is EntryStatus.CONFIRMED
        assert state_of("GOES").sequence == 2


def test_closing_a_session_takes_effect_before_the_next_release(uow) -> None:
    with uow():
        world = make_world()
        add(world, "A1", 1)
        publish()
        redactions = world.summit.redactions
        services.edit_session(load("A1"), details("Session A1", visibility=Visibility.CLOSED), load("A1").revision)
        assert world.summit.redactions == redactions + 1
        assert queries.public_programme(world.summit).placements == ()


def test_an_archived_summit_takes_no_changes(uow) -> None:
    with uow():
        world = make_world()
        session = add(world, "A1")
        world.summit.state = SummitState.ARCHIVED
        other = make_world("izmir-2029", date(2029, 10, 10)).summit
        for refused in (
            lambda: add(world, "B2"),
            lambda: services.edit_session(session, details("x"), session.revision),
            lambda: services.place_session(session, "HALL-C", OPENS, OPENS + timedelta(hours=1), session.revision),
            lambda: services.unplace_session(session, session.revision),
            lambda: services.cancel_session(session, session.revision),
            lambda: publish(),
            lambda: services.copy_agenda(other, world.summit),
        ):
            with pytest.raises(SummitArchived):
                refused()


def test_the_database_allows_one_draft(uow) -> None:
    with pytest.raises(sa.exc.IntegrityError), uow():
        world = make_world()
        add(world, "A1")
        db.session.add(AgendaVersion(summit=world.summit, created_at=datetime.now(UTC)))
        db.session.flush()


def test_a_person_sees_their_own_closed_sessions(uow) -> None:
    with uow():
        world = make_world()
        add(world, "ROUND", 1, "HALL-B", world.ayse, visibility=Visibility.CLOSED)
        add(world, "OTHER", 1, "HALL-C", visibility=Visibility.CLOSED)
        add(world, "OPEN", 3)
        publish()
        mine = queries.released_for(world.summit, world.ayse.id, ())
        assert [one.code for one in mine] == ["ROUND"]
        seen = queries.programme_for_person(world.summit, world.ayse.public_id)
        assert [p.code for p in seen.placements] == ["ROUND", "OPEN"]


def test_copying_moves_the_days_and_finds_rooms_by_code(uow) -> None:
    with uow():
        world = make_world()
        add(world, "A1", 1, "HALL-B", world.ayse)
        add(world, "LOST", None)
        later = make_world("izmir-2029", date(2029, 10, 10))
        assert services.copy_agenda(world.summit, later.summit)[0] == 2
        assert services.copy_agenda(world.summit, later.summit)[0] == 0, "copying twice does no harm"
        (placement,) = queries.draft_placements(later.summit)
        assert placement.starts_at == datetime(2029, 10, 10, 7, tzinfo=UTC)
        assert (placement.room, placement.text.track, placement.people) == ("HALL-B", "CLIMATE", ())


def test_an_erased_person_leaves_every_release(uow) -> None:
    with uow():
        world = make_world()
        add(world, "A1", 1, "HALL-B", world.ayse)
        publish()
        assert services.export_person(world.ayse)["appearances"][0]["session"] == "A1"
        redactions = world.summit.redactions
        services.erase_person(world.ayse)
        db.session.refresh(world.summit)
        assert world.summit.redactions == redactions + 1
        assert queries.public_programme(world.summit).placements[0].people == ()
        assert not any(services.export_person(world.ayse).values())
