"""The words of mailings: states, whom they go to, placeholders, dates of reminders, and what can be refused."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, Self

from summitapp.core.errors import DomainError, Invalid
from summitapp.core.text import LANGUAGES, N_, Language, Translated
from summitapp.registration.values import ACTIVE, DelegationRole, State

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


# --- to whom ------------------------------------------------------------------------------------


class Circle(StrEnum):
    """Who is meant at all: those who take part, or those who coordinate delegations."""

    PEOPLE = "people"
    COORDINATORS = "coordinators"


CIRCLE_NAMES: Final[Mapping[Circle, str]] = MappingProxyType({
    Circle.PEOPLE: N_("People who are registered"),
    Circle.COORDINATORS: N_("Coordinators of delegations"),
})

#: Where nothing is ticked, everybody who comes or still hopes to is meant.
USUAL_STATES: Final = ACTIVE - {State.DRAFT}


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a mailing goes to. Empty parts do not narrow; ``chosen`` are public ids of registrations.

    Categories, delegations and the question are named by their codes, so that a rule means the same in the next
    edition. ``answered`` tells whether those are meant who have answered ``question`` or those who have not.
    """

    circle: Circle = Circle.PEOPLE
    states: tuple[State, ...] = ()
    categories: tuple[str, ...] = ()
    delegations: tuple[str, ...] = ()
    roles: tuple[DelegationRole, ...] = ()
    languages: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    question: str = ""
    answered: bool = False

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Self:
        """Build from what :meth:`as_dict` gave."""
        return cls(
            circle=Circle(value.get("circle", Circle.PEOPLE)),
            states=tuple(State(one) for one in value.get("states", ())),
            categories=tuple(value.get("categories", ())), delegations=tuple(value.get("delegations", ())),
            roles=tuple(DelegationRole(one) for one in value.get("roles", ())),
            languages=tuple(one for one in value.get("languages", ()) if one in LANGUAGES),
            chosen=tuple(value.get("chosen", ())), question=value.get("question", ""),
            answered=bool(value.get("answered", False)),
        )  # fmt: skip

    def as_dict(self) -> dict[str, Any]:
        """Return plain values, as they are stored."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody who may get a mailing, with what its placeholders need.

    :param reference: public id of the person or, for coordinators, of their account.
    """

    reference: str
    given_name: str
    full_name: str
    email: str | None
    language: Language
    registration: str = ""
    code: str = ""
    category: Translated = field(default_factory=Translated)
    delegation: Translated = field(default_factory=Translated)
    deadline: datetime | None = None
    proven: bool = True
    gone: bool = False


class LeftOut(StrEnum):
    """Why somebody who fits is not written to."""

    NO_ADDRESS = "no_address"
    UNPROVEN = "unproven"
    GONE = "gone"
    OPTED_OUT = "opted_out"
    ALREADY = "already"
    TWICE = "twice"
    NO_TEXT = "no_text"


LEFT_OUT_NAMES: Final[Mapping[LeftOut, str]] = MappingProxyType({
    LeftOut.NO_ADDRESS: N_("No e-mail address"),
    LeftOut.UNPROVEN: N_("The address is not confirmed"),
    LeftOut.GONE: N_("The personal details are erased"),
    LeftOut.OPTED_OUT: N_("Wants no reminders"),
    LeftOut.ALREADY: N_("Has had this mail already"),
    LeftOut.TWICE: N_("Registered twice; the mail goes out once"),
    LeftOut.NO_TEXT: N_("There is no text in their language"),
})


@dataclass(frozen=True, slots=True)
class Roll:
    """Who gets a mailing, who does not and why, and which addresses several people share."""

    people: tuple[Addressee, ...] = ()
    left_out: tuple[tuple[Addressee, LeftOut], ...] = ()
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def by_language(self) -> dict[Language, int]:
        """Return how many read each language."""
        return {lang: sum(one.language == lang for one in self.people) for lang in LANGUAGES}

    def by_reason(self) -> dict[LeftOut, int]:
        """Return how many are left out for each reason."""
        reasons = [reason for _, reason in self.left_out]
        return {reason: reasons.count(reason) for reason in LeftOut if reason in reasons}


# --- what it says -------------------------------------------------------------------------------


class Trust(StrEnum):
    """Who wrote what a placeholder puts in. What a person wrote can never become a link."""

    HOUSE = "house"
    PERSON = "person"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A word in braces that is replaced for each reader."""

    name: str
    means: str
    trust: Trust = Trust.HOUSE


PLACEHOLDERS: Final[Mapping[str, Placeholder]] = MappingProxyType({
    one.name: one for one in (
        Placeholder("given_name", N_("Given name"), Trust.PERSON),
        Placeholder("full_name", N_("Full name with academic title"), Trust.PERSON),
        Placeholder("summit", N_("Name of the summit")),
        Placeholder("dates", N_("Days of the summit")),
        Placeholder("category", N_("Category of the person")),
        Placeholder("delegation", N_("Delegation of the person")),
        Placeholder("code", N_("Code of the registration")),
        Placeholder("deadline", N_("Until when the person has to answer or can change something")),
        Placeholder("my_summit", N_("The person's own link to My summit, made at sending"), Trust.LINK),
    )
})  # fmt: skip


class FaultCode(StrEnum):
    """What can be wrong with a text."""

    UNKNOWN = "unknown"
    LINK_IN_SUBJECT = "link_in_subject"
    IN_ADDRESS = "in_address"
    SECRET_LINK = "secret_link"


FAULT_WORDS: Final[Mapping[FaultCode, str]] = MappingProxyType({
    FaultCode.UNKNOWN: N_("There is no placeholder {%(word)s}."),
    FaultCode.LINK_IN_SUBJECT: N_("The placeholder {%(word)s} is a link and cannot stand in a subject."),
    FaultCode.IN_ADDRESS: N_("A placeholder cannot be a part of a web address: %(word)s"),
    FaultCode.SECRET_LINK: N_(
        "This link belongs to one person only: %(word)s. Please write {my_summit}: each reader gets a link of their own."
    ),
})


@dataclass(frozen=True, slots=True)
class TextFault:
    """Something wrong in one language of one field; ``hint`` is the placeholder that was probably meant."""

    field: str
    language: Language
    code: FaultCode
    word: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: words, or a link with the words that stand for it."""

    words: str
    href: str = ""


Line = tuple[Piece, ...]
Paragraph = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as its author wrote it.

    :param fallback: the language for readers whose own is missing; empty keeps the mailing from being sent to them.
    :param essential: concerns taking part itself, so that nobody can say no to it.
    """

    subject: Translated
    body: Translated
    fallback: str = ""
    essential: bool = True

    def filled(self) -> tuple[Language, ...]:
        """Return the languages that have both a subject and a text."""
        return tuple(lang for lang in LANGUAGES if self.subject[lang].strip() and self.body[lang].strip())

    def language_for(self, reader: Language) -> Language | None:
        """Return the language somebody reads it in, or None if it cannot be sent to them."""
        filled = self.filled()
        if reader in filled:
            return reader
        return next((lang for lang in filled if lang == self.fallback), None)


# --- reminders ----------------------------------------------------------------------------------


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


# --- what can be refused ------------------------------------------------------------------------


class TextFaulty(Invalid):
    """A text has placeholders that do not exist, or a link that belongs to one person; ``found`` names them."""

    code = "text_faulty"

    def __init__(self, found: tuple[TextFault, ...]) -> None:
        super().__init__()
        self.found = found


class TextMissing(DomainError):
    """Somebody reads a language in which the mailing has no text, and no other one was chosen for them."""

    code = "text_missing"
    message = N_("Some readers would get no text. Please write it in their language, or choose which one they get.")


class NobodyToWrite(DomainError):
    """Nobody fits the choice of recipients."""

    code = "nobody_to_write"
    message = N_("Nobody would get this mail. Please choose other recipients.")


class NumberChanged(DomainError):
    """The number that was typed is not the number of people who would get the mailing now."""

    code = "number_changed"
    status = 422
    message = N_("The mail would go to %(number)s people now. Please look at them once more and type this number.")


class MailingLocked(DomainError):
    """The mailing has gone on: a released text is a record and cannot be changed."""

    code = "mailing_locked"
    message = N_("This mailing has been released: its text can no longer be changed. Make a copy of it instead.")


class MailingMoved(DomainError):
    """The mailing cannot go from where it stands to where it should go."""

    code = "mailing_moved"
    message = N_("This mailing has moved on in the meantime. Here is where it stands now.")


class NameTaken(DomainError):
    """Another saved text of the summit has this name."""

    code = "name_taken"
    message = N_("Another saved text already has this name.")


class LinkUnknown(DomainError):
    """The address by which somebody says no to reminders was changed on its way."""

    code = "link_unknown"
    status = 404
    message = N_("This link is not complete. Please use the one from the mail.")
