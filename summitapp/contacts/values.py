"""The words of exchanging contacts: states, what can be shared, what is shown, and what is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from summitapp.core.errors import DomainError
from summitapp.core.text import N_, Translated

#: How long requests and ended exchanges stay after the summit, and codes lead to people.
DAYS_AFTER: Final = 30
MOST_PER_HOUR: Final = 30
MOST_OPEN: Final = 100
MOST_CONTACTS: Final = 1000
NOTE_LENGTH: Final = 1000
TAG_LENGTH: Final = 30
MOST_TAGS: Final = 10
PHONE_LENGTH: Final = 30


class ExchangeState(StrEnum):
    """How far two people have come."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    ENDED = "ended"


class Detail(StrEnum):
    """What somebody may share, beyond what stands on the badge."""

    EMAIL = "email"
    PHONE = "phone"
    ORGANISATION = "organisation"
    FUNCTION = "function"


DETAIL_NAMES: Final[Mapping[Detail, str]] = {
    Detail.EMAIL: N_("E-mail address"),
    Detail.PHONE: N_("Telephone number"),
    Detail.ORGANISATION: N_("Organisation"),
    Detail.FUNCTION: N_("Function"),
}


class Answer(StrEnum):
    """What becomes of it when somebody asks somebody."""

    ASK = "ask"
    ACCEPT = "accept"
    ASKED_ALREADY = "asked_already"
    ACCEPTED_ALREADY = "accepted_already"
    NOT_POSSIBLE = "not_possible"
    BLOCKED_BY_ONESELF = "blocked_by_oneself"


@dataclass(frozen=True, slots=True)
class Standing:
    """How two people stand, as far as the next request asks; ``None`` as the state says that neither asked yet."""

    state: ExchangeState | None = None
    asked_by_me: bool = False
    ended_by_me: bool = False
    blocked_by_me: bool = False
    blocked_by_other: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Badged:
    """What the badge says of somebody: the words everybody sees who stands before them."""

    person: int
    given: str
    family: str
    city: Translated
    organisation: str
    function: str = ""
    title: str = ""
    hidden: bool = False

    @property
    def name(self) -> str:
        """Return the name as it stands on the badge."""
        return " ".join(part for part in (self.given, self.family) if part)


@dataclass(frozen=True, slots=True)
class Contact:
    """One exchange as one of the two sees it. ``details`` is empty until both have agreed.

    :param mine: what I share. :param note: my own words, which nobody else sees.
    """

    reference: str
    state: ExchangeState
    asked_by_me: bool
    ended_by_me: bool
    badge: Badged
    summit: Translated
    timezone: str
    asked_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    details: Mapping[Detail, str] = field(default_factory=dict)
    mine: tuple[str, ...] = ()
    note: str = ""
    tags: tuple[str, ...] = ()

    @property
    def withdrawn(self) -> bool:
        """Return whether I took my request back; that it had been declined by then is not told."""
        return self.asked_by_me and self.state is ExchangeState.DECLINED and not self.mine

    @property
    def told_state(self) -> ExchangeState:
        """Return how it stands as far as I may know: a no is not told to whoever asked."""
        if not self.asked_by_me or self.state is not ExchangeState.DECLINED:
            return self.state
        return ExchangeState.TAKEN_BACK if self.withdrawn else ExchangeState.ASKED

    @property
    def waits_for_me(self) -> bool:
        """Whether the other one asked and I have not answered."""
        return self.state is ExchangeState.ASKED and not self.asked_by_me


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody chose to share, and the telephone number they want to be reached by."""

    details: frozenset[Detail]
    phone: str = ""


@dataclass(frozen=True, slots=True)
class BusinessCard:
    """What is written into the file of an address book."""

    uid: str
    given: str
    family: str = ""
    title: str = ""
    city: str = ""
    organisation: str = ""
    function: str = ""
    email: str = ""
    phone: str = ""

    @property
    def name(self) -> str:
        """Return the name as people read it."""
        return " ".join(part for part in (self.given, self.family) if part)


class CardVersion(StrEnum):
    """The versions of vCard that are written: RFC 2426, which every telephone reads, and RFC 6350."""

    OLD = "3.0"
    NEW = "4.0"


# --- what is refused ------------------------------------------------------------------------------


class CodeUnknown(DomainError):
    """No badge has this contact code."""

    code = "contact_code_unknown"
    status = 404
    message = N_("We do not know this contact code. Please look at the back of the badge once more.")


class DoorCode(DomainError):
    """The code of the front was given, which opens doors."""

    code = "door_code"
    status = 422
    message = N_("This is the code on the front, which opens doors. The one for contacts stands on the back.")


class BadgeEnded(DomainError):
    """The badge leads to nobody any more."""

    code = "badge_ended"
    status = 410
    message = N_("This badge is no longer valid, so that no contacts can be exchanged by it.")


class NotTakingPart(DomainError):
    """Whoever asks does not take part in the summit of the badge."""

    code = "not_taking_part"
    status = 403
    message = N_("Contacts are exchanged between people whose place at the same summit is confirmed.")


class OneselfAsked(DomainError):
    """Somebody scanned their own badge."""

    code = "oneself_asked"
    message = N_("This is your own code. Let somebody else scan it.")


class NotPossible(DomainError):
    """The other one has blocked whoever asks, or has ended the exchange; which of these is not said."""

    code = "exchange_not_possible"
    message = N_("An exchange with this person is not possible at present.")


class BlockedByOneself(DomainError):
    """Whoever asks has blocked the other one."""

    code = "blocked_by_oneself"
    message = N_("You have blocked this person. If you have changed your mind, please lift the block first.")


class TooManyAsked(DomainError):
    """So many requests in so short a time that they wait a little."""

    code = "too_many_asked"
    status = 429
    message = N_("You have asked many people within an hour. Please take a short break; the badges stay readable.")


class TooManyOpen(DomainError):
    """So many requests are open that no further ones are taken."""

    code = "too_many_open"
    status = 429
    message = N_("Many of your requests are still open. Please wait until some are answered, or take some back.")


class TooManyContacts(DomainError):
    """The list is full."""

    code = "too_many_contacts"
    message = N_("Your list of contacts is full. Please end those you no longer need.")


class NotOpen(DomainError):
    """The exchange stands differently by now."""

    code = "exchange_not_open"
    message = N_("This has been answered or ended in the meantime. Here is how it stands now.")
