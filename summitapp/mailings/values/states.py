"""How far a mailing has come, and how much of it fits."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from summitapp.core.text import N_

SUBJECT_LENGTH: Final = 150
BODY_LENGTH: Final = 6000
MOST_CHOSEN: Final = 500
SLICE: Final = 100


class MailingState(StrEnum):
    """How far a mailing has come; its text is frozen as soon as it is no draft."""

    DRAFT = "draft"
    PLANNED = "planned"
    SENDING = "sending"
    PAUSED = "paused"
    STOPPED = "stopped"
    SENT = "sent"


MAILING_STATES: Final[Mapping[MailingState, str]] = MappingProxyType({
    MailingState.DRAFT: N_("Draft"),
    MailingState.PLANNED: N_("Planned"),
    MailingState.SENDING: N_("Is being sent"),
    MailingState.PAUSED: N_("Paused"),
    MailingState.STOPPED: N_("Stopped"),
    MailingState.SENT: N_("Sent"),
})

TRANSITIONS: Final[Mapping[MailingState, frozenset[MailingState]]] = MappingProxyType({
    MailingState.DRAFT: frozenset({MailingState.PLANNED, MailingState.SENDING}),
    MailingState.PLANNED: frozenset({MailingState.DRAFT, MailingState.SENDING}),
    MailingState.SENDING: frozenset({MailingState.PAUSED, MailingState.SENT}),
    MailingState.PAUSED: frozenset({MailingState.SENDING, MailingState.STOPPED}),
    MailingState.STOPPED: frozenset(),
    MailingState.SENT: frozenset({MailingState.SENDING}),
})
