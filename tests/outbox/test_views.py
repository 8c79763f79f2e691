"""``/dev/mail`` shows what a developer's machine would have sent, and is not there anywhere else."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from summitapp.outbox.tasks import FolderTransport
from summitapp.outbox.values import Attachment, Letter

LETTER = Letter(
    "<one@localhost>", "ayse@example.org", "Kaydınız alındı: Çağlayan", "Merhaba Ayşe İnci,\nhttps://a.example/b\n",
    "<p style='color: red'>Merhaba</p>", "tr", (Attachment("zirve.ics", "text/calendar", b"BEGIN:VCALENDAR\r\n"),),
)  # fmt: skip


@pytest.fixture
def inbox(app: APIFlask, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Any]:
    """Set the environment, keep one letter, and give a caller."""
    config = app.extensions["config"]
    FolderTransport(config.instance / "mail", config.mail_sender).send(LETTER)

    def caller(environment: str) -> FlaskClient:
        monkeypatch.setitem(app.extensions, "config", replace(config, environment=environment))
        return app.test_client()

    return caller


def test_a_developer_reads_the_mail_its_html_and_its_attachment(inbox: Callable[[str], Any]) -> None:
    client = inbox("development")
    listed = client.get("/dev/mail/").text
    assert "Kaydınız alındı: Çağlayan" in listed
    assert 'lang="tr"' in listed
    page = client.get("/dev/mail/one/").text
    assert "Merhaba Ayşe İnci" in page
    assert 'href="https://a.example/b"' in page
    shown = client.get("/dev/mail/one/html/")
    assert "<p style='color: red'>" in shown.text
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    given = client.get("/dev/mail/one/parts/0/")
    assert given.data.strip() == b"BEGIN:VCALENDAR"
    assert "zirve.ics" in given.headers["Content-Disposition"]


@pytest.mark.parametrize("path", ["", "one/", "one/html/", "one/parts/0/"])
def test_elsewhere_there_is_no_such_page(inbox: Callable[[str], Any], path: str) -> None:
    assert inbox("production").get(f"/dev/mail/{path}").status_code == 404


@pytest.mark.parametrize("path", ["two/", "..%2fsettings/", "one/parts/7/"])
def test_what_was_never_sent_is_not_found(inbox: Callable[[str], Any], path: str) -> None:
    assert inbox("development").get(f"/dev/mail/{path}").status_code == 404
