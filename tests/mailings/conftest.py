"""The mail server mailings go to, and slices small enough to be counted."""

from typing import TYPE_CHECKING

import pytest
from flask import Flask

from summitapp.mailings.services import sending
from summitapp.outbox.tasks import SmtpTransport

if TYPE_CHECKING:
    from tests.rig.mail import Mailbox


@pytest.fixture
def post(app: Flask, mailbox: "Mailbox", monkeypatch: pytest.MonkeyPatch) -> "Mailbox":
    """The mail server of the test is the one the application uses."""
    kept = app.extensions["outbox"]
    sender = app.extensions["config"].mail_sender
    monkeypatch.setattr(kept, "transport", SmtpTransport(mailbox.url, sender))
    return mailbox


@pytest.fixture
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "SLICE", 5)
