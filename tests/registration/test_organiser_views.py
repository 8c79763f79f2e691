"""The organisers' pages about registrations: the table, decisions, one person, and addresses that lead nowhere."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from summitapp.accounts.values import Role
from summitapp.registration.values import Answers, State
from summitapp.summits import queries as summits
from tests.conftest import Reader, UnitOpener
from tests.factories.doors import staff
from tests.factories.registration import enter, make_delegation, make_summit, make_texts, registered
from tests.registration.test_views import FORM, TABLE, Letters, csrf, organiser, send
from tests.rig.statements import heard


@pytest.fixture
def summit(uow: UnitOpener) -> str:
    with uow():
        make_texts()
        made = make_summit(capacity=2)
        make_delegation(made, "Bremen")
        return made.public_id


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
