"""The doors of accounts, tried from outside."""

import re
import time
from datetime import UTC, datetime
from typing import Any

import pyotp
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from summitapp.accounts.models import LogInFailure, SecretLink
from summitapp.core.db import db
from tests.accounts.helpers import PASSWORD, make_user, post, sign_in


def link_in(letter: Any, path: str) -> str:
    text = letter.get_body(("plain",)).get_content()
    found = re.search(rf"https?://[^/\s]+(/\w\w/{path}/[^\s]+)", text)
    assert found is not None, text
    return found[1]


def test_the_right_password_goes_in_and_where_it_was_going(client: FlaskClient, uow: Any) -> None:
    make_user(uow)
    assert client.get("/en/account/").headers["Location"] == "/en/sign-in/?next=/en/account/"
    answer = post(client, "/en/sign-in/", email="Ayse@Example.org", password=PASSWORD, next="/en/account/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/en/account/")
    assert "ayse@example.org" in client.get("/en/account/").text


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x"])
def test_nobody_is_led_away_after_signing_in(client: FlaskClient, uow: Any, target: str) -> None:
    make_user(uow)
    answer = post(client, "/en/sign-in/", email="ayse@example.org", password=PASSWORD, next=target)
    assert answer.headers["Location"] == "/en/organise/"


def test_a_wrong_password_and_an_unknown_address_sound_the_same(client: FlaskClient, uow: Any) -> None:
    make_user(uow)
    wrong = sign_in(client, password="something else entirely")
    unknown = sign_in(client, email="nobody@example.org")
    assert wrong.status_code == unknown.status_code == 422

    def words(answer: Any) -> str:
        return re.sub(r'csrf_token" value="[^"]+"|value="\S+@example.org"', "", answer.text)

    assert words(wrong) == words(unknown)


def test_eight_refused_passwords_are_remembered_and_close_the_account_for_a_while(
    client: FlaskClient, uow: Any, reading: Any
) -> None:
    make_user(uow)
    for _ in range(8):
        assert sign_in(client, password="something else entirely").status_code == 422
    with reading():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(LogInFailure)) == 8
    assert sign_in(client).status_code == 429


def test_known_and_unknown_addresses_get_the_same_answer_about_a_link(
    client: FlaskClient, uow: Any, letters: Any
) -> None:
    make_user(uow)
    known = post(client, "/en/sign-in/link/", "/en/sign-in/", email="ayse@example.org")
    unknown = post(client, "/en/sign-in/link/", "/en/sign-in/", email="nobody@example.org")
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert [letter["To"] for letter in letters()] == ["ayse@example.org"]


def test_a_link_shows_a_button_and_works_once(client: FlaskClient, uow: Any, letters: Any) -> None:
    make_user(uow)
    post(client, "/en/sign-in/link/", "/en/sign-in/", email="ayse@example.org")
    address = link_in(letters()[0], "sign-in/link")
    for _ in range(2):  # a mail scanner that follows it uses nothing up
        assert client.get(address).status_code == 200
    assert post(client, address).status_code == 303
    assert client.get("/en/account/").status_code == 200
    assert client.application.test_client().get(address).status_code == 404


def test_a_link_runs_out(client: FlaskClient, uow: Any, letters: Any) -> None:
    make_user(uow)
    post(client, "/en/sign-in/link/", "/en/sign-in/", email="ayse@example.org")
    address = link_in(letters()[0], "sign-in/link")
    with uow():
        db.session.execute(sa.update(SecretLink).values(expires_at=datetime(2020, 1, 1, tzinfo=UTC)))
    assert client.get(address).status_code == 404


def test_a_stranger_does_not_fill_a_letter_box(client: FlaskClient, uow: Any, letters: Any) -> None:
    make_user(uow)
    for _ in range(5):
        post(client, "/en/sign-in/link/", "/en/sign-in/", email="ayse@example.org")
    assert len(letters()) == 3


def enrol(client: FlaskClient) -> tuple[pyotp.TOTP, list[str]]:
    post(client, "/en/account/second-factor/start/", "/en/account/")
    page = client.get("/en/account/second-factor/")
    found = re.search(r"<code>([A-Z2-7]{32})</code>", page.text)
    assert found is not None
    picture = client.get("/en/account/second-factor/code.svg")
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")
    totp = pyotp.TOTP(found[1])
    done = post(client, "/en/account/second-factor/", code=totp.now())
    assert done.status_code == 200
    return totp, re.findall(r"<li><code>([^<]+)</code></li>", done.text)


def test_the_second_step_is_asked_for_and_a_code_serves_once(client: FlaskClient, uow: Any) -> None:
    make_user(uow)
    sign_in(client)
    totp, _codes = enrol(client)
    used = totp.now()
    other = client.application.test_client()
    assert sign_in(other).headers["Location"] == "/en/sign-in/code/"
    assert other.get("/en/account/").status_code == 303  # half way is not inside
    assert post(other, "/en/sign-in/code/", code=used).status_code == 422
    following = totp.at(int(time.time()) + 30)
    assert post(other, "/en/sign-in/code/", code=following).status_code == 303
    assert other.get("/en/account/").status_code == 200


def test_a_recovery_code_opens_once(client: FlaskClient, uow: Any) -> None:
    make_user(uow)
    sign_in(client)
    _totp, codes = enrol(client)
    assert len(set(codes)) == 10
    for expected in (303, 422):
        other = client.application.test_client()
        sign_in(other)
        assert post(other, "/en/sign-in/code/", code=codes[0].upper()).status_code == expected


def test_a_link_by_mail_does_not_go_around_the_second_step(client: FlaskClient, uow: Any, letters: Any) -> None:
    make_user(uow)
    sign_in(client)
    enrol(client)
    other = client.application.test_client()
    post(other, "/en/sign-in/link/", "/en/sign-in/", email="ayse@example.org")
    answer = post(other, link_in(letters()[-1], "sign-in/link"))
    assert answer.headers["Location"] == "/en/sign-in/code/"
    assert other.get("/en/account/").status_code == 303


def test_a_new_password_ends_the_other_sessions(client: FlaskClient, uow: Any) -> None:
    make_user(uow)
    other = client.application.test_client()
    sign_in(client)
    sign_in(other)
    new = "olive oil and harbour light"
    assert post(client, "/en/account/password/", "/en/account/", present="wrong one here", password=new).status_code == 422
    assert post(client, "/en/account/password/", "/en/account/", present=PASSWORD, password="short").status_code == 422
    assert post(client, "/en/account/password/", "/en/account/", present=PASSWORD, password=new).status_code == 303
    assert client.get("/en/account/").status_code == 200
    assert other.get("/en/account/").status_code == 303
    assert sign_in(other, password=new).status_code == 303


def test_signing_out_clears_what_the_browser_kept(client: FlaskClient, uow: Any) -> None:
    make_user(uow)
    sign_in(client)
    answer = post(client, "/en/sign-out/", "/en/account/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies"'
    assert client.get("/en/account/").status_code == 303
