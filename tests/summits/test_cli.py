"""Log-ins and tokens by the command line."""

import re

from flask import Flask
from flask.testing import FlaskClient

from tests.accounts.helpers import post
from tests.summits.helpers import make_summit


def test_an_organiser_gets_a_link_that_works_once(app: Flask, client: FlaskClient, uow: object) -> None:
    make_summit(uow)
    runner = app.test_cli_runner()
    result = runner.invoke(args=["accounts", "create-organiser", "new@example.org", "--summit", "izmir-2027"])
    assert result.exit_code == 0, result.output
    found = re.search(r"https?://[^/\s]+(/en/set-up/\S+)", result.output)
    assert found is not None
    assert post(client, found[1], password="olive oil and harbour light").status_code == 303
    assert client.get("/en/organise/izmir-2027/settings/").status_code == 200


def test_an_unknown_summit_is_named(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["accounts", "create-organiser", "a@example.org", "--summit", "nowhere"])
    assert result.exit_code == 1 and "nowhere" in result.output


def test_a_token_stands_alone_on_the_last_line_and_can_be_revoked(app: Flask, client: FlaskClient, uow: object) -> None:
    make_summit(uow)
    runner = app.test_cli_runner()
    made = runner.invoke(args=["tokens", "create", "--summit", "izmir-2027", "--scope", "checkin"])
    assert made.exit_code == 0, made.output
    secret = made.output.strip().splitlines()[-1]
    assert re.fullmatch(r"\S{30,}", secret)
    listed = runner.invoke(args=["tokens", "list", "--summit", "izmir-2027"]).output
    assert secret not in listed and "checkin" in listed
    reference = listed.split()[0]
    assert runner.invoke(args=["tokens", "revoke", reference]).exit_code == 0
    assert "revoked" in runner.invoke(args=["tokens", "list"]).output
