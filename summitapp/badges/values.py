"""The words of a badge: its code, its states, and everything that is printed on it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from summitapp.core.errors import DomainError
from summitapp.core.text import N_, Language, Translated
from summitapp.summits.values import ShapeName

# 0–9 and A–Z without I, L, O, U (read as 1, 1, 0, V) and Y, Z (swapped between keyboards).
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWX"
TOKEN_LENGTH: Final = 24
CODE_LENGTH: Final = TOKEN_LENGTH + 1
CONTACT_LENGTH: Final = 18
CHUNK: Final = 500
#: How long after the last day a telephone shows a badge it has kept.
KEPT_AFTER: Final = timedelta(days=2)


class BadgeState(StrEnum):
    """Whether the code on a badge still opens a door."""

    ACTIVE = "active"
    REVOKED = "revoked"


class RevocationReason(StrEnum):
    """Why a badge died; the door shows it to the person at the desk."""

    LOST = "lost"
    STOLEN = "stolen"
    REPLACED = "replaced"
    MISUSED = "misused"
    MISPRINTED = "misprinted"
    CANCELLED = "cancelled"
    SUBSTITUTED = "substituted"


#: What a person at the desk may choose; the others are set by the application itself.
CHOOSABLE_REASONS: Final = (
    RevocationReason.LOST, RevocationReason.STOLEN, RevocationReason.MISPRINTED, RevocationReason.MISUSED,
)

REASON_WORDS: Final[dict[RevocationReason, str]] = {
    RevocationReason.LOST: N_("Lost"),
    RevocationReason.STOLEN: N_("Stolen"),
    RevocationReason.REPLACED: N_("Replaced by a new badge"),
    RevocationReason.MISUSED: N_("Used by somebody else"),
    RevocationReason.MISPRINTED: N_("Printed wrongly"),
    RevocationReason.CANCELLED: N_("Registration cancelled"),
    RevocationReason.SUBSTITUTED: N_("Person replaced by somebody else"),
}


class PrintSelection(StrEnum):
    """Which badges a print run takes."""

    ALL = "all"
    NEW = "new"
    CHOSEN = "chosen"


class PrintState(StrEnum):
    """How far a print run has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


STATE_WORDS: Final[dict[BadgeState, str]] = {BadgeState.ACTIVE: N_("Valid"), BadgeState.REVOKED: N_("Revoked")}
PRINT_WORDS: Final[dict[PrintState, str]] = {
    PrintState.WAITING: N_("Waiting to be laid out"),
    PrintState.RUNNING: N_("Being laid out"),
    PrintState.DONE: N_("Ready"),
    PrintState.FAILED: N_("Failed"),
}
SELECTION_WORDS: Final[dict[PrintSelection, str]] = {
    PrintSelection.ALL: N_("All valid badges"),
    PrintSelection.NEW: N_("New and changed badges"),
    PrintSelection.CHOSEN: N_("Chosen badges"),
}


class Layout(StrEnum):
    """How the two sides of a badge lie on the paper."""

    A6 = "a6"
    FOLD = "fold"


LAYOUT_WORDS: Final[dict[Layout, str]] = {
    Layout.A6: N_("A6, front and back on pages of their own"),
    Layout.FOLD: N_("A5, both sides side by side, to be folded"),
}


class BadgeAlreadyIssued(DomainError):
    """A registration has at most one valid badge."""

    code = "badge_already_issued"
    message = N_("This registration has a valid badge already.")


class NoActiveBadge(DomainError):
    """There is no valid badge for this registration."""

    code = "no_active_badge"
    message = N_("There is no valid badge for this registration.")


class NothingToPrint(DomainError):
    """The chosen run would hold no badge."""

    code = "nothing_to_print"
    message = N_("There is no badge to print in this choice.")


class PrintingFailed(DomainError):
    """The badge could not be laid out; the cause stands in the server's log."""

    code = "printing_failed"
    status = 500
    message = N_("The badge could not be laid out. Please try again, or tell the organisers.")


@dataclass(frozen=True, slots=True)
class BadgeRevoked:
    """Announced when a badge has stopped opening doors."""

    public_id: str
    lookup: str
    registration_id: int
    summit_id: int
    reason: RevocationReason


@dataclass(frozen=True, slots=True)
class Issued:
    """A badge a registration has or had, as far as issuing the next one asks."""

    public_id: str
    number: int
    state: BadgeState


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the organisers' list of badges."""

    public_id: str
    serial: str
    name: str
    category: Translated
    delegation: Translated
    state: BadgeState
    revocation: RevocationReason | None
    printed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Line:
    """A text with the language it is written in, so that a reader's voice pronounces it right."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class CategoryFace:
    """How a category is told on paper: word, colour and shape together, never colour alone."""

    word: Line
    others: tuple[Line, ...] = ()
    colour: str = "#0f4c6b"
    shape: ShapeName = ShapeName.CIRCLE


@dataclass(frozen=True, slots=True)
class BadgeFace:
    """Everything one badge shows. ``family_name`` is empty for who has a single name."""

    token: str
    serial: str
    given_name: str
    family_name: str
    category: CategoryFace
    function: Line | None = None
    function_translation: Line | None = None
    city: str = ""
    organisation: str = ""
    languages: tuple[Language, ...] = ()
    photo_mark: Line | None = None


@dataclass(frozen=True, slots=True)
class BackFace:
    """The back, equal for all badges of a summit."""

    notes: tuple[tuple[Line, tuple[Line, ...]], ...] = ()
    programme_url: str = ""
    programme_words: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document to lay out: the summit's words, the back, and the badges in print order."""

    summit: Translated
    dates: str
    place: str
    language: Language
    badges: tuple[BadgeFace, ...]
    back: BackFace = field(default_factory=BackFace)
    layout: Layout = Layout.A6
