"""Releases by name, who is told of them, an older one again, and a change at once; on both databases."""

import threading
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
import vobject
from flask import Flask

from summitapp.agenda import queries, rules, services
from summitapp.agenda.models import AgendaVersion, Interpreter, Interpreting
from summitapp.agenda.services import notices as telling
from summitapp.agenda.values import (
    AgendaConflicts,
    Attendance,
    Concern,
    CountChanged,
    News,
    NewsKind,
    NothingChanged,
    NoticeState,
    NotPublished,
    PlacesChanged,
    SessionState,
    VersionNameTaken,
    Visibility,
)
from summitapp.calendars import queries as calendars
from summitapp.calendars import services as calendar_services
from summitapp.calendars.values import Delivery, FeedKind
from summitapp.core import events
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.errors import DomainError, Invalid, Stale
from summitapp.core.text import Translated
from summitapp.directory.models import Person, Tenure
from summitapp.outbox.models import OutboxMessage
from summitapp.summits.models import SummitDay
from tests.agenda.releases import NOTE, at_once, load, move, publish, somebody, the_summit, told, urgent
from tests.factories.agenda import OPENS, World, add, details, make_world

HOUR = timedelta(hours=1)


@pytest.fixture
def world(uow: Any) -> None:
    """Three published sessions: Anna moves, Berta stays, Cem goes; Zeynep interprets what moves."""
    with uow():
        made: World = make_world()
        anna, berta, cem = somebody("Anna", "Ast", "de"), somebody("Berta", "Bach"), somebody("Cem", "Çelik", "tr")
        add(made, "MOVES", 1, "HALL-B", anna, title="Cooling the city")
        add(made, "STAYS", 1, "HALL-C", berta, title="Ports that talk")
        add(made, "GOES", 4, "HALL-B", cem, title="Vocational training")
        zeynep = Interpreter(summit_id=made.summit.id, person_id=somebody("Zeynep", "Su").id, languages=["de", "tr"])
        db.session.add(zeynep)
        db.session.flush()
        db.session.add(Interpreting(session_id=load("MOVES").id, interpreter_id=zeynep.id))
        first = publish()
        services.release_notices(first, 4)


def change_draft() -> None:
    move("MOVES", "HALL-C", OPENS + 6 * HOUR, OPENS + 7 * HOUR)
    services.cancel_session(load("GOES"), load("GOES").revision)


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("names", "correction", "proposed"), [
    ([], False, "1"), (["1"], False, "2"), (["1"], True, "1.1"), (["1", "1.1"], True, "1.2"), (["1", "1.1"], False, "2"),
    (["1", "Endfassung"], True, "Endfassung.1"), (["1", "Endfassung"], False, "2"), (["1", "2", "1.9"], True, "1.10"),
    (["1", "x" * 40], True, "2"),
])  # fmt: skip
def test_a_release_is_called_by_what_it_changes(names: list[str], correction: bool, proposed: str) -> None:
    assert rules.propose_name(names, correction=correction) == proposed


@pytest.mark.parametrize("name", ["Draft", "TASLAK", "ÖNİZLEME", "entwurf", "güncel", "x" * 41])
def test_a_word_with_a_meaning_of_its_own_is_no_name(name: str) -> None:
    assert "name" in rules.find_name_faults(name)


def test_corrected_words_are_a_correction_and_a_move_is_not(world: None, uow: Any) -> None:
    with uow():
        services.edit_session(load("STAYS"), details("Ports that sing"), load("STAYS").revision)
        assert (publish().name, the_summit().revision) == ("1.1", 3)
    with uow():
        change_draft()
        version = publish()
        assert (version.number, version.name) == (3, "2")


def test_a_name_is_given_once_whatever_its_letters(world: None, uow: Any) -> None:
    with uow():
        change_draft()
        assert publish("İzmir  FASSUNG").name == "İzmir FASSUNG"
    for name in ("izmir fassung", "IZMIR Fassung"):
        with pytest.raises(VersionNameTaken), uow():
            add(World(the_summit(), None, None), f"N{len(name)}", 7)  # type: ignore[arg-type]
            publish(name)
    with pytest.raises(Invalid), uow():
        add(World(the_summit(), None, None), "N", 7)  # type: ignore[arg-type]
        publish("Latest")


def test_the_database_itself_gives_a_name_once(world: None, uow: Any) -> None:
    with pytest.raises(sa.exc.IntegrityError), uow():
        db.session.add(AgendaVersion(summit=the_summit(), number=9, name="1", name_key="1", state="published",
                                     created_at=now(), published_at=now()))  # fmt: skip
        db.session.flush()


# --- who is told ------------------------------------------------------------------------------------------------------


def test_the_first_release_tells_everybody_their_sessions(world: None, reading: Any, letters: Any) -> None:
    with reading():
        assert told(queries.releases(the_summit())[0]) == {
            "Anna": [("Cooling the city", "new")], "Berta": [("Ports that talk", "new")],
            "Cem": [("Vocational training", "new")], "Zeynep": [("Cooling the city", "new")],
        }  # fmt: skip
    subjects = {letter["To"]: letter["Subject"] for letter in letters()}
    assert subjects["berta.bach@example.org"] == "Your sessions at Sister Cities Summit"


def test_only_those_whom_a_change_concerns_are_told_and_only_when_somebody_says_so(
    world: None, uow: Any, reading: Any, letters: Any
) -> None:
    before = len(letters())
    with uow():
        change_draft()
        version = publish()
        assert told(version) == {
            "Anna": [("Cooling the city", "moved")], "Zeynep": [("Cooling the city", "moved")],
            "Cem": [("Vocational training", "cancelled")],
        }  # fmt: skip
    assert len(letters()) == before, "nothing leaves before an organiser says so"
    with uow():
        assert services.release_notices(queries.releases(the_summit())[0], 3) == 3
    sent = letters()[before:]
    assert {letter["To"] for letter in sent} == {"anna.ast@example.org", "zeynep.su@example.org", "cem.elik@example.org"}
    assert all("Berta" not in letter.as_string() for letter in sent)


def test_a_mail_has_old_beside_new_in_the_language_of_its_reader_and_the_calendar(world: None, uow: Any, letters: Any) -> None:
    with uow():
        change_draft()
        services.release_notices(publish(), 3)
    by = {letter["To"]: letter for letter in letters()[4:]}
    text = by["anna.ast@example.org"].get_body(("plain",)).get_content()
    assert "Cooling the city (de)" in text and "10:00–11:00" in text and "15:00–16:00" in text and "Salon C" in text
    assert by["anna.ast@example.org"]["Content-Language"] == "de"
    (part,) = by["anna.ast@example.org"].iter_attachments()
    event = vobject.readOne(part.get_payload(decode=True).decode()).vevent
    assert (event.sequence.value, event.status.value) == ("1", "CONFIRMED")
    (part,) = by["cem.elik@example.org"].iter_attachments()
    event = vobject.readOne(part.get_payload(decode=True).decode()).vevent
    assert (event.sequence.value, event.status.value) == ("1", "CANCELLED")


def test_a_calendar_that_follows_by_itself_gets_no_file_beside_it(world: None, uow: Any, letters: Any) -> None:
    with uow():
        owner = {one.given_name: one.public_id for one in db.session.scalars(sa.select(Person))}
        calendar_services.choose(owner["Anna"], Delivery.MAIL, None)
        feed = calendar_services.open_feed(FeedKind.PERSONAL, owner["Zeynep"])
        calendar_services.open_feed(FeedKind.PERSONAL, owner["Cem"])  # and no calendar has ever come for it
        db.session.flush()
        calendar_services.note_fetches([(feed.public_id, now())])
    with uow():
        change_draft()
        services.release_notices(publish(), 3)
    files = {letter["To"].split(".")[0]: len(list(letter.iter_attachments())) for letter in letters()[4:]}
    assert files == {"anna": 0, "zeynep": 0, "cem": 1}
    (anna,) = [letter for letter in letters()[4:] if letter["To"].startswith("anna")]
    assert anna.get_content_type() == "multipart/alternative"


def test_who_joins_and_who_leaves_a_session_that_stays_are_told(world: None, uow: Any) -> None:
    with uow():
        dora = somebody("Dora", "Dahl")
        services.edit_session(load("STAYS"), details("Ports that talk", dora), load("STAYS").revision)
        assert told(publish()) == {"Dora": [("Ports that talk", "new")], "Berta": [("Ports that talk", "left")]}


def test_a_corrected_description_is_no_reason_for_a_mail(world: None, uow: Any) -> None:
    with uow():
        berta = queries.notices_of(queries.releases(the_summit())[0])[1].person
        services.edit_session(load("STAYS"), details("Ports that talk", berta, abstract=Translated.same("More"), sdgs=(9,)),
                              load("STAYS").revision)  # fmt: skip
        assert told(publish()) == {}


def test_an_office_means_whoever_holds_it(uow: Any) -> None:
    with uow():
        made = make_world()
        holder = somebody("Hale", "Hoş")
        db.session.add(Tenure(person_id=holder.id, position_id=made.mayor.id))
        add(made, "M1", 1, "HALL-B", made.mayor)
        assert told(publish()) == {"Hale": [("Session M1", "new")]}


def test_who_has_chosen_a_session_is_asked_of_the_features_above(world: None, uow: Any, app: Flask, monkeypatch: Any) -> None:
    with uow():
        emre = somebody("Emre", "Ekin").public_id

    def enrolled(rows: Any) -> dict[int, list[Any]]:
        moves = load("MOVES")
        return {moves.id: [queries.people_by_reference([emre])[emre]]} if moves.id in rows else {}

    monkeypatch.setitem(app.extensions, "agenda_followers", [(Concern.ENROLLED, enrolled)])
    with uow():
        change_draft()
        version = publish()
        assert told(version)["Emre"] == [("Cooling the city", "moved")]
        assert queries.chosen_by([load("MOVES").public_id]) == {load("MOVES").public_id: 1}


def test_a_higher_feature_adds_people_once(world: None, uow: Any) -> None:
    with uow():
        change_draft()
        version = publish()
        more, anna = somebody("Fatma", "Fırat"), queries.notices_of(version, NoticeState.PREPARED)[0].person
        news = [News(load("MOVES").public_id, NewsKind.MOVED, Concern.STARRED, ("time",))]
        services.add_notices(version, {more.public_id: news, anna.public_id: news})
        assert told(version)["Fatma"] == [("Cooling the city", "moved")]
        assert len(told(version)) == 4


def test_somebody_left_out_is_not_written_to_until_told_after_all(world: None, uow: Any, letters: Any) -> None:
    with uow():
        change_draft()
        version = publish()
        services.drop_notice(queries.notices_of(version)[0])
    with pytest.raises(CountChanged), uow():
        services.release_notices(queries.releases(the_summit())[0], 3)
    with uow():
        assert services.release_notices(queries.releases(the_summit())[0], 2) == 2
    assert "anna.ast@example.org" not in {letter["To"] for letter in letters()[4:]}
    with uow():
        services.keep_notice(queries.notices_of(queries.releases(the_summit())[0])[0])
        assert services.release_notices(queries.releases(the_summit())[0], 1) == 1
    with pytest.raises(Stale), uow():
        services.drop_notice(queries.notices_of(queries.releases(the_summit())[0])[0])


def test_all_who_are_told_for_one_reason_are_left_out_at_once(world: None, uow: Any, letters: Any) -> None:
    with uow():
        change_draft()
        version = publish()
        assert {concern: len(rows) for concern, rows in queries.reasons_of(version).items()} == {
            Concern.APPEARS: 2, Concern.INTERPRETS: 1,
        }  # fmt: skip
        assert services.drop_notices(version, Concern.INTERPRETS) == 1
        assert services.release_notices(version, 2) == 2
    assert "zeynep.su@example.org" not in {letter["To"] for letter in letters()[4:]}


def test_what_nobody_was_told_is_told_with_the_next_release_in_one_mail(world: None, uow: Any, letters: Any) -> None:
    with uow():
        change_draft()
        publish()
    with uow():
        move("MOVES", "HALL-B", OPENS + 7 * HOUR, OPENS + 8 * HOUR)
        version = publish()
        assert told(version)["Anna"] == [("Cooling the city", "moved")]
        assert told(version)["Cem"] == [("Vocational training", "cancelled")], "he was told of nothing yet"
        assert {one.state for one in queries.notices_of(queries.releases(the_summit())[1])} == {NoticeState.SUPERSEDED}
        services.release_notices(version, 3)
    text = next(one for one in letters()[4:] if one["To"].startswith("anna")).get_body(("plain",)).get_content()
    assert "10:00–11:00" in text and "16:00–17:00" in text and "15:00–16:00" not in text


def test_what_was_moved_and_moved_back_is_not_told(world: None, uow: Any) -> None:
    with uow():
        move("MOVES", "HALL-C", OPENS + 6 * HOUR, OPENS + 7 * HOUR)
        publish()
        move("MOVES", "HALL-B", OPENS + HOUR, OPENS + 2 * HOUR)
        assert told(publish()) == {}


def test_somebody_without_an_address_is_counted(uow: Any) -> None:
    with uow():
        made = make_world()
        add(made, "A1", 1, "HALL-B", somebody("Nobody", "Known", email=None))
        services.release_notices(publish(), 1)
    with uow():
        assert queries.notices_of(queries.releases(the_summit())[0])[0].state is NoticeState.UNREACHABLE


# --- exactly once -----------------------------------------------------------------------------------------------------


@pytest.fixture
def many(uow: Any, monkeypatch: Any) -> str:
    """A release with 23 people to tell, in slices of five, and no task woken."""
    monkeypatch.setattr(telling, "SLICE", 5)
    monkeypatch.setattr(telling, "wake", lambda *_: None)
    monkeypatch.setattr("summitapp.outbox.services.wake", lambda *_: None)
    with uow():
        made = make_world()
        add(made, "A1", 1, "HALL-B", *[somebody(f"P{number}", "Person") for number in range(23)])
        return publish().public_id


def mails() -> list[OutboxMessage]:
    return list(db.session.scalars(sa.select(OutboxMessage)))


def test_two_organisers_who_press_at_once_send_each_mail_once(many: str, uow: Any, app: Flask, reading: Any) -> None:
    def press() -> int:
        return services.release_notices(queries.version_by_reference(many), 23)  # type: ignore[arg-type]

    assert sorted(at_once(app, [press, press])) == [0, 23]
    with reading():
        services.tell(many)
        assert max(Counter(one.recipient for one in mails()).values()) == 1
        assert len(mails()) == 23


def test_a_killed_worker_loses_nobody_and_writes_nobody_twice(many: str, uow: Any, reading: Any, monkeypatch: Any) -> None:
    with uow():
        services.release_notices(queries.version_by_reference(many), 23)  # type: ignore[arg-type]
    real, calls = telling.outbox.enqueue_batch, iter(range(100))

    def dies(*args: Any, **given: Any) -> list[str]:
        written = real(*args, **given)
        if next(calls) == 2:
            raise KeyboardInterrupt
        return written

    with reading():
        with monkeypatch.context() as patch:
            patch.setattr(telling.outbox, "enqueue_batch", dies)
            with pytest.raises(KeyboardInterrupt):
                services.tell(many)
        assert len(mails()) == 10
        services.sweep_notices()
        assert len(mails()) == 23 == len({one.recipient for one in mails()})
        services.sweep_notices()
        assert len(mails()) == 23


def test_two_workers_write_each_mail_once(many: str, uow: Any, reading: Any) -> None:
    with uow():
        services.release_notices(queries.version_by_reference(many), 23)  # type: ignore[arg-type]
    faults: list[BaseException] = []

    def work() -> None:
        try:
            with reading():
                services.tell(many)
        except BaseException as error:
            faults.append(error)

    workers = [threading.Thread(target=work) for _ in range(3)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert not faults
    with reading():
        assert len(mails()) == 23 == len({one.recipient for one in mails()})


def test_two_who_publish_at_once_make_one_release(world: None, uow: Any, app: Flask, reading: Any) -> None:
    with uow():
        change_draft()
    done = at_once(app, [lambda: publish().number, lambda: publish().number])
    assert sorted(map(str, done)) == ["2", "agenda_unchanged"]
    with reading():
        assert [one.number for one in queries.releases(the_summit())] == [2, 1]
        assert len(queries.notices_of(queries.releases(the_summit())[0])) == 3


def test_a_session_moved_while_it_is_published_is_released_as_it_was_judged(world: None, uow: Any, app: Flask, reading: Any) -> None:
    with uow():
        change_draft()

    def clash() -> None:
        move("STAYS", "HALL-C", OPENS + 6 * HOUR, OPENS + 7 * HOUR)

    at_once(app, [lambda: publish().number, clash])
    with reading():
        last = queries.last_release(the_summit())
        assert last is not None
        found = rules.find_conflicts(queries.placements_of(last), queries.frame_of(the_summit()))
        assert not [one for one in found if one.blocking]


# --- an older one again -----------------------------------------------------------------------------------------------


def test_an_older_release_is_published_again_in_its_own_words(world: None, uow: Any) -> None:
    with uow():
        services.edit_session(load("STAYS"), details("Another title"), load("STAYS").revision)
        change_draft()
        add(World(the_summit(), None, None), "ADDED", 3, "HALL-C")  # type: ignore[arg-type]
        services.release_notices(publish(), 4)
    with uow():
        version = services.restore_version(the_summit(), 1, NOTE)
        assert (version.number, version.origin.value, version.origin_of) == (3, "restored", "1")
        now_ = {one.code: one for one in queries.placements_of(version)}
        assert now_["STAYS"].text.title.en == "Ports that talk" and now_["STAYS"].people[0].name == "Berta Bach"
        assert now_["MOVES"].room == "HALL-B" and not now_["GOES"].cancelled and now_["ADDED"].cancelled
        sequences = calendars.states_of([load(code).subject for code in ("MOVES", "GOES", "STAYS", "ADDED")])
        assert [sequences[load(code).subject].sequence for code in ("MOVES", "GOES", "STAYS", "ADDED")] == [2, 2, 0, 1]
        draft = {one.code: one for one in queries.draft_placements(the_summit())}
        assert draft["MOVES"].room == "HALL-C" and "GOES" not in draft, "the draft stays as it is"
        assert told(version)["Anna"] == [("Cooling the city", "moved")]
    with pytest.raises(NothingChanged), uow():
        services.restore_version(the_summit(), 1, NOTE)


def test_the_draft_goes_back_too_when_that_is_wanted(world: None, uow: Any) -> None:
    with uow():
        change_draft()
        add(World(the_summit(), None, None), "ADDED", 3, "HALL-C")  # type: ignore[arg-type]
        publish()
        seen = load("MOVES").revision
    with uow():
        services.restore_version(the_summit(), 1, NOTE, draft_follows=True)
    with uow():
        draft = queries.draft_placements(the_summit())
        last = queries.last_release(the_summit())
        assert last is not None
        assert rules.compare_versions(queries.placements_of(last), draft) == ()
        assert load("GOES").state is SessionState.PLANNED
        assert [one.code for one in queries.unplaced(the_summit())] == ["ADDED"]
        with pytest.raises(Stale):
            move_with = load("MOVES")
            services.place_session(move_with, "HALL-B", OPENS, OPENS + HOUR, seen)


def test_places_that_come_back_with_the_draft_are_given_on(world: None, uow: Any) -> None:
    with uow():
        berta = load("STAYS").appearances[0].person
        smaller = details("Ports that talk", berta, capacity=20, attendance=Attendance.ENROL)
        services.edit_session(load("STAYS"), smaller, load("STAYS").revision)
        publish()
    heard: list[PlacesChanged] = []
    events.connect(PlacesChanged, heard.append)
    with uow():
        assert services.take_place(load("STAYS"))
        services.restore_version(the_summit(), 1, NOTE, draft_follows=True)
        assert load("STAYS").attendance is Attendance.FREE
        assert [news.session_id for news in heard] == [load("STAYS").id]


def test_who_was_hidden_and_what_was_closed_stays_so(world: None, uow: Any) -> None:
    with uow():
        berta = next(one.person for one in queries.notices_of(queries.releases(the_summit())[0]) if one.person.given_name == "Berta")
        services.edit_session(load("GOES"), details("Vocational training", visibility=Visibility.CLOSED), load("GOES").revision)
        change = load("MOVES")
        services.place_session(change, "HALL-C", OPENS + 6 * HOUR, OPENS + 7 * HOUR, change.revision)
        publish()
        services.edit_session(load("GOES"), details("Vocational training"), load("GOES").revision)
        services.erase_person(berta)
    with uow():
        version = services.restore_version(the_summit(), 1, NOTE)
        now_ = {one.code: one for one in queries.placements_of(version)}
        assert now_["GOES"].text.visibility is Visibility.CLOSED, "the last release did not show it to everybody"
        assert now_["STAYS"].people == ()


def test_an_older_release_that_does_not_fit_any_more_is_refused(world: None, uow: Any) -> None:
    with uow():
        change_draft()
        publish()
        db.session.execute(sa.delete(SummitDay).where(SummitDay.summit_id == the_summit().id))
    with pytest.raises(AgendaConflicts), uow():
        services.restore_version(the_summit(), 1, NOTE)


# --- at once ----------------------------------------------------------------------------------------------------------


def test_a_change_at_once_publishes_only_itself_and_writes_to_those_it_concerns(world: None, uow: Any, letters: Any) -> None:
    with uow():
        services.edit_session(load("STAYS"), details("Not ready yet"), load("STAYS").revision)
        services.cancel_session(load("GOES"), load("GOES").revision)
    with uow():
        revision = the_summit().revision
        version = urgent("MOVES", "HALL-B", OPENS + 2 * HOUR, OPENS + 3 * HOUR)
        assert (version.name, version.origin.value, version.origin_of) == ("1.1", "urgent", "MOVES")
        assert the_summit().revision == revision + 1
    with uow():
        published = {one.code: one for one in queries.public_programme(the_summit()).placements}
        assert published["MOVES"].starts_at == OPENS + 2 * HOUR
        assert published["STAYS"].text.title.en == "Ports that talk" and not published["GOES"].cancelled
        draft = {one.code: one for one in queries.draft_placements(the_summit())}
        assert draft["MOVES"].starts_at == OPENS + 2 * HOUR and draft["STAYS"].text.title.en == "Not ready yet"
        assert "GOES" not in draft
        assert {one.state for one in queries.notices_of(queries.releases(the_summit())[0])} == {NoticeState.SENT}
    sent = letters()[4:]
    assert {letter["To"] for letter in sent} == {"anna.ast@example.org", "zeynep.su@example.org"}
    zeynep = next(letter for letter in sent if letter["To"].startswith("zeynep"))
    assert zeynep["Subject"] == "At short notice: Moved – Cooling the city"


def test_cancelled_at_once_is_cancelled_everywhere(world: None, uow: Any, letters: Any) -> None:
    with uow():
        urgent("MOVES", "HALL-B", OPENS, OPENS + HOUR, cancelled=True)
    with uow():
        assert load("MOVES").state is SessionState.CANCELLED
        assert {one.code: one.cancelled for one in queries.public_programme(the_summit()).placements}["MOVES"]
        assert rules.compare_versions(
            queries.placements_of(queries.releases(the_summit())[0]), queries.draft_placements(the_summit())
        ) == ()  # fmt: skip
    assert len(letters()) == 6
    with pytest.raises(NotPublished), uow():
        urgent("MOVES", "HALL-B", OPENS, OPENS + HOUR)


def test_a_place_that_is_taken_is_refused_at_once_too(world: None, uow: Any) -> None:
    with pytest.raises(AgendaConflicts), uow():
        urgent("MOVES", "HALL-C", OPENS + HOUR, OPENS + 2 * HOUR)
    with pytest.raises(NothingChanged), uow():
        urgent("MOVES", "HALL-B", OPENS + HOUR, OPENS + 2 * HOUR)
    with pytest.raises(Invalid), uow():
        urgent("MOVES", "NOWHERE", OPENS + HOUR, OPENS + 2 * HOUR)
    with pytest.raises(NotPublished), uow():
        add(World(the_summit(), None, None), "NEW", 7)  # type: ignore[arg-type]
        urgent("NEW", "HALL-C", OPENS, OPENS + HOUR)


def test_pressed_twice_at_once_is_done_once(world: None, app: Flask, uow: Any, reading: Any, letters: Any) -> None:
    with uow():
        revision = load("MOVES").revision

    def press() -> int | None:
        return urgent("MOVES", "HALL-B", OPENS + 2 * HOUR, OPENS + 3 * HOUR, revision=revision).number

    done = at_once(app, [press, press])
    assert sorted(isinstance(one, DomainError) for one in done) == [False, True]
    with reading():
        assert len(queries.releases(the_summit())) == 2
    assert len(letters()) == 6


def test_everybody_who_takes_part_can_be_told_at_once(world: None, uow: Any, letters: Any, monkeypatch: Any) -> None:
    with uow():
        gül = somebody("Gül", "Gün", "tr", "guel@example.org").public_id
    monkeypatch.setattr(queries, "comers", lambda _summit: [f"person:{gül}"])
    with uow():
        version = urgent("MOVES", "HALL-B", OPENS + 2 * HOUR, OPENS + 3 * HOUR, everybody=True)
        assert told(version)["Gül"] == [("Cooling the city", "moved")]
    assert "guel@example.org" in {letter["To"] for letter in letters()}


def test_what_waits_of_an_earlier_release_is_not_sent_to_those_the_change_does_not_concern(world: None, uow: Any, letters: Any) -> None:
    with uow():
        services.cancel_session(load("GOES"), load("GOES").revision)
        publish()
    with uow():
        urgent("MOVES", "HALL-B", OPENS + 2 * HOUR, OPENS + 3 * HOUR)
    with uow():
        states = {one.person.given_name: one.state for one in queries.notices_of(queries.releases(the_summit())[0])}
        assert states == {"Anna": NoticeState.SENT, "Zeynep": NoticeState.SENT, "Cem": NoticeState.PREPARED}
    assert "cem.elik@example.org" not in {letter["To"] for letter in letters()[4:]}


def test_a_person_takes_what_is_told_of_them_along(world: None, uow: Any) -> None:
    with uow():
        change_draft()
        version = publish()
        notices = {one.person.given_name: one for one in queries.notices_of(version)}
        anna, heir = notices["Anna"].person, somebody("Heide", "Erbe")
        assert services.export_person(anna)["told"][-1]["news"][0]["kind"] == "moved"
        services.replace_person(anna, heir, summit_id=version.summit_id)
        assert set(told(version)) == {"Heide", "Zeynep", "Cem"}
        assert told(queries.releases(the_summit())[1])["Anna"], "what she was told stays told to her"
        services.erase_person(heir)
        assert set(told(version)) == {"Zeynep", "Cem"}
        assert services.forget_notices(version.summit_id, 100) > 0
        assert told(version) == {}
