"""States of a message and the values that pass between the outbox and whoever sends."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class MessageState(StrEnum):
    """Where a message is on its way.

    A held one waits until its batch goes on, a dropped one had nothing to tell any more, of a told one the person
    heard in another way.
    """

    PENDING = "pending"
    HELD = "held"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"
    TOLD = "told"


class Refused(OSError):
    """The mail server said no, in words; ``permanent`` when asking again would get the same answer.

    A reply that begins with 5 is permanent (RFC 5321, section 4.2.1).
    """

    def __init__(self, code: int, words: str) -> None:
        super().__init__(f"{code} {words}".strip())
        self.permanent = 500 <= code < 600


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a mail, such as an invitation for the calendar.

    :param method: of a calendar that speaks for the whole mail (RFC 6047): mail programs then show the mail as an
        invitation, or take the entry out, and offer the file to those that do not know how.
    """

    filename: str
    content_type: str
    data: bytes
    method: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail ready to be sent; ``message_id`` is fixed, so that sending twice is one mail."""

    message_id: str
    to: str
    subject: str
    text: str
    html: str
    language: str
    attachments: tuple[Attachment, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Addressed:
    """One of many mails that are written at once: to whom, in which language, about what."""

    to: str
    language: str
    person: str
    references: Mapping[str, str]
