"""Handing mail over in the background, by SMTP or into a folder on a developer's machine."""

import smtplib
from email.policy import SMTP
from pathlib import Path
from urllib.parse import unquote, urlsplit

from summitapp.outbox import services
from summitapp.outbox.documents import as_message
from summitapp.outbox.values import Letter


class SmtpTransport:
    """Hands letters to a mail server."""

    def __init__(self, url: str, sender: str) -> None:
        self.url, self.sender = urlsplit(url), sender

    def send(self, letter: Letter) -> None:
        """Hand the letter over; :exc:`smtplib.SMTPException` is an :exc:`OSError`."""
        kind = smtplib.SMTP_SSL if self.url.scheme == "smtps" else smtplib.SMTP
        with kind(self.url.hostname or "localhost", self.url.port or 0, timeout=20) as server:
            if self.url.scheme == "smtp" and server.has_extn("starttls"):
                server.starttls()
            if self.url.username:
                server.login(unquote(self.url.username), unquote(self.url.password or ""))
            server.send_message(as_message(letter, self.sender))


class FolderTransport:
    """Keeps letters as files, for ``/dev/mail``."""

    def __init__(self, folder: Path, sender: str) -> None:
        self.folder, self.sender = folder, sender

    def send(self, letter: Letter) -> None:
        """Write the letter; the same letter again replaces itself."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = letter.message_id.strip("<>").split("@")[0]
        (self.folder / f"{name}.eml").write_bytes(as_message(letter, self.sender).as_bytes(policy=SMTP))


def deliver(reference: str) -> None:
    """Send one message."""
    services.deliver(reference)


def sweep() -> None:
    """Send what was not woken."""
    services.sweep()
