"""States of a message and the values that pass between the outbox and whoever sends."""

from dataclasses import dataclass
from enum import StrEnum


class MessageState(StrEnum):
    """Where a message is on its way."""

    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a mail, such as an invitation for the calendar."""

    filename: str
    content_type: str
    data: bytes


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
