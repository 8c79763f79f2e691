"""The dates reminders follow, and what becomes of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from summitapp.core.text import N_


class Anchor(StrEnum):
    """The date a reminder follows. That of an offer and that of a delegation differ from person to person."""

    REGISTRATION_CLOSES = "registration_closes"
    NOMINATIONS_CLOSE = "nominations_close"
    CONFIRM_BY = "confirm_by"
    OFFER_ENDS = "offer_ends"
    CHANGES_CLOSE = "changes_close"
    SUMMIT_BEGINS = "summit_begins"
    SUMMIT_ENDS = "summit_ends"


ANCHOR_NAMES: Final[Mapping[Anchor, str]] = MappingProxyType({
    Anchor.REGISTRATION_CLOSES: N_("Registration closes"),
    Anchor.NOMINATIONS_CLOSE: N_("Nominations close"),
    Anchor.CONFIRM_BY: N_("A delegation has to confirm"),
    Anchor.OFFER_ENDS: N_("The offer of a place ends"),
    Anchor.CHANGES_CLOSE: N_("Changes close"),
    Anchor.SUMMIT_BEGINS: N_("The summit begins"),
    Anchor.SUMMIT_ENDS: N_("The summit ends"),
})

#: These dates belong to a registration or its delegation, not to the summit.
PERSONAL_ANCHORS: Final = frozenset({Anchor.CONFIRM_BY, Anchor.OFFER_ENDS})


class Verdict(StrEnum):
    """What becomes of a reminder at a moment."""

    WAIT = "wait"
    RUN = "run"
    MISSED = "missed"
    PAST = "past"


class Outcome(StrEnum):
    """What became of one run of a reminder."""

    SENT = "sent"
    NOBODY = "nobody"
    MISSED = "missed"
    BLOCKED = "blocked"


OUTCOME_NAMES: Final[Mapping[Outcome, str]] = MappingProxyType({
    Outcome.SENT: N_("Sent"),
    Outcome.NOBODY: N_("Nobody was left to remind"),
    Outcome.MISSED: N_("Not sent: the server was not running, and a day later it was too late"),
    Outcome.BLOCKED: N_("Not sent: the text lacks a language that somebody reads"),
})


@dataclass(frozen=True, slots=True)
class AnchorDay:
    """The day a reminder counts from, and whose it is; without ``delegation`` and ``registration`` everybody's."""

    day: date
    delegation: int | None = None
    registration: str = ""


@dataclass(frozen=True, slots=True)
class Outlook:
    """When a reminder goes out, as the dates stand now.

    :param next: the next moment, if there is one.
    :param coming: how many moments are still to come; more than one where dates differ from person to person.
    :param dated: whether the date it follows is set at all.
    """

    next: datetime | None
    coming: int
    dated: bool
