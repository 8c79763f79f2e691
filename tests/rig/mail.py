"""Mail as it arrives: a server with a real socket, and the letters a development machine keeps."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from aiosmtpd.controller import Controller

from tests.rig.places import free_port


class Mailbox:
    """A mail server that keeps what it is given. ``refuse`` makes it answer 451 that many times first.

    ``unknown`` are the addresses it does not know: it refuses them for good.
    """

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.refuse = 0
        self.unknown: set[str] = set()
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        if address in self.unknown:
            return "550 5.1.1 no such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if self.refuse > 0:
            self.refuse -= 1
            return "451 please try again later"
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        self.raw.append(envelope.content)
        return "250 kept"

    @property
    def url(self) -> str:
        """The address for ``MAIL_URL``."""
        return f"smtp://127.0.0.1:{self._controller.port}"

    def wait_for(self, count: int, seconds: float = 15) -> None:
        """Wait until so many letters have come; the browser may show its page while the last of them is on its way."""
        end = monotonic() + seconds
        while len(self.messages) < count and monotonic() < end:
            sleep(0.05)
        assert len(self.messages) == count

    def start(self) -> None:
        """Begin to listen."""
        self._controller.start()

    def stop(self) -> None:
        """Close the socket."""
        self._controller.stop(no_assert=True)


def kept_letters(folder: Path) -> list[EmailMessage]:
    """Return the letters kept in a folder, the oldest first."""
    paths = sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
    letters = []
    for path in paths:
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        assert isinstance(message, EmailMessage)
        letters.append(message)
    return letters
