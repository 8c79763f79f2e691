"""The pages of contacts: a scan by a stranger, by somebody who takes part, and everything one does in the list."""

import re
from collections.abc import Callable
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
import vobject
from flask import Flask

from summitapp.accounts.values import Role
from summitapp.badges import queries as badges
from summitapp.badges import services as badge_services
from summitapp.contacts import queries
from tests.conftest import Reader, UnitOpener
from tests.factories import contacts as people
from tests.factories import doors
from tests.factories.contacts import ALL, EMAIL, Crowd, exchanged, form, somebody
from tests.factories.visitors import Visitor
from tests.rig.paper import page_codes

MINE = "/en/my/contacts/"
NAMES = ("Nilüfer", "İbrahim", "Kılıç", "Iğdırlı")


@pytest.fixture
def made(uow: UnitOpener) -> Crowd:
    with uow():
        return people.crowd(3)


def visitor(app: Flask, made: Crowd, place: int) -> Visitor:
    return Visitor(app, made.sessions[place])


def reference(made: Crowd, reading: Reader, place: int = 0) -> str:
    with reading():
        return queries.of_person(somebody(made, place).id)[0].public_id


@pytest.mark.parametrize(("wanted", "language"), [("tr-TR,tr;q=0.9", "tr"), ("de-AT", "de"), ("fr", "en")])
def test_the_printed_address_leads_to_the_readers_language(app: Flask, made: Crowd, wanted: str, language: str) -> None:
    answer = app.test_client().get(f"/c/{made.codes[1]}", headers={"Accept-Language": wanted})
    assert answer.status_code == 303 and answer.location == f"/{language}/my/contacts/code/{made.codes[1]}/"


def test_a_stranger_sees_nobodys_name_comes_in_and_is_led_back(
    app: Flask, made: Crowd, uow: UnitOpener, letters: Callable[[], list[EmailMessage]]
) -> None:
    stranger = Visitor(app)
    page = stranger.client.get(f"/c/{made.codes[1]}", follow_redirects=True)
    assert page.status_code == 200 and "You scanned a badge" in page.text
    assert not any(name in page.text for name in NAMES)
    assert stranger.send("/en/my/", "/en/my/", {"email": "person0@example.org"}).status_code == 303
    text = letters()[-1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    link = re.search(r"https?://[^/]+(/\w\w/my/link/\S+)", text)
    assert link
    answer = stranger.send(link[1], link[1])
    assert answer.status_code == 303 and answer.location == f"/en/my/contacts/code/{made.codes[1]}/"
    assert "İbrahim Iğdırlı" in stranger.get(answer.location).text
    assert stranger.send("/en/my/", "/en/sign-out/").status_code == 303


def test_looking_changes_nothing_and_a_button_asks(app: Flask, made: Crowd, reading: Reader) -> None:
    me = visitor(app, made, 0)
    address = f"{MINE}code/{made.codes[1]}/"
    page = me.get(address)
    assert "İbrahim Iğdırlı" in page.text and "Bremen" in page.text and "Ask to exchange contacts" in page.text
    assert "Leiterin" not in page.text and "person1@" not in page.text
    with reading():
        assert queries.of_person(somebody(made, 0).id) == []
    assert me.send(address, address, {"phone": ""}).status_code == 422
    assert me.send(address, address, form(ALL) | {"phone": "none"}).status_code == 422
    assert me.send(address, address, form(ALL)).location == MINE
    assert "not answered yet" in me.get(MINE).text
    assert "You have asked already" in me.get(address).text
    other = visitor(app, made, 1)
    assert "requests waits" in other.get("/en/my/").text or "one request waits for you" in other.get("/en/my/").text
    assert "has asked you already" in other.get(f"{MINE}code/{made.codes[0]}/").text
    assert "person0@" not in other.get(MINE).text


def test_the_one_who_was_asked_agrees_and_both_take_a_card_along(app: Flask, made: Crowd, reading: Reader) -> None:
    me, other = visitor(app, made, 0), visitor(app, made, 1)
    me.send(f"{MINE}code/{made.codes[1]}/", f"{MINE}code/{made.codes[1]}/", form(ALL))
    page = f"{MINE}{reference(made, reading)}/"
    assert other.send(page, f"{page}accept", form(EMAIL)).location == page
    assert "person0@example.org" in other.get(page).text and ALL.phone in other.get(page).text
    assert "person1@example.org" in me.get(page).text
    for address, version in ((f"{page}contact.vcf", "3.0"), (f"{page}contact.vcf?version=4.0", "4.0"), (f"{MINE}contacts.vcf", "3.0")):
        answer = other.get(address)
        assert answer.content_type == "text/vcard; charset=utf-8" and "attachment" in answer.headers["Content-Disposition"]
        card = vobject.readOne(answer.text)
        assert (card.fn.value, card.version.value, card.email.value) == ("Nilüfer Kılıç-Krämer", version, "person0@example.org")
        assert card.org.value == ["Büyükşehir Belediyesi, İzmir; Kültür"]
    assert other.send(page, f"{page}note", {"note": "Radwege", "tags": "Verkehr, Bremen"}).status_code == 303
    assert "Radwege" in other.get(f"{MINE}?q=verkehr").text and "Radwege" not in me.get(page).text
    assert other.send(page, f"{page}share", form(ALL)).location == page
    assert ALL.phone in me.get(page).text
    assert me.send(page, f"{page}end").location == MINE
    assert "They ended this exchange" in other.get(MINE).text and "person0@" not in other.get(MINE).text
    assert other.get(f"{page}contact.vcf").status_code == 404
    assert me.send(page, f"{page}end").location == MINE  # once more: told how it stands


def test_a_typed_code_and_what_is_no_code(app: Flask, made: Crowd) -> None:
    me = visitor(app, made, 0)
    spaced = " ".join(re.findall(".{1,6}", made.codes[1].lower()))
    assert me.client.get(f"{MINE}find/", query_string={"code": spaced}, follow_redirects=True).text.count("İbrahim") >= 1
    for code, words in (("nonsense", "do not know this contact code"), (made.tokens[1], "code on the front"),
                        (made.codes[0], "your own code")):  # fmt: skip
        assert words in me.client.get(f"{MINE}find/", query_string={"code": code}, follow_redirects=True).text
        assert words in me.get(f"{MINE}code/{code}/").text


def test_the_code_printed_on_the_back_leads_to_its_person(
    app: Flask, made: Crowd, uow: UnitOpener, reading: Reader
) -> None:
    with reading():
        badge = badges.active_of_registration(made.registrations[1])
        assert badge is not None
        pdf = badge_services.badge_pdf(badge)
    printed = [code for page in page_codes(pdf) for code in page]
    (address,) = [code for code in printed if "/c/" in code]
    assert made.tokens[1] in printed and made.tokens[1] not in address
    me = visitor(app, made, 0)
    page = me.client.get(urlsplit(address).path, follow_redirects=True)
    assert page.status_code == 200 and "İbrahim Iğdırlı" in page.text


def test_decline_take_back_and_block(app: Flask, made: Crowd, reading: Reader) -> None:
    me, other = visitor(app, made, 0), visitor(app, made, 1)
    address = f"{MINE}code/{made.codes[1]}/"
    me.send(address, address, form(EMAIL))
    page = f"{MINE}{reference(made, reading)}/"
    assert me.send(page, f"{page}take-back").location == MINE
    assert me.get(page).status_code == 404
    me.send(address, address, form(EMAIL))
    assert other.send(page, f"{page}block").location == MINE
    assert "not possible" in me.get(address).text
    assert me.send(f"{MINE}card/", address, form(EMAIL)).status_code == 409
    settings = other.get(f"{MINE}card/").text
    lift = re.search(r'action="([^"]+/lift)"', settings)
    assert "Nilüfer" in settings and lift
    assert me.send(f"{MINE}card/", lift[1]).status_code == 404  # only one's own
    assert other.send(f"{MINE}card/", lift[1]).location == f"{MINE}card/"


def test_a_declined_request_is_taken_back_like_any_other(app: Flask, made: Crowd, reading: Reader) -> None:
    me, other = visitor(app, made, 0), visitor(app, made, 1)
    address = f"{MINE}code/{made.codes[1]}/"
    me.send(address, address, form(EMAIL))
    page = f"{MINE}{reference(made, reading)}/"
    other.send(page, f"{page}decline")
    assert "take-back" in me.get(MINE).text
    assert me.send(page, f"{page}take-back").location == MINE
    after = me.get(MINE).text
    assert "taken back" in after and "meantime" not in after and "take-back" not in after
    assert me.get(page).status_code == 404 and other.get(page).status_code == 200
    assert "Ask to exchange contacts" in me.get(address).text


def test_nobody_else_sees_an_exchange(app: Flask, made: Crowd, uow: UnitOpener, reading: Reader) -> None:
    with uow():
        exchanged(made)
        owner = doors.staff(made.summit, Role.OWNER)
    page = f"{MINE}{reference(made, reading)}/"
    third, team, stranger = visitor(app, made, 2), Visitor(app, owner), Visitor(app)
    assert third.get(page).status_code == team.get(page).status_code == 403
    assert team.get(MINE).status_code == 404 and stranger.get(MINE).status_code == 303
    assert stranger.get(page).status_code == 303
    for verb in ("accept", "decline", "take-back", "end", "block", "share", "note"):
        assert third.send(f"{MINE}card/", f"{page}{verb}").status_code == 403, verb


def test_what_is_proposed_is_chosen_on_a_page_of_its_own(app: Flask, made: Crowd) -> None:
    me = visitor(app, made, 0)
    assert me.send(f"{MINE}card/", f"{MINE}card/", form(ALL)).status_code == 303
    assert me.send(f"{MINE}card/", f"{MINE}card/", {"phone": "x"}).status_code == 422
    assert me.get(f"{MINE}code/{made.codes[1]}/").text.count(" checked") == 4


def test_asking_too_often_is_refused_kindly(app: Flask, made: Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summitapp.contacts.rules.MOST_PER_HOUR", 1)
    me = visitor(app, made, 0)
    first, second = (f"{MINE}code/{made.codes[place]}/" for place in (1, 2))
    assert me.send(first, first, form(EMAIL)).status_code == 303
    answer = me.send(second, second, form(EMAIL))
    assert answer.status_code == 429 and "short break" in answer.text
