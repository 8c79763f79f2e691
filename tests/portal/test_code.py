"""The page of the one-time code, and the door that sends people there."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from summitapp.core.web import doors
from summitapp.registration import queries as registrations
from summitapp.registration import services as registration
from tests.accounts.helpers import make_user, post, sign_in
from tests.portal.helpers import come_in, open_summit, register


@pytest.fixture
def guarded(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The page of consents and its form behind a fresh code; returns what was let through."""
    through: list[str] = []

    def guard(endpoint: str) -> None:
        inner = app.view_functions[endpoint]

        @doors.fresh
        def view(**values: Any) -> Any:
            through.append(endpoint)
            return inner(**values)

        view.__door__ = inner.__door__  # type: ignore[attr-defined]
        monkeypatch.setitem(app.view_functions, endpoint, view)

    guard("my.show_consents")
    guard("my.change_consents")
    return through


def code_in(letters: Any) -> str:
    found = re.search(r"\b(\d{3} \d{3})\b", letters()[-1].get_body(("plain",)).get_content())
    assert found is not None
    return found[1]


def test_a_right_code_leads_back_and_opens_for_a_quarter_of_an_hour(
    client: FlaskClient, uow: Any, letters: Any, guarded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_summit(uow)
    come_in(client, uow, register(uow))
    asked = client.get("/en/my/consents/?from=mail")
    assert asked.status_code == 303 and guarded == []
    page = client.get(asked.headers["Location"]).text
    assert "n•••@example.org" in page and "Code from the mail" not in page
    assert post(client, "/en/my/code/send/", asked.headers["Location"], next="/en/my/consents/?from=mail").status_code == 303
    assert letters()[-1]["To"] == "nil@example.org"
    assert "one-time-code" in client.get("/en/my/code/").text
    answer = post(client, "/en/my/code/", code=code_in(letters), next="/en/my/consents/?from=mail")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/en/my/consents/?from=mail")
    assert client.get("/en/my/consents/").status_code == 200
    assert guarded == ["my.show_consents"]
    later = doors.now() + doors.FRESH_FOR
    monkeypatch.setattr(doors, "now", lambda: later)
    assert client.get("/en/my/consents/").status_code == 303


def test_a_wrong_code_says_how_often_one_may_try_and_the_fifth_ends_it(
    client: FlaskClient, uow: Any, letters: Any, guarded: list[str]
) -> None:
    open_summit(uow)
    come_in(client, uow, register(uow))
    post(client, "/en/my/code/send/", "/en/my/code/")
    code = code_in(letters)
    wrong = f"{(int(code.replace(' ', '')) + 1) % 10**6:06}"
    assert "4 more times" in post(client, "/en/my/code/", code=wrong).text
    assert post(client, "/en/my/code/", code="").status_code == 422
    for _ in range(3):
        post(client, "/en/my/code/", code=wrong)
    assert "tried too often" in post(client, "/en/my/code/", code=wrong).text
    assert "tried too often" in post(client, "/en/my/code/", code=code).text
    assert client.get("/en/my/consents/").status_code == 303


def test_what_was_about_to_be_sent_is_not_sent_again(
    client: FlaskClient, uow: Any, letters: Any, guarded: list[str]
) -> None:
    open_summit(uow)
    come_in(client, uow, register(uow))
    token = re.search(r'csrf_token" value="([^"]+)"', client.get("/en/my/").text)
    assert token is not None
    asked = client.post("/en/my/consents/", data={"csrf_token": token[1], "given": ["photo"]},
                        headers={"Referer": "http://localhost/en/my/?a=b"})  # fmt: skip
    assert asked.headers["Location"] == "/en/my/code/?next=/en/my/?a%3Db" and guarded == []
    elsewhere = client.post("/en/my/consents/", data={"csrf_token": token[1]}, headers={"Referer": "http://evil.example/x"})
    assert elsewhere.headers["Location"] == "/en/my/code/?next="


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_the_code_leads_to_no_other_site(client: FlaskClient, uow: Any, letters: Any, target: str) -> None:
    open_summit(uow)
    come_in(client, uow, register(uow))
    page = client.get("/en/my/code/", query_string={"next": target}).text
    assert "evil" not in "".join(re.findall(r"<(?:input|form)[^>]*>", page))
    post(client, "/en/my/code/send/", "/en/my/code/")
    answer = post(client, "/en/my/code/", code=code_in(letters), next=target)
    assert answer.headers["Location"] == "/en/my/"


def test_asking_twice_at_once_sends_one_mail(client: FlaskClient, uow: Any, letters: Any) -> None:
    open_summit(uow)
    come_in(client, uow, register(uow))
    before = len(letters())
    for _ in range(2):
        assert post(client, "/en/my/code/send/", "/en/my/code/").status_code == 303
    assert "You can ask for another one in" in client.get("/en/my/code/").text
    assert len(letters()) == before + 1


def test_the_code_of_one_session_opens_nothing_in_another(client: FlaskClient, uow: Any, letters: Any, guarded: list[str]) -> None:
    open_summit(uow)
    reference = register(uow)
    come_in(client, uow, reference)
    post(client, "/en/my/code/send/", "/en/my/code/")
    assert post(client, "/en/my/code/", code=code_in(letters)).status_code == 303
    other = client.application.test_client()
    come_in(other, uow, reference)
    assert other.get("/en/my/consents/").status_code == 303


def test_whoever_signs_in_with_a_password_gets_codes_too(client: FlaskClient, uow: Any, letters: Any) -> None:
    make_user(uow)
    sign_in(client)
    post(client, "/en/my/code/send/", "/en/my/code/")
    assert letters()[-1]["To"] == "ayse@example.org"


def test_a_stranger_is_sent_to_sign_in(client: FlaskClient) -> None:
    assert "/en/sign-in/" in client.get("/en/my/code/").headers["Location"]


def test_without_an_address_the_page_says_whom_to_write_to(client: FlaskClient, uow: Any) -> None:
    open_summit(uow)
    reference = register(uow)
    come_in(client, uow, reference)
    with uow():
        from summitapp.audit.services import record
        from summitapp.registration import queries

        found = queries.by_reference(reference)
        assert found is not None
        found.person.email, found.person.proven_at = None, None
        record("person.changed", found.person)
    assert "we know no address of yours" in client.get("/en/my/code/").text


def test_the_older_link_of_a_merged_entry_opens_nothing_without_a_code(client: FlaskClient, uow: Any) -> None:
    open_summit(uow)
    kept, gone = register(uow), register(uow, email="nil@office.example")
    come_in(client, uow, gone)
    assert client.get("/en/my/data/").status_code == 200
    with uow():
        pair = [registrations.by_reference(one) for one in (kept, gone)]
        registration.merge(*pair, (), "the same person")
    assert client.get("/en/my/").headers["Location"] == "/en/my/code/"
    for page in ("/en/my/data/", "/en/my/consents/", "/en/my/letters/", "/en/my/calendar/"):
        assert client.get(page).status_code == 404, page
