"""The pages and the API on which people answer, and those on which sealed answers are opened."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from summitapp.accounts import services as accounts
from summitapp.accounts.values import Role, TokenScope
from summitapp.audit.services import record
from summitapp.consents.values import Purpose
from summitapp.core.clock import now
from summitapp.questions.values import Kind, Phase, Reader
from summitapp.registration import queries, services
from summitapp.registration.values import Source
from summitapp.summits import queries as summits
from tests.conftest import Reader as Reading
from tests.conftest import UnitOpener
from tests.factories.questions import ask, options, section, when
from tests.factories.registration import enter, make_summit, make_texts, registered
from tests.portal.helpers import come_in
from tests.portal.test_code import code_in
from tests.registration.test_views import DETAILS, FORM, csrf, organiser, send

API = "/api/v1/summits/izmir-2027/registrations"


@pytest.fixture
def summit(uow: UnitOpener) -> str:
    with uow():
        make_texts()
        made = make_summit(contact_email="desk@example.org")
        home = section(made)
        ask(made, home, "visa", Kind.YES_NO)
        ask(made, home, "consulate", required=True, show_if=when("visa", "yes"))
        ask(made, home, "outlet", required=True, categories=frozenset({"press"}))
        ask(made, home, "tour", Kind.ONE_CHOICE, options=options("boat", "ruins", places=1))
        ask(made, home, "flight", Kind.TRAVEL, phase=Phase.CONFIRMED)
        ask(made, home, "diet", Kind.DIET, options=options("vegan"), readers=frozenset({Reader.CATERING}))
        ask(made, home, "call", Kind.EMERGENCY, readers=frozenset({Reader.FIRST_AID}))
        return made.public_id


@pytest.fixture
def mine(uow: UnitOpener, summit: str) -> str:
    """A participant with a sealed emergency contact; returns the public id."""
    with uow():
        found = summits.by_reference(summit)
        assert found is not None
        one = registered(enter(found, source=Source.LIST))
        services.answer_sealed(one, {"call": {"name": "Ali Su", "phone": "+905551112233"}}, {Purpose.EMERGENCY})
        return one.public_id


def answers(reading: Reading, reference: str) -> dict[str, Any]:
    with reading():
        found = queries.by_reference(reference)
        assert found is not None
        return {one.question.code: one.value for one in queries.answers_of(found)}


def test_the_form_judges_as_the_server_does_and_keeps_what_was_written(client: FlaskClient, summit: str) -> None:
    page = client.get(FORM).text
    assert 'name="q-visa"' in page and 'name="q-diet"' not in page and "q-flight" not in page
    assert "Only if your answer to “visa” is: Yes" in page and "Only for: Press" in page
    back = send(client, **DETAILS, **{"q-visa": "yes", "q-tour": "boat"})
    assert back.status_code == 422
    assert '<a href="#q-consulate">consulate</a>: Please answer this question.' in back.text
    assert re.search(r'id="q-tour-boat"[^>]*checked', back.text)
    assert send(client, **DETAILS, **{"q-visa": "no", "q-consulate": "x", "q-outlet": "x", "q-tour": "boat"}).status_code == 303
    full = send(client, **{**DETAILS, "email": "other@example.org", "given_name": "Su"}, **{"q-tour": "boat"})
    assert full.status_code == 422
    assert "No place is left" in full.text and "(no place left)" in full.text


def test_a_program_answers_under_the_same_rule(client: FlaskClient, uow: UnitOpener, summit: str, reading: Reading) -> None:
    with uow():
        _, token = accounts.create_token("site", TokenScope.REGISTRATIONS, summit, timedelta(days=9))
    bearer = {"Authorization": f"Bearer {token}"}
    told = {"given_name": "Ayşe", "family_name": "Su", "email": "ayse@example.org", "language": "tr", "category": "delegate"}
    wrong = client.post(API, json={**told, "answers": {"visa": True, "shoe": 42}}, headers=bearer)
    assert wrong.status_code == 422
    assert wrong.get_json()["errors"] == {"answers.consulate": "Please answer this question.", "answers.shoe": "There is no such question."}
    sealed = client.post(API, json={**told, "answers": {"diet": {"chosen": ["vegan"]}}}, headers=bearer)
    assert (sealed.status_code, sealed.get_json()["code"]) == (422, "sensitive_refused")
    assert "answers.diet" in sealed.get_json()["errors"]
    done = client.post(API, json={**told, "answers": {"visa": True, "consulate": "Berlin", "note": "Merhaba"}}, headers=bearer)
    assert done.status_code == 201
    with reading():
        found = queries.by_code("izmir-2027", done.get_json()["code"])
        assert found is not None
        reference = found.public_id
    assert answers(reading, reference) == {"visa": True, "consulate": "Berlin"}
    listed = client.get(API, headers=bearer).get_data(as_text=True)
    assert "Berlin" not in listed


def test_later_questions_wait_on_my_summit_until_changes_close(
    app: Flask, uow: UnitOpener, mine: str, reading: Reading
) -> None:
    me = app.test_client()
    come_in(me, uow, mine)
    assert "3 questions wait for you" in me.get("/en/my/").text
    address = f"/en/my/registrations/{mine}/questions/"
    assert "q-flight-arrival-date" in me.get(address).text
    bad = send(me, address, **{"q-flight-arrival-number": "TK 1337"})
    assert bad.status_code == 422 and "Please give the day of the journey as well." in bad.text and "TK 1337" in bad.text
    assert send(me, address, **{"q-visa": "no", "q-flight-arrival-date": "2027-10-12", "q-flight-arrival-number": "TK 1337"}).status_code == 303
    assert answers(reading, mine)["flight"] == {"arrival": {"date": "2027-10-12", "number": "TK 1337"}}
    token = csrf(me, address)
    with uow():
        found = queries.by_reference(mine)
        assert found is not None
        found.summit.changes_close_at = now()
        record("summit.dates_changed", found.summit)
    closed = me.get(address).text
    assert "desk@example.org" in closed and "TK 1337" in closed and "Save" not in closed
    assert me.post(address, data={"csrf_token": token, "q-visa": "yes"}).status_code == 409


def test_nobody_else_opens_my_answers(app: Flask, uow: UnitOpener, summit: str, mine: str) -> None:
    with uow():
        found = summits.by_reference(summit)
        assert found is not None
        other = registered(enter(found, 7, source=Source.LIST)).public_id
    stranger = app.test_client()
    come_in(stranger, uow, other)
    for page in ("questions", "needs"):
        assert stranger.get(f"/en/my/registrations/{mine}/{page}/").status_code == 403
        assert app.test_client().get(f"/en/my/registrations/{mine}/{page}/").status_code in (303, 404)


def test_sealed_answers_show_only_after_a_fresh_code(app: Flask, uow: UnitOpener, mine: str, letters: Any, reading: Reading) -> None:
    me = app.test_client()
    come_in(me, uow, mine)
    address = f"/en/my/registrations/{mine}/needs/"
    asked = me.get(address)
    assert asked.status_code == 303 and "/my/code/" in asked.headers["Location"]
    assert me.post(address, data={"csrf_token": csrf(me, "/en/my/")}).status_code == 303
    send(me, "/en/my/code/send/", asked.headers["Location"], next=address)
    send(me, "/en/my/code/", asked.headers["Location"], code=code_in(letters), next=address)
    page = me.get(address).text
    assert "Ali Su" in page and "Nobody so far." in page and "Emergency contact" in page
    refused = send(me, address, **{"q-call-name": "Ali Su", "q-call-phone": "+905551112233", "agreed": ["emergency"], "q-diet": "vegan"})
    assert refused.status_code == 422 and "Please agree above" in refused.text
    assert send(me, address, **{"q-diet": "vegan", "agreed": ["health"]}).status_code == 303
    assert answers(reading, mine) == {"diet": None}


@pytest.mark.parametrize("role", [Role.DESK, Role.VIEWER, Role.ORGANISER, Role.OWNER, Role.CATERING, Role.FIRST_AID])
def test_a_sealed_answer_opens_for_its_group_by_post_and_with_a_reason(
    role: Role, app: Flask, uow: UnitOpener, summit: str, mine: str, reading: Reading
) -> None:
    with reading():
        found = queries.by_reference(mine)
        assert found is not None
        code, name = found.code, found.person.given_name
    client = organiser(app, uow, summit, role)
    address = f"/en/organise/izmir-2027/sealed/{code}/"
    if role is Role.VIEWER:
        assert client.get(address).status_code == 403
        assert client.get("/en/organise/izmir-2027/sealed/").status_code == 403
        return
    assert "Ali Su" not in client.get(address).text
    assert (name in client.get(f"/en/organise/izmir-2027/sealed/?q={name.split()[0]}").text) is (role is Role.FIRST_AID)
    assert send(client, address, reason=" ").status_code == 422
    opened = send(client, address, reason="Fell on the stairs")
    if role is not Role.FIRST_AID:
        assert opened.status_code == 403 and "Ali Su" not in opened.text
        return
    assert opened.status_code == 200 and "Ali Su" in opened.text and "+90 555 111 22 33" in opened.text
    seen = organiser(app, uow, summit, Role.ORGANISER).get(f"/en/organise/izmir-2027/registrations/{code}/").text
    assert "Sealed answers opened" in seen and "Fell on the stairs" in seen and "Ali Su" not in seen
