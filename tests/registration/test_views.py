"""The public form and what follows it: confirming, one's own registration, and what is not there."""

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
from summitapp.registration.values import State
from summitapp.summits.models import Summit
from tests.conftest import Reader, UnitOpener
from tests.factories.doors import staff
from tests.factories.registration import enter, make_delegation, make_summit, make_texts, registered

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


@pytest.mark.parametrize("field", ["given_name", "family_name", "city", "organisation", "function", "note"])
def test_characters_that_no_database_keeps_are_named(
    client: FlaskClient, summit: str, reading: Reader, field: str
) -> None:
    answer = send(client, **{**DETAILS, field: "a\x00b"})
    assert answer.status_code == 422
    assert f'id="{field}-fault"' in answer.text
    assert people(reading) == 0
