"""The pages of registration."""

import re
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from summitapp.accounts.values import Role
from summitapp.consents import queries as consents
from summitapp.consents.values import Purpose
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.directory.models import Person
from summitapp.registration import services
from summitapp.registration.models import Registration
from summitapp.registration.values import Answers, State
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit
from tests.conftest import Reader, UnitOpener
from tests.factories.doors import staff
from tests.factories.registration import enter, make_delegation, make_summit, make_texts, registered
from tests.rig.statements import heard

FORM = "/en/summits/izmir-2027/register/"
TABLE = "/en/organise/izmir-2027/registrations/"
Letters = Callable[[], list[EmailMessage]]
DETAILS: dict[str, Any] = {
    "given_name": "Ayşe İnci", "family_name": "Çağlayan", "email": "ayse@example.org", "category": "delegate",
    "language": "tr", "city": "Şişli", "organisation": "Belediye", "function": "Daire Başkanı",
    "spoken_languages": ["tr", "de"], "interpretation": "de", "note": "Merhaba",
}  # fmt: skip


@pytest.fixture
def summit(uow: UnitOpener) -> str:
    with uow():
        make_texts()
        made = make_summit(capacity=2)
        make_delegation(made, "Bremen")
        return made.public_id


def csrf(client: FlaskClient, url: str = FORM) -> str:
    page = client.get(url).text
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found, page[:500]
    return found[1]


def send(client: FlaskClient, url: str = FORM, page: str = "", **data: Any) -> TestResponse:
    return client.post(url, data={"csrf_token": csrf(client, page or url), **data})


def organiser(app: Flask, uow: UnitOpener, reference: str, role: Role = Role.ORGANISER) -> FlaskClient:
    with uow():
        identifier = staff(reference, role)
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = identifier
    return client


def people(reading: Reader) -> int:
    with reading():
        return db.session.scalar(sa.select(sa.func.count()).select_from(Person)) or 0


def link(letter: EmailMessage, kind: str = "registrations/confirm") -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    found = re.search(rf"http://[^/]+(/\w\w/{kind}/\S+)", body.get_content())
    assert found, body.get_content()
    return found[1]


# --- the form -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["de", "tr", "en"])
def test_the_form_is_there_in_each_language(client: FlaskClient, summit: str, language: str) -> None:
    page = client.get(FORM.replace("/en/", f"/{language}/"))
    assert page.status_code == 200
    for name in ("given_name", "family_name", "single_name", "email", "category", "delegation", "city", "organisation",
                 "function", "spoken_languages", "interpretation", "language", "note", "consents", "website"):  # fmt: skip
        assert f'name="{name}"' in page.text
    assert "checked" not in re.sub(r'name="language"[^>]*|<input checked[^>]*name="language"', "", page.text)
    assert page.text.count('name="category"') == 2
    assert 'value="staff"' not in page.text


def test_somebody_registers_confirms_and_is_let_in(
    client: FlaskClient, summit: str, letters: Letters, reading: Reader
) -> None:
    answer = send(client, **DETAILS, delegation="BREMEN", consents=["photo"])
    assert (answer.status_code, answer.location) == (303, "/en/summits/izmir-2027/register/thanks/")
    assert "ayse@example.org" in client.get(answer.location).text
    (letter,) = letters()
    assert letter["To"] == "ayse@example.org"
    address = link(letter)
    with reading():
        one = db.session.scalars(sa.select(Registration)).one()
        assert (one.state, one.proven, one.city_text, one.delegation.code) == (  # type: ignore[union-attr]
            State.CONFIRMED, False, "Şişli", "BREMEN")  # fmt: skip
        assert consents.agrees(one.person_id, Purpose.PHOTO)
        assert not consents.agrees(one.person_id, Purpose.NEWSLETTER)
    assert client.get(address).status_code == 200
    with reading():
        assert not db.session.scalars(sa.select(Registration)).one().proven
    done = send(client, address)
    assert done.status_code == 303
    with reading():
        one = db.session.scalars(sa.select(Registration)).one()
        assert one.proven
        assert one.person.proven_at is not None
    assert client.get(done.location).status_code == 200
    assert [one["Subject"].split(":")[0] for one in letters()][1] != letter["Subject"].split(":")[0]
    with client.session_transaction() as session:
        assert session["_user_id"].startswith("link:")


def test_known_and_unknown_addresses_receive_the_same_answer(
    client: FlaskClient, app: Flask, summit: str, letters: Letters, reading: Reader
) -> None:
    first = send(client, **DETAILS)
    page = client.get(first.location).text
    other = app.test_client()
    second = send(other, **DETAILS)
    assert (second.status_code, second.location) == (first.status_code, first.location)
    assert other.get(second.location).text == page
    assert people(reading) == 1
    assert [letter["To"] for letter in letters()] == ["ayse@example.org"] * 2


@pytest.mark.parametrize(("change", "field"), [
    ({"given_name": " "}, "given_name"), ({"given_name": "x" * 201}, "given_name"), ({"family_name": ""}, "family_name"),
    ({"family_name": "x\u202e"}, "family_name"), ({"email": "ayse"}, "email"), ({"email": ""}, "email"),
    ({"category": "nobody"}, "category"), ({"category": ""}, "category"), ({"category": "staff"}, "category"),
    ({"delegation": "ATLANTIS"}, "delegation"), ({"language": "fr"}, "language"), ({"city": "x" * 201}, "city"),
    ({"organisation": "x" * 201}, "organisation"), ({"function": "x" * 201}, "function"),
    ({"spoken_languages": ["xx"]}, "spoken_languages"), ({"interpretation": "xx"}, "interpretation"),
    ({"note": "x" * 1001}, "note"), ({"consents": ["everything"]}, "consents"),
])
def test_a_wrong_field_is_named_the_rest_stays_and_nothing_is_written(
    client: FlaskClient, summit: str, reading: Reader, letters: Letters, change: dict[str, Any], field: str
) -> None:
    answer = send(client, **{**DETAILS, **change})
    assert answer.status_code == 422
    assert f'id="{field}-fault"' in answer.text
    assert answer.text.count('-fault"') >= 1
    kept = "Merhaba" if field != "note" else "Belediye"
    assert kept in answer.text
    assert people(reading) == 0
    assert letters() == []


def test_faults_are_said_in_the_readers_language(client: FlaskClient, summit: str) -> None:
    german = send(client, FORM.replace("/en/", "/de/"), **{**DETAILS, "given_name": ""}).text
    turkish = send(client, FORM.replace("/en/", "/tr/"), **{**DETAILS, "given_name": ""}).text
    assert "Please give your name." not in german + turkish


def test_a_machine_that_fills_every_field_learns_nothing(client: FlaskClient, summit: str, reading: Reader) -> None:
    answer = send(client, **DETAILS, website="https://spam.example")
    assert answer.status_code == 303
    assert people(reading) == 0


def test_without_the_forms_token_nothing_is_taken(client: FlaskClient, summit: str, reading: Reader) -> None:
    assert client.post(FORM, data=DETAILS).status_code == 400
    assert people(reading) == 0


def test_a_single_name_is_enough_when_said_so(client: FlaskClient, summit: str) -> None:
    assert send(client, **{**DETAILS, "given_name": "Wu", "family_name": "", "single_name": "y"}).status_code == 303


def test_a_closed_form_says_when_it_opens_and_takes_nothing(
    client: FlaskClient, summit: str, uow: UnitOpener, reading: Reader
) -> None:
    token = csrf(client)
    with uow():
        db.session.execute(sa.update(Summit).values(registration_opens_at=now() + timedelta(days=3)))
    page = client.get(FORM)
    assert page.status_code == 200
    assert "<form method=\"post\" action=\"/en/summits" not in page.text
    assert client.post(FORM, data={"csrf_token": token, **DETAILS}).status_code == 409
    assert people(reading) == 0


def test_what_is_not_there_is_not_found(client: FlaskClient, summit: str) -> None:
    assert client.get("/en/summits/nowhere/register/").status_code == 404
    assert client.get("/en/registrations/confirm/nonsense/").status_code == 404


def test_an_offered_place_is_taken_by_the_link(
    client: FlaskClient, uow: UnitOpener, letters: Letters, reading: Reader
) -> None:
    with uow():
        summit = make_summit(capacity=1, automatic=False)
        first, second = enter(summit, 1), enter(summit, 2)
        services.approve(registered(first))
        services.approve(registered(second))
        services.withdraw(registered(first))
    address = link([letter for letter in letters() if letter["To"] == "gulsah2@example.org"][-1])
    assert send(client, address).status_code == 303
    with reading():
        assert registered(second).state is State.CONFIRMED


# --- the organiser's table ----------------------------------------------------------------------


def test_strangers_viewers_and_other_organisers_are_kept_out(
    client: FlaskClient, app: Flask, summit: str, uow: UnitOpener, reading: Reader
) -> None:
    with uow():
        waiting = enter(summits.by_reference(summit), 1, answers=Answers(city="Buca"))  # type: ignore[arg-type]
        other = make_summit("other-2027").public_id
    page = f"{TABLE}{waiting.code}/"
    assert client.get(TABLE).status_code == 303
    assert client.get(page).status_code == 303
    viewer = organiser(app, uow, summit, Role.VIEWER)
    assert viewer.get(TABLE).status_code == 200
    assert "what" not in re.findall(r'name="(\w+)"', viewer.get(TABLE).text)
    token = csrf(viewer, FORM)
    for url in (f"{TABLE}bulk", f"{TABLE}export.csv", f"{TABLE}export.xlsx", f"{page}approve", f"{page}decline", f"{page}cancel", f"{page}reopen"):
        assert viewer.post(url, data={"csrf_token": token, "reason": "no"}).status_code == 403
    with uow():
        stranger_id = staff(other, Role.OWNER, "stranger@example.org")
    stranger = app.test_client()
    with stranger.session_transaction() as session:
        session["_user_id"] = stranger_id
    assert stranger.get(TABLE).status_code == 403
    assert stranger.get(page).status_code == 403
    assert stranger.get(f"{TABLE}ZZZZZZ/").status_code == 404
    with reading():
        assert registered(waiting).state is State.CONFIRMED


def test_the_table_finds_people_however_they_are_typed(app: Flask, summit: str, uow: UnitOpener) -> None:
    client = organiser(app, uow, summit)
    with uow():
        place = summits.by_reference(summit)
        assert place is not None
        enter(place, 1, given_name="Nilüfer", answers=Answers(city="Şişli"))
        enter(place, 2, given_name="Jürgen", family_name="Weiß-Özdemir")
        enter(place, 3, given_name="Siobhán")
    for typed, found in (("sisli", "Nilüfer"), ("ŞİŞLİ", "Nilüfer"), ("juergen", "Jürgen"), ("ozdemir", "Jürgen"),
                         ("gulsah3@", "Siobhán")):  # fmt: skip
        page = client.get(TABLE, query_string={"q": typed}).text
        assert found in page
        assert len(re.findall(r'name="chosen"', page)) == 1
    assert "Nobody fits" in client.get(TABLE, query_string={"q": "nobody"}).text
    assert len(re.findall(r'name="chosen"', client.get(TABLE, query_string={"state": "waiting"}).text)) == 1
    assert client.get(TABLE, query_string={"state": "x", "category": "y", "delegation": "9", "before": "z"}).status_code == 200


def test_the_tables_questions_do_not_grow_with_its_rows(app: Flask, summit: str, uow: UnitOpener) -> None:
    client = organiser(app, uow, summit)
    numbers = []
    for batch in ((1,), (2, 3)):
        with uow():
            place = summits.by_reference(summit)
            assert place is not None
            bremen = make_delegation(place, f"Stadt {batch}")
            for number in batch:
                enter(place, number, delegation=bremen)
        client.get(TABLE)
        with heard(app) as said:
            assert client.get(TABLE).status_code == 200
        numbers.append(len(said))
    assert numbers[0] == numbers[1]


def test_older_registrations_are_a_page_away(app: Flask, summit: str, uow: UnitOpener, monkeypatch: Any) -> None:
    from summitapp.registration import queries

    monkeypatch.setattr(queries.table, "PAGE", 2)
    client = organiser(app, uow, summit)
    with uow():
        place = summits.by_reference(summit)
        assert place is not None
        for number in range(3):
            enter(place, number)
    first = client.get(TABLE, query_string={"category": ""}).text
    following = re.search(r'rel="next" href="([^"]*after=\d+)"', first)
    assert following
    second = client.get(following[1].replace("&amp;", "&")).text
    assert len(re.findall(r'name="chosen"', second)) == 1
    assert "Gülşah 0" in second
    back = re.search(r'rel="prev" href="([^"]*before=\d+)"', second)
    assert back
    assert re.findall(r"Gülşah \d</a>", client.get(back[1].replace("&amp;", "&")).text) == ["Gülşah 2</a>", "Gülşah 1</a>"]


def test_many_are_approved_or_declined_at_once(
    app: Flask, uow: UnitOpener, letters: Letters, reading: Reader
) -> None:
    with uow():
        place = make_summit(capacity=2, automatic=False)
        reference = place.public_id
        receipts = [enter(place, number) for number in range(5)]
    client = organiser(app, uow, reference)
    ids = [one.public_id for one in receipts]
    before = len(letters())
    asked = send(client, f"{TABLE}bulk", TABLE, what="approve", chosen=ids[:3])
    assert asked.status_code == 200
    assert "Approve 3 people?" in asked.text
    with reading():
        assert {registered(one).state for one in receipts} == {State.SUBMITTED}
    answer = send(client, f"{TABLE}bulk", TABLE, what="approve", chosen=ids[:3], number="3")
    assert answer.status_code == 303
    page = client.get(TABLE).text
    assert "2 people have a place" in page
    assert "on the waiting list and told so" in page
    refused = send(client, f"{TABLE}bulk", TABLE, what="decline", chosen=ids[3:], reason=" ", number="2")
    assert refused.status_code == 422
    assert "Please give a reason" in refused.text
    assert all(f'value="{one}"' in refused.text for one in ids[3:])
    with reading():
        assert {registered(one).state for one in receipts[3:]} == {State.SUBMITTED}
    assert send(client, f"{TABLE}bulk", TABLE, what="decline", chosen=ids[2:], reason="Leider voll", number="3").status_code == 303
    with reading():
        assert [registered(one).state.value for one in receipts] == ["confirmed", "confirmed", *["declined"] * 3]
    assert len(letters()) == before + 6
    again = send(client, f"{TABLE}bulk", TABLE, what="approve", chosen=ids[:1])
    assert again.status_code == 303
    assert "can no longer be changed" in client.get(TABLE).text


def test_a_list_is_handed_over_without_formulas_and_that_is_written_down(
    app: Flask, summit: str, uow: UnitOpener, reading: Reader
) -> None:
    from summitapp.audit import queries as audit

    with uow():
        place = summits.by_reference(summit)
        assert place is not None
        enter(place, 1, given_name="=HYPERLINK(1)", family_name="+cmd", answers=Answers(city="@x", function="-cmd"))
    client = organiser(app, uow, summit)
    answer = send(client, f"{TABLE}export.csv", TABLE, columns="all")
    assert answer.status_code == 200
    assert answer.content_type == "text/csv; charset=utf-8"
    text = answer.get_data().decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text and "'+cmd" in text and "'@x" in text and "'-cmd" in text
    assert not re.search(r"(^|,)[=+@-]", text, re.M)
    with reading():
        assert "registrations.exported" in [line.action for line in audit.of_summit(summit)]


# --- one person ---------------------------------------------------------------------------------


def test_the_page_of_a_person_shows_the_history_and_decides(
    app: Flask, uow: UnitOpener, letters: Letters, reading: Reader
) -> None:
    with uow():
        place = make_summit(capacity=1, automatic=False)
        reference = place.public_id
        receipt = enter(place, 1, answers=Answers(function="Başkan"))
    client = organiser(app, uow, reference)
    page = f"{TABLE}{receipt.code}/"
    assert "Registration received" in client.get(page).text
    assert "Başkan" in client.get(page).text
    assert send(client, f"{page}decline", page, reason="").status_code == 422
    assert send(client, f"{page}decline", page, reason="Zu spät").status_code == 303
    assert "Zu spät" in client.get(page).text
    assert send(client, f"{page}approve", page).status_code == 409
    assert send(client, f"{page}reopen", page).status_code == 303
    assert send(client, f"{page}approve", page).status_code == 303
    assert "Approved: the place is confirmed. Gülşah 1 Yıldız Ünal is told by mail." in client.get(page).text
    assert send(client, f"{page}cancel", page, reason="Absage").status_code == 303
    with reading():
        assert registered(receipt).state is State.CANCELLED
    assert len(letters()) == 5


@pytest.mark.parametrize("query", [
    "before=99999999999999999999", "before=-1", "before=%00", "q=%00", "q=%F0%9F%8C%8D", "state=%00", "q=" + "x" * 3000,
    "category=99999999999999999999", "before=1&before=2",
])
def test_no_address_breaks_the_table(app: Flask, summit: str, uow: UnitOpener, query: str) -> None:
    client = organiser(app, uow, summit)
    assert client.get(f"{TABLE}?{query}").status_code == 200


def test_odd_addresses_and_boxes_are_not_found_or_passed_over(app: Flask, summit: str, uow: UnitOpener) -> None:
    client = organiser(app, uow, summit)
    assert client.get(f"{TABLE}%00/").status_code == 404
    assert client.get("/en/summits/%00/register/").status_code == 404
    assert client.get("/en/registrations/confirm/%00/").status_code == 404
    data = {"csrf_token": csrf(client), "what": "approve", "chosen": ["\x00", "nobody", "x" * 5000]}
    assert client.post(f"{TABLE}bulk", data=data).status_code == 303
    assert "Nobody was chosen" in client.get(TABLE).text


@pytest.mark.parametrize("field", ["given_name", "family_name", "city", "organisation", "function", "note"])
def test_characters_that_no_database_keeps_are_named(
    client: FlaskClient, summit: str, reading: Reader, field: str
) -> None:
    answer = send(client, **{**DETAILS, field: "a\x00b"})
    assert answer.status_code == 422
    assert f'id="{field}-fault"' in answer.text
    assert people(reading) == 0
