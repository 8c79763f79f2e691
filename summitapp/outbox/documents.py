"""A letter as the bytes of an Internet message (RFC 5322) with text, HTML and attachments."""

from email.headerregistry import Address, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import formatdate, parseaddr
from typing import Final

from summitapp.outbox.values import Attachment, Letter


class _OneLine(UnstructuredHeader):
    """A line of the head that is never folded: an address longer than a line would be encoded and no longer be one.

    RFC 5322 allows 998 characters, and asks for 78 where it can be.
    """

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined]


_registry = HeaderRegistry()
_registry.map_to_type("list-unsubscribe", _OneLine)  # type: ignore[arg-type]
POLICY: Final = SMTP.clone(header_factory=_registry)


def as_message(letter: Letter, sender: str) -> EmailMessage:
    """Return the message; a calendar part is marked so that mail programs offer it."""
    message = EmailMessage(policy=POLICY)
    name, address = parseaddr(sender)
    message["From"] = Address(name, addr_spec=address)
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = letter.subject
    message["Date"] = formatdate(usegmt=True)
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    for name, value in letter.headers.items():
        message[name] = value
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    for part in sorted(letter.attachments, key=lambda one: not one.method):
        if part.method:
            _invite(message, part)
            continue
        kind, _, subtype = part.content_type.partition(";")[0].partition("/")
        params = {"method": "PUBLISH", "charset": "utf-8"} if subtype == "calendar" else {}
        message.add_attachment(part.data, maintype=kind, subtype=subtype, filename=part.filename, params=params)
    message["Content-Language"] = letter.language  # last: adding parts would carry it into one of them
    return message


def _invite(message: EmailMessage, part: Attachment) -> None:
    """Let a calendar be the last and richest alternative of the mail, and a file beside it (RFC 6047, 2.4).

    Outlook and Gmail look for the alternative, Apple's and others for the file; the file's type is another one, so that
    nobody takes it for a second invitation. Base64 keeps its lines as they are.
    """
    message.add_alternative(part.data.decode(), subtype="calendar", charset="utf-8", cte="base64",
                            params={"method": part.method, "component": "VEVENT"})  # fmt: skip
    message.add_attachment(part.data, maintype="application", subtype="ics", filename=part.filename)
