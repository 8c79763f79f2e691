"""The words of letters: kinds, states, what may be asked, what is printed, and what can be refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from summitapp.core.errors import DomainError, Invalid
from summitapp.core.text import N_, Language


class LetterKind(StrEnum):
    """What a letter is for."""

    VISA = "visa"
    ATTENDANCE = "attendance"


KIND_NAMES: Final[Mapping[LetterKind, str]] = MappingProxyType({
    LetterKind.VISA: N_("Visa invitation letter"),
    LetterKind.ATTENDANCE: N_("Confirmation of attendance"),
})


class LetterState(StrEnum):
    """Where a letter stands. That an issued one has run out is told by its date, not by its state."""

    ASKED = "asked"
    ISSUED = "issued"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"


TRANSITIONS: Final[Mapping[LetterState, frozenset[LetterState]]] = MappingProxyType({
    LetterState.ASKED: frozenset({LetterState.ISSUED, LetterState.REFUSED, LetterState.WITHDRAWN}),
    LetterState.ISSUED: frozenset({LetterState.REVOKED, LetterState.SUPERSEDED}),
    LetterState.REFUSED: frozenset(),
    LetterState.WITHDRAWN: frozenset(),
    LetterState.REVOKED: frozenset(),
    LetterState.SUPERSEDED: frozenset(),
})

#: These have a number, a code and two signatures.
NUMBERED: Final = frozenset({LetterState.ISSUED, LetterState.REVOKED, LetterState.SUPERSEDED})

STATE_NAMES: Final[Mapping[LetterState, str]] = MappingProxyType({
    LetterState.ASKED: N_("Waits for approval"),
    LetterState.ISSUED: N_("Issued"),
    LetterState.REFUSED: N_("Refused"),
    LetterState.WITHDRAWN: N_("Request taken back"),
    LetterState.REVOKED: N_("Revoked by the organiser"),
    LetterState.SUPERSEDED: N_("Replaced by a newer letter"),
})


class Standing(StrEnum):
    """What the verification page says of a code."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


STANDING_NAMES: Final[Mapping[Standing, str]] = MappingProxyType({
    Standing.VALID: N_("Genuine and valid"),
    Standing.EXPIRED: N_("No longer valid: the date has passed"),
    Standing.REVOKED: N_("Not valid: this letter was revoked"),
    Standing.SUPERSEDED: N_("Not valid: a newer letter has replaced it"),
    Standing.UNKNOWN: N_("We have issued no letter with this code"),
})


class Passport(StrEnum):
    """The type of a passport; its number is never asked."""

    ORDINARY = "ordinary"
    SPECIAL = "special"
    SERVICE = "service"
    DIPLOMATIC = "diplomatic"


PASSPORT_NAMES: Final[Mapping[Passport, str]] = MappingProxyType({
    Passport.ORDINARY: N_("Ordinary passport"),
    Passport.SPECIAL: N_("Special passport"),
    Passport.SERVICE: N_("Service passport"),
    Passport.DIPLOMATIC: N_("Diplomatic passport"),
})


class Payer(StrEnum):
    """Who pays for the journey or the hotel."""

    SELF = "self"
    EMPLOYER = "employer"
    ORGANISER = "organiser"
    CITY = "city"


PAYER_NAMES: Final[Mapping[Payer, str]] = MappingProxyType({
    Payer.SELF: N_("The traveller"),
    Payer.EMPLOYER: N_("The employer"),
    Payer.ORGANISER: N_("The organiser"),
    Payer.CITY: N_("The sending city"),
})

#: What the history of a letter calls each step.
STEP_NAMES: Final[Mapping[str, str]] = MappingProxyType({
    "letter.asked": N_("Asked for"),
    "letter.changed": N_("The request was changed"),
    "letter.refreshed": N_("Present details of the registration taken over"),
    "letter.withdrawn": N_("Request taken back"),
    "letter.approved": N_("Approved"),
    "letter.issued": N_("Issued"),
    "letter.refused": N_("Refused"),
    "letter.revoked": N_("Revoked by the organiser"),
    "letter.superseded": N_("Replaced by a newer letter"),
    "letter.handed_over": N_("Recognised as a letter of a known person"),
    "letter.erased": N_("Personal details erased"),
})

#: Crockford's base 32: no letter that is read as another one or as a digit.
CODE_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_BYTES: Final = 10
CODE_LENGTH: Final = 16
GROUP: Final = 4
APPROVALS: Final = 2
#: More letters of one delegation in a day are worth a second look.
MANY_A_DAY: Final = 8
AROUND: Final = timedelta(days=14)
KEPT: Final = timedelta(days=365)
TEXT_LENGTH: Final = 200
REASON_LENGTH: Final = 500


@dataclass(frozen=True, slots=True)
class Request:
    """The few things a person is asked. Travel belongs to a visa letter only."""

    kind: LetterKind
    language: Language
    addressee: str = ""
    consulate: str = ""
    passport: Passport | None = None
    arrives_on: date | None = None
    leaves_on: date | None = None
    travel_paid_by: Payer | None = None
    stay_paid_by: Payer | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return what belongs to the content that is signed."""
        return {
            "kind": self.kind.value, "language": self.language, "addressee": self.addressee, "consulate": self.consulate,
            "passport": self.passport.value if self.passport else "",
            "arrives_on": self.arrives_on.isoformat() if self.arrives_on else "",
            "leaves_on": self.leaves_on.isoformat() if self.leaves_on else "",
            "travel_paid_by": self.travel_paid_by.value if self.travel_paid_by else "",
            "stay_paid_by": self.stay_paid_by.value if self.stay_paid_by else "",
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the programme, in the wall time of the venue."""

    day: str
    opens: str
    closes: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What was known of the person and the summit when the letter was asked for; the letter prints nothing else."""

    name: str
    function: str
    organisation: str
    city: str
    delegation: str
    summit: str
    starts_on: str
    ends_on: str
    venue: str
    address: str
    host_city: str
    contact: str
    operator: str
    days: tuple[Day, ...] = ()
    attended: tuple[str, ...] = ()

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Facts":
        """Read what :func:`dataclasses.asdict` wrote."""
        days = tuple(Day(**day) for day in kept.get("days", ()))
        return cls(**{**kept, "days": days, "attended": tuple(kept.get("attended", ()))})


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, in which function, and when."""

    name: str
    function: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Issue:
    """What a letter has once it is issued."""

    number: str
    day: date
    valid_until: date
    code: str
    address: str
    signatures: tuple[Signature, ...]


class Severity(StrEnum):
    """How much a finding weighs: a fault keeps a letter back, a warning wants a look, fine is fine."""

    FINE = "fine"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One question of the check and its answer; ``message`` is a catalogue key."""

    severity: Severity
    message: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the check knows beside the request itself."""

    confirmed: bool
    proven: bool
    in_delegation: bool
    complete: bool
    starts_on: date
    ends_on: date
    today: date
    ended: bool = False
    attended: int = 0
    same_day: int = 0
    holds_valid: bool = False
    facts_changed: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the verification page shows; dates only while the letter stands, the name unless it must not be shown."""

    standing: Standing
    code: str
    number: str = ""
    summit: Any = None
    kind: LetterKind | None = None
    name: str = ""
    issued_on: date | None = None
    valid_until: date | None = None


class LetterNotPossible(DomainError):
    """The check found a fault, so that the letter cannot be asked for or approved."""

    code = "letter_not_possible"
    message = N_("This letter is not possible now. The check below says why.")


class LetterAlreadyAsked(DomainError):
    """A registration has one open request of a kind at most."""

    code = "letter_already_asked"
    message = N_("A letter of this kind is being looked at already.")


class NotOpen(DomainError):
    """The letter has been decided about in the meantime."""

    code = "letter_not_open"
    message = N_("This letter has been decided about in the meantime.")


class OwnLetter(DomainError):
    """Whoever asked for a letter, or is named in it, cannot approve it."""

    code = "own_letter"
    status = 403
    message = N_("You asked for this letter or are named in it. Two other people approve it.")


class AlreadyApproved(DomainError):
    """One person approves a letter once; the second approval is somebody else's."""

    code = "already_approved"
    message = N_("You have approved this letter already. Somebody else gives the second approval.")


class ContentChanged(DomainError):
    """What was to be approved is not what was shown."""

    code = "content_changed"
    message = N_("The letter has changed since you opened it. Please read it again before you approve it.")


class ReasonNeeded(Invalid):
    """A refusal or a revocation needs a reason the person can read."""

    code = "reason_needed"
    message = N_("Please give a reason: the person reads it in the mail.")
