"""What is done from the organisers' table: decisions about many, one person put right, and who may do neither."""

import re
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage

import pytest
from flask import Flask

from summitapp.accounts.values import Role
from summitapp.core.clock import now
from summitapp.registration import queries
from summitapp.registration.values import (
    Answers,
    Filter,
    State,
)
from tests.conftest import Reader, UnitOpener
from tests.factories.doors import staff
from tests.factories.registration import enter, make_delegation, make_summit, make_texts, registered
from tests.registration.test_table import fill, there, there_delegations
from tests.registration.test_views import TABLE, csrf, organiser, send

Letters = Callable[[], list[EmailMessage]]


@pytest.fixture
def summit(uow: UnitOpener) -> str:
    with uow():
        make_texts()
        return make_summit().public_id


def test_all_that_a_filter_shows_are_moved_as_far_as_there_are_places(
    app: Flask, uow: UnitOpener, reading: Reader
) -> None:
    with uow():
        summit = make_summit()
        reference = summit.public_id
        press = next(one for one in summit.categories if one.code == "press")
        press.capacity, number = 2, str(press.id)
        receipts = [enter(summit, row) for row in range(3)]
    client = organiser(app, uow, reference)
    asked = send(client, f"{TABLE}bulk?q=gulsah", TABLE, what="category", scope="all")
    assert "Change the category of 3 people?" in asked.text
    stale = send(client, f"{TABLE}bulk?q=gulsah", TABLE, what="category", scope="all", number="2", category=number)
    assert "Change the category of 3 people?" in stale.text  # it is asked again when it became more
    ids = re.findall(r'name="chosen" value="(\w+)"', asked.text)
    done = send(client, f"{TABLE}bulk?q=gulsah", TABLE, what="category", chosen=ids, number="3", category=number)
    assert done.status_code == 303
    page = client.get(TABLE).text
    assert "2 people were changed." in page
    assert "All places in this category are taken." in page
    with reading():
        states = [registered(one) for one in receipts]
        assert sorted(one.category.code for one in states) == ["delegate", "press", "press"]
        assert {one.state for one in states} == {State.CONFIRMED}
        assert sorted(one.taken for one in there().categories) == [0, 1, 2]
        assert there().taken == 3


def test_many_are_put_into_a_delegation_within_its_quota(app: Flask, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        summit = make_summit()
        reference = summit.public_id
        number = str(make_delegation(summit, "Bremen", quota=1).id)
        receipts = [enter(summit, row) for row in range(2)]
    client = organiser(app, uow, reference)
    ids = [one.public_id for one in receipts]
    answer = send(client, f"{TABLE}bulk", TABLE, what="delegation", chosen=ids, number="2", delegation=number)
    assert answer.status_code == 303
    with reading():
        assert sorted(bool(registered(one).delegation) for one in receipts) == [False, True]
        assert [row.taken for row in there_delegations()] == [1]
        assert queries.count(there().id, Filter(place=("bremen",))) == 1


def test_too_many_are_not_decided_at_once(
    app: Flask, uow: UnitOpener, summit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from summitapp.registration.views import bulk

    monkeypatch.setattr(bulk, "MOST_CHOSEN", 2)
    with uow():
        for number in range(3):
            enter(there(), number)
    client = organiser(app, uow, summit)
    assert send(client, f"{TABLE}bulk", TABLE, what="cancel", scope="all").status_code == 303
    assert "more than 2 people" in client.get(TABLE).text


def test_an_answer_that_came_by_letter_is_written_down(
    app: Flask, uow: UnitOpener, letters: Letters, reading: Reader
) -> None:
    with uow():
        summit = make_summit(capacity=1, registration_closes_at=now() - timedelta(days=1))
        reference = summit.public_id
        make_delegation(summit, "Bremen")
    client = organiser(app, uow, reference)
    person = {
        "given_name": "Ursula", "family_name": "Weiß", "language": "de", "category": "staff", "delegation": "BREMEN",
        "role": "head", "state": "confirmed", "phone": "0421 123", "email": "u@example.org", "tell": "y",
    }  # fmt: skip
    wrong = send(client, f"{TABLE}add/", **person)
    assert wrong.status_code == 422
    assert "country code" in wrong.text
    answer = send(client, f"{TABLE}add/", **{**person, "phone": "+49 421 218 0"})
    assert answer.status_code == 303
    assert len(letters()) == 1
    page = client.get(answer.location).text
    assert "Head of delegation" in page and "+494212180" in page and "The organisers" in page
    full = send(client, f"{TABLE}add/", **{**person, "given_name": "Zweite", "role": "member", "phone": ""})
    assert full.status_code == 409
    assert "All places" in full.text
    waiting = {**person, "given_name": "Dritte", "role": "member", "phone": "", "state": "waiting"}
    del waiting["tell"]
    assert send(client, f"{TABLE}add/", **waiting).status_code == 303
    assert len(letters()) == 1
    with reading():
        assert there().taken == 1


def test_what_is_wrong_is_put_right_and_an_address_only_with_a_reason(
    app: Flask, uow: UnitOpener, summit: str, letters: Letters, reading: Reader
) -> None:
    with uow():
        receipt = enter(there(), 1, answers=Answers(city="Konak", spoken_languages=("tr",)))
        enter(there(), 2)
    client = organiser(app, uow, summit)
    page = f"{TABLE}{receipt.code}/correct/"
    details = {
        "given_name": "Gülşah", "family_name": "Yıldız", "language": "tr", "category": "delegate", "delegation": "",
        "role": "member", "city": "Buca", "email": "new@example.org", "spoken_languages": ["tr"],
    }  # fmt: skip
    refused = send(client, page, **details)
    assert refused.status_code == 422
    assert "Please say why" in refused.text
    with reading():
        assert registered(receipt).city_text == "Konak"
    before = len(letters())
    assert send(client, page, **details, reason="Called us").status_code == 303
    assert [letter["To"] for letter in letters()[before:]] == ["gulsah1@example.org", "new@example.org"]
    shown = client.get(f"{TABLE}{receipt.code}/").text
    assert "Called us" in shown and "Buca" in shown and "not shown here" in shown
    with reading():
        assert registered(receipt).person.proven_at is None
        assert queries.count(there().id, Filter(terms=("new@example.org",))) == 1
    taken = {**details, "given_name": "Gülşah 2", "family_name": "Yıldız Ünal", "email": "gulsah2@example.org"}
    clash = send(client, page, **taken, reason="x")
    assert clash.status_code == 409
    assert "already registered" in clash.text


def test_the_pages_of_a_person_lead_along_the_list(app: Flask, uow: UnitOpener, summit: str) -> None:
    with uow():
        codes = fill()
    client = organiser(app, uow, summit)
    page = client.get(f"{TABLE}{codes[0]}/?sort=name&state=confirmed", headers={"Accept-Language": "en"}).text
    assert re.search(r'rel="prev" href="[^"]*state=confirmed[^"]*"', page)
    assert "Ay Ağa" in page and "Ay Cem" in page


def test_nobody_but_the_team_opens_what_belongs_to_the_table(app: Flask, uow: UnitOpener, summit: str) -> None:
    with uow():
        receipt = enter(there(), 1)
        other = make_summit("other-2027").public_id
    viewer = organiser(app, uow, summit, Role.VIEWER)
    for path in ("add/", f"{receipt.code}/correct/"):
        assert viewer.get(TABLE + path).status_code == 403
    assert viewer.post(f"{TABLE}bulk", data={"csrf_token": csrf(viewer, TABLE), "what": "approve"}).status_code == 403
    with uow():
        identifier = staff(other, Role.OWNER, "stranger@example.org")
    stranger = app.test_client()
    with stranger.session_transaction() as session:
        session["_user_id"] = identifier
    for path in ("views/", "duplicates/", "add/", f"{receipt.code}/correct/"):
        assert stranger.get(TABLE + path).status_code == 403
