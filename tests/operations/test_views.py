"""Health, readiness and figures."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from summitapp.core.db import db
from summitapp.operations.values.figures import Figure, Sample, exposition

FROM_AFAR = {"REMOTE_ADDR": "203.0.113.7"}


def test_a_living_process_says_so_without_the_database(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("asked the database")

    monkeypatch.setattr("sqlalchemy.orm.Session.execute", refuse)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert "Set-Cookie" not in answer.headers


def test_a_migrated_database_is_ready(client: FlaskClient) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json == {"ready": True, "faults": {}}


def test_a_database_behind_the_chain_is_not_ready(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summitapp.core.migrations.head", lambda: "9999")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert "9999" in answer.json["faults"]["migrations"]


def test_an_unreachable_database_is_not_ready(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise sa.exc.OperationalError("SELECT 1", {}, OSError("gone"))

    monkeypatch.setattr("summitapp.core.migrations.present", away)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json == {"ready": False, "faults": {"database": "not reachable"}}


def test_figures_are_given_to_a_neighbour_on_this_machine(client: FlaskClient) -> None:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain; version=0.0.4")
    assert "# TYPE summitapp_uptime_seconds gauge" in answer.text


@pytest.mark.parametrize("header", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP", "Via"])
def test_figures_are_hidden_from_whoever_comes_through_a_proxy(client: FlaskClient, header: str) -> None:
    assert client.get("/metrics", headers={header: "127.0.0.1"}).status_code == 404


def test_figures_are_hidden_from_afar_but_not_with_the_token(
    client: FlaskClient, settings: Callable[..., None]
) -> None:
    assert client.get("/metrics", environ_base=FROM_AFAR).status_code == 404
    assert client.get("/metrics", environ_base=FROM_AFAR, headers={"Authorization": "Bearer "}).status_code == 404
    settings(metrics_token="a-token-of-the-tests")
    for token, status in (("a-token-of-the-tests", 200), ("another", 404), ("", 404)):
        headers = {"Authorization": f"Bearer {token}"}
        assert client.get("/metrics", environ_base=FROM_AFAR, headers=headers).status_code == status, token


def test_a_loopback_address_claimed_through_the_proxy_setting_does_not_open_the_figures(client: FlaskClient) -> None:
    claimed = {"REMOTE_ADDR": "127.0.0.1", "werkzeug.proxy_fix.orig": {"REMOTE_ADDR": "203.0.113.7"}}
    assert client.get("/metrics", environ_base=claimed).status_code == 404


def test_figures_are_written_as_prometheus_reads_them() -> None:
    text = exposition([
        Figure("a_total", "counter", "How many", (Sample(3, (("name", 'say "hi"\\\n'),)), Sample(0.5, (("name", "b"),)))),
        Figure("empty", "gauge", "Nothing", ()),
    ])
    assert text == (
        "# HELP a_total How many\n# TYPE a_total counter\n"
        'a_total{name="say \\"hi\\"\\\\\\n"} 3\na_total{name="b"} 0.5\n'
    )


def test_reading_the_figures_writes_nothing(
    client: FlaskClient, reading: Callable[..., AbstractContextManager[None]]
) -> None:
    client.get("/metrics")
    with reading():
        assert db.session.execute(sa.text("SELECT count(*) FROM audit_entry")).scalar() == 0
