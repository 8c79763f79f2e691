"""The frames of the pages: what every reader meets on every page, whatever stands in it."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from summitapp.core import web

pytestmark = pytest.mark.on("sqlite")


@pytest.fixture
def missing(client: FlaskClient) -> Iterator[str]:
    """A page that is not there: the frame alone, without a session."""
    yield client.get("/tr/no-such-page/").get_data(as_text=True)


def test_a_page_says_its_language_and_offers_the_other_two(missing: str) -> None:
    assert '<html lang="tr">' in missing
    for code in ("de", "en", "tr"):
        assert f'hreflang="{code}"' in missing
    assert missing.count('aria-current="true"') == 2  # in the wide and in the narrow navigation


def test_the_keyboard_can_jump_over_the_navigation(missing: str) -> None:
    assert missing.index('href="#content"') < missing.index("<header")
    assert 'id="content"' in missing


def test_a_page_loads_nothing_but_built_files(missing: str) -> None:
    addresses = [part.split('"')[0] for part in missing.split('src="')[1:]]
    assert addresses
    assert all(address.startswith("/static/dist/") for address in addresses)


def test_a_navigation_shows_only_what_its_reader_may_open(app: Flask) -> None:
    with app.test_request_context("/en/"):
        assert web.may_open("pages.home")
        assert not web.may_open("no.such_page")
        assert not web.may_open("summits.organise")  # for people with an account


def test_an_unknown_address_keeps_the_status_of_a_missing_page(client: FlaskClient) -> None:
    assert client.get("/en/no-such-page/").status_code == 404
    assert client.get("/en/no-such-page/").headers["Content-Security-Policy"].startswith("default-src 'self'")
