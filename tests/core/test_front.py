"""Kept pages: served without asking the application, never stale for longer than a look."""

import gzip
from collections.abc import Iterator

import brotli
import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from summitapp.core import front

BODY = "<h1>Açılış: otuz yıl, Straße</h1>" * 40


class Site:
    """A page whose stamp and text a test may change, and which counts how often it was asked."""

    def __init__(self) -> None:
        self.stamp, self.text, self.asked, self.built = 1, BODY, 0, 0
        self.clock = 100.0
        self.app = Flask("front")
        self.app.add_url_rule("/page/", view_func=self.page)
        front.Front().init_app(self.app, [("X-Content-Type-Options", "nosniff")])

    def page(self) -> Response:
        self.asked += 1
        return front.serve(self.stamp, self.build)

    def build(self) -> Response:
        self.built += 1
        return Response(self.text, content_type="text/html; charset=utf-8")


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    site = Site()
    monkeypatch.setattr(front, "monotonic", lambda: site.clock)
    yield site


@pytest.fixture
def client(site: Site) -> FlaskClient:
    return site.app.test_client()


def test_a_second_reader_costs_the_application_nothing(site: Site, client: FlaskClient) -> None:
    first, second = client.get("/page/"), client.get("/page/")
    assert first.data == second.data == BODY.encode()
    assert (site.asked, site.built) == (1, 1)
    assert second.headers["X-Content-Type-Options"] == "nosniff"


def test_after_a_second_the_stamp_is_looked_at_but_the_page_is_not_built_again(site: Site, client: FlaskClient) -> None:
    client.get("/page/")
    site.clock += 1.01
    client.get("/page/")
    assert (site.asked, site.built) == (2, 1)


def test_a_new_release_is_seen_within_a_second(site: Site, client: FlaskClient) -> None:
    client.get("/page/")
    site.stamp, site.text = 2, "second release"
    assert client.get("/page/").data == BODY.encode()
    site.clock += 1.01
    assert client.get("/page/").data == b"second release"


@pytest.mark.parametrize(("accepted", "decode"), [("br, gzip", brotli.decompress), ("gzip", gzip.decompress)])
def test_a_reader_gets_the_encoding_it_can_read(site: Site, client: FlaskClient, accepted: str, decode: object) -> None:
    for _ in range(2):
        answer = client.get("/page/", headers={"Accept-Encoding": accepted})
        assert decode(answer.data) == BODY.encode()  # type: ignore[operator]
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert int(answer.headers["Content-Length"]) == len(answer.data) < len(BODY)


def test_an_unchanged_page_is_answered_without_a_body(site: Site, client: FlaskClient) -> None:
    etag = client.get("/page/").headers["ETag"]
    for _ in range(2):
        answer = client.get("/page/", headers={"If-None-Match": etag})
        assert (answer.status_code, answer.data) == (304, b"")
        assert answer.headers["ETag"] == etag
        site.clock += 1.01


def test_other_queries_are_never_kept(site: Site, client: FlaskClient) -> None:
    for _ in range(2):
        assert client.get("/page/?track=climate").status_code == 200
    assert site.built == 2


def test_the_language_query_is_kept_apart(site: Site, client: FlaskClient) -> None:
    client.get("/page/?lang=de")
    site.text = "auf Englisch"
    assert client.get("/page/?lang=en").data == b"auf Englisch"
    assert client.get("/page/?lang=de").data == BODY.encode()


def test_a_head_request_gets_the_headers_only(site: Site, client: FlaskClient) -> None:
    client.get("/page/")
    answer = client.head("/page/")
    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.headers["ETag"]
