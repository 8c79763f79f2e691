"""Who is told of a release, by one mail each and exactly once; on both databases."""

from collections import Counter
from typing import Any

import pytest
import sqlalchemy as sa
import vobject
from flask import Flask

from summitapp.agenda import queries, services
from summitapp.agenda.services import notices as telling
from summitapp.agenda.values import (
    Attendance,
    Concern,
    CountChanged,
    News,
    NewsKind,
    NoticeState,
)
from summitapp.calendars import services as calendar_services
from summitapp.calendars.values import Delivery, FeedKind
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.errors import Stale
from summitapp.core.text import Translated
from summitapp.directory.models import Person, Tenure
from summitapp.outbox.models import OutboxMessage
from tests.agenda.releases import (
    HOUR,
    at_once,
    change_draft,
    let_in,
    load,
    move,
    somebody,
    told,
    urgent,
)
from tests.factories.agenda import OPENS, add, details, make_world, publish, the_summit
from tests.rig.workers import side_by_side


def test_the_first_release_tells_everybody_their_sessions(released_three: None, reading: Any, letters: Any) -> None:
    with reading():
        assert told(queries.releases(the_summit())[0]) == {
            "Anna": [("Cooling the city", "new")], "Berta": [("Ports that talk", "new")],
            "Cem": [("Vocational training", "new")], "Zeynep": [("Cooling the city", "new")],
        }  # fmt: skip
    subjects = {letter["To"]: letter["Subject"] for letter in letters()}
    assert subjects["berta.bach@example.org"] == "Your sessions at Sister Cities Summit"


def test_only_those_whom_a_change_concerns_are_told_and_only_when_somebody_says_so(
    released_three: None, uow: Any, reading: Any, letters: Any
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


def test_a_mail_has_old_beside_new_in_the_language_of_its_reader_and_the_calendar(released_three: None, uow: Any, letters: Any) -> None:
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


def test_a_calendar_that_follows_by_itself_gets_no_file_beside_it(released_three: None, uow: Any, letters: Any) -> None:
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


def test_who_joins_and_who_leaves_a_session_that_stays_are_told(released_three: None, uow: Any) -> None:
    with uow():
        dora = somebody("Dora", "Dahl")
        services.edit_session(load("STAYS"), details("Ports that talk", dora), load("STAYS").revision)
        assert told(publish()) == {"Dora": [("Ports that talk", "new")], "Berta": [("Ports that talk", "left")]}


def test_a_corrected_description_is_no_reason_for_a_mail(released_three: None, uow: Any) -> None:
    with uow():
        berta = queries.notices_of(queries.releases(the_summit())[0])[1].person
        services.edit_session(load("STAYS"), details("Ports that talk", berta, abstract=Translated.same("More"), sdgs=(9,)),
                              load("STAYS").revision)  # fmt: skip
        assert told(publish()) == {}


def test_what_all_are_expected_in_is_told_to_all_when_it_moves_or_is_cancelled_and_to_nobody_before(
    uow: Any, letters: Any
) -> None:
    with uow():
        made = make_world()
        add(made, "ALL", 1, "HALL-B", title="The opening", attendance=Attendance.COMPULSORY)
        add(made, "FREE", 4, "HALL-C", title="A walk")
        names = let_in(made.summit, 2, waiting=1)
        assert told(publish()) == {}, "what was never announced nobody has to unlearn"
    before = len(letters())
    with uow():
        move("ALL", "HALL-B", OPENS + 2 * HOUR, OPENS + 3 * HOUR)
        move("FREE", "HALL-C", OPENS + 5 * HOUR, OPENS + 6 * HOUR)
        version = publish()
        assert told(version) == {name: [("The opening", "moved")] for name in names}
    assert len(letters()) == before, "nothing leaves before an organiser says so"
    with uow():
        services.release_notices(queries.releases(the_summit())[0], 2)
    sent = letters()[before:]
    assert len(sent) == 2 and {letter["Content-Language"] for letter in sent} == {"tr"}
    (part,) = sent[0].iter_attachments()
    assert vobject.readOne(part.get_payload(decode=True).decode()).vevent.sequence.value == "1"
    with uow():
        services.cancel_session(load("ALL"), load("ALL").revision)
        assert told(publish()) == {name: [("The opening", "cancelled")] for name in names}


def test_a_change_at_short_notice_is_told_to_all_only_if_somebody_says_so(uow: Any) -> None:
    with uow():
        made = make_world()
        add(made, "ALL", 1, "HALL-B", title="The opening", attendance=Attendance.COMPULSORY)
        names = let_in(made.summit, 2)
        publish()
        assert told(urgent("ALL", "HALL-C", OPENS + HOUR, OPENS + 2 * HOUR)) == {}
        everybody = urgent("ALL", "HALL-B", OPENS + HOUR, OPENS + 2 * HOUR, everybody=True)
        assert set(told(everybody)) == set(names)


def test_an_office_means_whoever_holds_it(uow: Any) -> None:
    with uow():
        made = make_world()
        holder = somebody("Hale", "Hoş")
        db.session.add(Tenure(person_id=holder.id, position_id=made.mayor.id))
        add(made, "M1", 1, "HALL-B", made.mayor)
        assert told(publish()) == {"Hale": [("Session M1", "new")]}


def test_who_has_chosen_a_session_is_asked_of_the_features_above(released_three: None, uow: Any, app: Flask, monkeypatch: Any) -> None:
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


def test_a_higher_feature_adds_people_once(released_three: None, uow: Any) -> None:
    with uow():
        change_draft()
        version = publish()
        more, anna = somebody("Fatma", "Fırat"), queries.notices_of(version, NoticeState.PREPARED)[0].person
        news = [News(load("MOVES").public_id, NewsKind.MOVED, Concern.STARRED, ("time",))]
        services.add_notices(version, {more.public_id: news, anna.public_id: news})
        assert told(version)["Fatma"] == [("Cooling the city", "moved")]
        assert len(told(version)) == 4


def test_somebody_left_out_is_not_written_to_until_told_after_all(released_three: None, uow: Any, letters: Any) -> None:
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


def test_all_who_are_told_for_one_reason_are_left_out_at_once(released_three: None, uow: Any, letters: Any) -> None:
    with uow():
        change_draft()
        version = publish()
        assert {concern: len(rows) for concern, rows in queries.reasons_of(version).items()} == {
            Concern.APPEARS: 2, Concern.INTERPRETS: 1,
        }  # fmt: skip
        assert services.drop_notices(version, Concern.INTERPRETS) == 1
        assert services.release_notices(version, 2) == 2
    assert "zeynep.su@example.org" not in {letter["To"] for letter in letters()[4:]}


def test_what_nobody_was_told_is_told_with_the_next_release_in_one_mail(released_three: None, uow: Any, letters: Any) -> None:
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


def test_what_was_moved_and_moved_back_is_not_told(released_three: None, uow: Any) -> None:
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

    def work() -> None:
        with reading():
            services.tell(many)

    side_by_side(work)
    with reading():
        assert len(mails()) == 23 == len({one.recipient for one in mails()})


def test_a_person_takes_what_is_told_of_them_along(released_three: None, uow: Any) -> None:
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
