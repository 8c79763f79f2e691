"""Badges come and go with registrations, and go to paper."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pypdfium2
import pytest
import sqlalchemy as sa
import zxingcpp

from summitapp.audit.models import AuditEntry
from summitapp.badges import queries, services
from summitapp.badges.models import Badge, PrintRun
from summitapp.badges.values import (
    BadgeAlreadyIssued,
    BadgeState,
    Layout,
    NoActiveBadge,
    NothingToPrint,
    PrintingFailed,
    PrintSelection,
    PrintState,
    RevocationReason,
)
from summitapp.consents import services as consents
from summitapp.consents.values import Purpose
from summitapp.core.db import db, refusal_of
from summitapp.core.events import announce
from summitapp.registration.models import Registration
from summitapp.registration.values import RegistrationCancelled, RegistrationConfirmed, State
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit
from tests.factories import doors
from tests.factories.doors import World


@pytest.fixture
def world(uow: Callable[..., Any]) -> World:
    with uow():
        return doors.build(people=3)


def the_summit() -> Summit:
    summit = summits.by_slug("izmir-2027")
    assert summit is not None
    return summit


def registration_of(world: World, number: int = 0) -> Registration:
    registration = db.session.get(Registration, world.registrations[number])
    assert registration is not None
    return registration


def test_the_database_holds_neither_the_code_nor_anything_that_leads_to_it(
    world: World, reading: Callable[..., Any]
) -> None:
    with reading():
        for badge in db.session.scalars(sa.select(Badge)):
            token = world.tokens[world.registrations.index(badge.registration_id)]
            assert token.encode() not in badge.sealed and token not in badge.lookup
            assert services.open_code(badge.sealed, badge.lookup) == token
            assert badge.lookup == services.lookup_of(token)
            with pytest.raises(ValueError, match="cannot be opened"):
                services.open_code(badge.sealed, "0" * 32)


def test_a_confirmed_registration_gets_one_badge_however_often_it_is_announced(
    world: World, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    with uow():
        summit = the_summit()
        registration = doors.make_registration(summit, "Işıl", "Su")
        db.session.flush()
        news = RegistrationConfirmed(registration.id, registration.public_id, summit.id, registration.person_id,
                                     registration.category_id)
        announce(news)
        announce(news)
        number = registration.id
    with reading():
        assert [badge.state for badge in queries.history(number)] == [BadgeState.ACTIVE]


def test_a_cancelled_registration_loses_its_badge_and_gets_another_one_when_confirmed_again(
    world: World, uow: Callable[..., Any]
) -> None:
    with uow():
        registration = registration_of(world)
        announce(RegistrationCancelled(registration.id, registration.public_id, registration.summit_id,
                                       registration.person_id, State.CANCELLED))
        assert services.token_of(registration.id) is None
    with uow():
        registration = registration_of(world)
        services.issue_many(registration.summit_id, world.summit, [registration.id])
        assert services.token_of(registration.id) not in (None, world.tokens[0])
        states = [(badge.number, badge.state, badge.revocation) for badge in queries.history(registration.id)]
        assert states == [(2, "active", None), (1, "revoked", "cancelled")]


def test_two_valid_badges_are_refused_by_the_database_itself(world: World, uow: Callable[..., Any]) -> None:
    with pytest.raises(sa.exc.IntegrityError) as caught, uow():
        services.issue_many(the_summit().id, world.summit, [world.registrations[0]])
    assert isinstance(refusal_of(caught.value), BadgeAlreadyIssued)


def test_revoking_is_told_in_the_trail_and_cannot_be_done_twice(
    world: World, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    with uow():
        badge = queries.active_of_registration(world.registrations[0])
        assert badge is not None
        services.revoke_badge(badge, RevocationReason.LOST, "left in the tram")
    with pytest.raises(NoActiveBadge), uow():
        services.reissue_badge(registration_of(world), RevocationReason.LOST)
    with reading():
        entry = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "badge.revoked")).one()
        assert entry.changes == {"reason": "lost"} and entry.summit == world.summit


def test_the_list_is_searched_by_folded_name_and_by_code(world: World, reading: Callable[..., Any]) -> None:
    with reading():
        summit = the_summit()
        assert [row.name for row in queries.listed(summit.id, "KILIC")[0]] == ["Nilüfer Kılıç-Krämer"]
        assert [row.name for row in queries.listed(summit.id, world.codes[1])[0]] == ["İbrahim Iğdırlı"]
        assert queries.listed(summit.id)[1] == 3 and queries.listed(summit.id, show="revoked")[1] == 0
        assert queries.listed(summit.id, "%")[1] == 0


def _codes(pdf: bytes) -> list[list[str]]:
    document = pypdfium2.PdfDocument(pdf)
    return [
        [found.text for found in zxingcpp.read_barcodes(document[page].render(scale=3).to_pil())]
        for page in range(0, len(document), 2)
    ]


def test_a_print_run_holds_every_valid_badge_once_and_marks_it_as_printed(
    world: World, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    with uow():
        run = services.ask_for_print(the_summit(), PrintSelection.ALL).public_id
    with reading():
        done = queries.run_by_reference(run)
        assert done is not None and (done.state, done.done, done.total) == (PrintState.DONE, 3, 3)
        path = services.file_of(done)
        assert path is not None and path.stat().st_mode & 0o077 == 0
        assert sorted(code for page in _codes(path.read_bytes()) for code in page) == sorted(world.tokens)
        assert all(db.session.scalars(sa.select(Badge.printed_at.is_not(None))))


def test_new_means_never_printed_or_changed_since(world: World, uow: Callable[..., Any]) -> None:
    with uow():
        services.ask_for_print(the_summit(), PrintSelection.NEW)
    with uow():
        with pytest.raises(NothingToPrint):
            services.ask_for_print(the_summit(), PrintSelection.NEW)
        registration_of(world).person.given_name = "Nilüfer Ayşe"
        from summitapp.audit.services import record

        record("person.changed", registration_of(world).person)
        db.session.flush()
        chosen = services.choose(the_summit(), PrintSelection.NEW)
        assert [face.given_name for _, _, face in chosen] == ["Nilüfer Ayşe"]


def test_a_badge_shows_city_of_the_delegation_and_category_in_every_language(
    world: World, uow: Callable[..., Any]
) -> None:
    with uow():
        summit = the_summit()
        registration = doors.make_registration(summit, "Şükrü", "Öğüt", category=1, delegation=doors.make_delegation(summit))
        db.session.flush()
        services.issue_badge(registration.id, summit.id, summit.public_id)
        ((_, code, face),) = services.choose(summit, PrintSelection.ALL, delegation="KARSIYAKA")
        assert code == registration.code and face.city == "Karşıyaka" and face.function is not None
        assert (face.function.text, face.function.lang) == ("Leiterin Stadtgrün", "de")
        assert [face.category.word.text, *(line.text for line in face.category.others)] == ["Presse", "Basın", "Press"]
        assert face.languages == ("de", "tr")
        sheet = services.sheet_of(summit, [face], Layout.FOLD)
        assert sheet.dates == "13.–15. Oktober 2027" and sheet.back.notes[0][0].lang == "de"
        assert sheet.back.programme_url.endswith("/de/summits/izmir-2027/agenda/")


def test_a_run_that_cannot_be_laid_out_says_so_and_marks_nothing_as_printed(
    world: World, uow: Callable[..., Any], reading: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise PrintingFailed

    monkeypatch.setattr("summitapp.badges.documents.lay_out_many", fail)
    with uow():
        run = services.ask_for_print(the_summit(), PrintSelection.ALL).public_id
    with reading():
        failed = queries.run_by_reference(run)
        assert failed is not None and failed.state is PrintState.FAILED and failed.finished_at is not None
        assert not any(db.session.scalars(sa.select(Badge.printed_at.is_not(None))))


def test_the_sweep_finishes_what_was_not_woken_and_removes_old_files(
    app: Any, world: World, uow: Callable[..., Any], reading: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with uow():
        summit = the_summit()
        badge = queries.active_of_registration(world.registrations[0])
        assert badge is not None
        db.session.add(PrintRun(public_id="forgotten", summit_id=summit.id, selection=PrintSelection.CHOSEN, total=1,
                                badges=[badge.public_id], asked_by="x", asked_at=datetime(2027, 1, 1, tzinfo=UTC)))
    with app.app_context():
        services.sweep()
    with reading():
        run = queries.run_by_reference("forgotten")
        assert run is not None and run.state is PrintState.DONE
        path = services.file_of(run)
        assert path is not None and path.is_file()
        later = datetime.now(UTC) + timedelta(hours=25)
    monkeypatch.setattr("summitapp.badges.services.printing.now", lambda: later)
    with app.app_context():
        services.sweep()
    with reading():
        run = queries.run_by_reference("forgotten")
        assert run is not None and run.file_name == "" and not path.exists()


def test_a_run_of_many_is_a_zip_of_files(
    world: World, uow: Callable[..., Any], reading: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summitapp.badges.services.printing.CHUNK", 2)
    with uow():
        run = services.ask_for_print(the_summit(), PrintSelection.ALL).public_id
    with reading():
        done = queries.run_by_reference(run)
        path = services.file_of(done) if done is not None else None
        assert path is not None and path.suffix == ".zip"
        pack = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
        pages = [code for name in pack.namelist() for page in _codes(pack.read(name)) for code in page]
        assert len(pack.namelist()) == 2 and sorted(pages) == sorted(world.tokens)


def test_badges_lie_by_delegation_and_family_name_as_the_desk_looks_them_up(
    world: World, uow: Callable[..., Any]
) -> None:
    with uow():
        summit = the_summit()
        delegation = doors.make_delegation(summit)
        for given, family, group in (("Ali", "Çelik", None), ("Zoe", "Çelik", None), ("Ada", "Iğdır", delegation)):
            registration = doors.make_registration(summit, given, family, delegation=group)
            db.session.flush()
            services.issue_badge(registration.id, summit.id, summit.public_id)
        faces = [face for _, _, face in services.choose(summit, PrintSelection.ALL)]
        assert [(face.family_name or face.given_name, face.given_name) for face in faces] == [
            ("Çelik", "Ali"), ("Çelik", "Zoe"), ("Iğdırlı", "İbrahim"), ("Kılıç-Krämer", "Nilüfer"), ("Wu", "Wu"),
            ("Iğdır", "Ada")]


def test_a_person_gets_what_is_kept_of_their_badges_and_can_have_it_erased(
    world: World, uow: Callable[..., Any], reading: Callable[..., Any]
) -> None:
    with reading():
        (line,) = services.export_personal(registration_of(world).person)
        assert (line["summit"], line["state"], line["code"]) == ("izmir-2027", "active", world.tokens[0])
    with uow():
        services.erase_personal(registration_of(world).person)
    with reading():
        (badge,) = queries.history(world.registrations[0])
        assert (badge.state, badge.sealed) == (BadgeState.REVOKED, b"")
        assert services.lookup_of(world.tokens[0]) not in badge.lookup


def test_who_has_not_agreed_to_photos_carries_the_mark_for_photographers(
    world: World, uow: Callable[..., Any]
) -> None:
    with uow():
        consents.ensure_texts()
        person = registration_of(world).person
        consents.decide(person, Purpose.PHOTO, True)
        db.session.flush()
        marks = {face.given_name: face.photo_mark for _, _, face in services.choose(the_summit(), PrintSelection.ALL)}
        assert marks.pop("Nilüfer") is None
        assert {mark.lang for mark in marks.values() if mark is not None} == {"de"} and len(marks) == 2
