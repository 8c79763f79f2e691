"""The rig is judged first: what it lends must be there and must be real."""

import os
import smtplib
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import qrcode
import sqlalchemy as sa
from flask import Flask
from PIL import Image
from playwright.sync_api import BrowserContext, Page

from summitapp.core.db import db
from tests.rig import paper, video
from tests.rig.mail import Mailbox
from tests.rig.site import Site


def test_the_application_runs_on_the_database_it_says(app: Flask, backend: Any, reading: Any) -> None:
    with reading():
        assert db.engine.dialect.name == {"sqlite": "sqlite", "postgres": "postgresql"}[backend.name]


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_finds_the_database_empty(app: Flask, uow: Any, reading: Any, turn: int) -> None:
    from summitapp.outbox.models import OutboxMessage

    with reading():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage)) == 0, f"turn {turn}"
    with uow():
        now = datetime(2027, 10, 13, 9, tzinfo=UTC)
        db.session.add(
            OutboxMessage(template="a/b", recipient="a@b.example", language="en", due_at=now, created_at=now)
        )


def test_the_database_refuses_a_write_outside_a_unit_of_work(app: Flask, reading: Any) -> None:
    with reading(), pytest.raises(sa.exc.DBAPIError):
        db.session.execute(sa.text("DELETE FROM outbox_message"))


def test_a_page_of_the_site_opens_in_a_real_browser(page: Page) -> None:
    answer = page.goto("/en/no-such-page")
    assert answer is not None
    assert answer.status == 404
    assert page.evaluate("() => document.fonts.ready.then(() => document.fonts.check('16px \"Instrument Sans\"'))")


def test_the_camera_shows_a_film(camera: Callable[[Path], BrowserContext], site: Site, tmp_path: Path) -> None:
    context = camera(video.film_of(tmp_path / "badge.mjpeg", "K7QA1B2C3D4E5F6G7H8J9K0M1"))
    page = context.new_page()
    page.goto("/en/no-such-page")
    size = page.evaluate(
        """async () => {
        const stream = await navigator.mediaDevices.getUserMedia({video: true});
        return stream.getVideoTracks()[0].getSettings().width;
        }"""
    )
    assert size == video.SIZE[0]


def test_zbar_reads_what_was_drawn() -> None:
    image = qrcode.make("ABCDEFGHJK0123456789MNPQR").get_image().convert("L")
    assert paper.codes([image, Image.new("L", (200, 200), 255)]) == [["ABCDEFGHJK0123456789MNPQR"], []]


def test_the_mail_server_takes_a_letter_and_refuses_when_told(mailbox: Mailbox) -> None:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "a@summit.example", "b@city.example", "Günaydın, İzmir"
    letter.set_content("Guten Tag")
    mailbox.refuse = 1
    host, port = mailbox.url.removeprefix("smtp://").split(":")
    with smtplib.SMTP(host, int(port)) as server:
        with pytest.raises(smtplib.SMTPResponseException):
            server.send_message(letter)
        server.send_message(letter)
    assert [str(message["Subject"]) for message in mailbox.messages] == ["Günaydın, İzmir"]


def test_the_real_server_runs_several_processes(live: Callable[..., Site]) -> None:
    running = live(workers=2)
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
    assert len(children) >= 2
    with pytest.raises(urllib.request.HTTPError) as caught:  # type: ignore[attr-defined]
        urllib.request.urlopen(running.url + "/en/no-such-page")
    assert caught.value.code == 404
    assert os.path.exists(f"/proc/{running.pid}")
