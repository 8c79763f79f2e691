"""Handing mail over in the background, by SMTP or into a folder on a developer's machine."""

import smtplib
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

from summitapp.outbox import services
from summitapp.outbox.documents import as_message
from summitapp.outbox.values import Letter, Refused


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
            _hand_over(server, as_message(letter, self.sender))


def _hand_over(server: smtplib.SMTP, message: EmailMessage) -> None:
    """Only what was said of this address or of this mail can be final; a sender refused is a setting to mend."""
    try:
        server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        raise Refused(code, _readable(words)) from error
    except smtplib.SMTPDataError as error:
        raise Refused(error.smtp_code, _readable(error.smtp_error)) from error


def _readable(words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(text.split())


class FolderTransport:
    """Keeps letters as files, for ``/dev/mail``."""

    def __init__(self, folder: Path, sender: str) -> None:
        self.folder, self.sender = folder, sender

    def send(self, letter: Letter) -> None:
        """Write the letter; the same letter again replaces itself."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = letter.message_id.strip("<>").split("@")[0]
        (self.folder / f"{name}.eml").write_bytes(as_message(letter, self.sender).as_bytes())


def deliver(reference: str) -> None:
    """Send one message."""
    services.deliver_in_turn(reference)


def sweep() -> None:
    """Send what was not woken."""
    services.sweep()
