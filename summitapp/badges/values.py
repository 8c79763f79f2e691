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
    CANCELLED = "cancelled"


#: A run in one of these is still to be laid out, or being laid out.
UNFINISHED: Final = (PrintState.WAITING, PrintState.RUNNING)


STATE_WORDS: Final[dict[BadgeState, str]] = {BadgeState.ACTIVE: N_("Valid"), BadgeState.REVOKED: N_("Revoked")}
PRINT_WORDS: Final[dict[PrintState, str]] = {
    PrintState.WAITING: N_("Waiting to be laid out"),
    PrintState.RUNNING: N_("Being laid out"),
    PrintState.DONE: N_("Ready"),
    PrintState.FAILED: N_("Failed"),
    PrintState.CANCELLED: N_("Stopped"),
}
SELECTION_WORDS: Final[dict[PrintSelection, str]] = {
    PrintSelection.ALL: N_("All valid badges"),
    PrintSelection.NEW: N_("New and changed badges"),
    PrintSelection.CHOSEN: N_("Chosen badges"),
}


class Layout(StrEnum):
    """The paper of a badge, and how its two sides lie on it. ``DESIGNED`` is a run's word: each badge as its design says."""

    DESIGNED = "designed"
    A6 = "a6"
    FOLD = "fold"
    FOUR_UP = "four_up"
    CR80 = "cr80"
    LABEL_62X100 = "label_62x100"
    LABEL_90X54 = "label_90x54"
    LABEL_102X152 = "label_102x152"


LAYOUT_WORDS: Final[dict[Layout, str]] = {
    Layout.DESIGNED: N_("As the designs say"),
    Layout.A6: N_("A6, front and back on pages of their own"),
    Layout.FOLD: N_("A5, both sides side by side, to be folded"),
    Layout.FOUR_UP: N_("A4, four badges with crop marks"),
    Layout.CR80: N_("Plastic card CR80, 85.6 × 54 mm"),
    Layout.LABEL_62X100: N_("Label, 62 × 100 mm"),
    Layout.LABEL_90X54: N_("Label, 90 × 54 mm"),
    Layout.LABEL_102X152: N_("Label, 102 × 152 mm"),
}


@dataclass(frozen=True, slots=True)
class Format:
    """Measures of a paper in mm: one card, and the page it lies on.

    :param mono: a label printer knows black only, so nothing is told by colour or tint.
    :param columns: with ``rows``, how many cards lie on one page; the backs are mirrored for the duplex printer.
    """

    card: tuple[float, float]
    page: tuple[float, float]
    mono: bool = False
    columns: int = 1
    rows: int = 1


def _single(width: float, height: float, *, mono: bool = False) -> Format:
    return Format((width, height), (width, height), mono)


FORMATS: Final[dict[Layout, Format]] = {
    Layout.A6: _single(105, 148),
    Layout.FOLD: Format((105, 148), (210, 148)),
    Layout.FOUR_UP: Format((96, 136), (210, 297), columns=2, rows=2),
    Layout.CR80: _single(85.6, 54),
    Layout.LABEL_62X100: _single(62, 100, mono=True),
    Layout.LABEL_90X54: _single(90, 54, mono=True),
    Layout.LABEL_102X152: _single(102, 152, mono=True),
}
PAPERS: Final = tuple(FORMATS)


class BadgePart(StrEnum):
    """What a design may show or leave out; name, category and the code of the door stand on every badge."""

    SUMMIT = "summit"
    FUNCTION = "function"
    TRANSLATION = "translation"
    CITY = "city"
    ORGANISATION = "organisation"
    LANGUAGES = "languages"
    PHOTO_MARK = "photo_mark"
    LETTERS = "letters"
    EMERGENCY = "emergency"
    CONTACT = "contact"
    NOTES = "notes"
    PROGRAMME = "programme"


PART_WORDS: Final[dict[BadgePart, str]] = {
    BadgePart.SUMMIT: N_("Name and dates of the summit"),
    BadgePart.FUNCTION: N_("Function"),
    BadgePart.TRANSLATION: N_("Function, translated"),
    BadgePart.CITY: N_("City"),
    BadgePart.ORGANISATION: N_("Organisation"),
    BadgePart.LANGUAGES: N_("Languages"),
    BadgePart.PHOTO_MARK: N_("Mark of those who want no photos"),
    BadgePart.LETTERS: N_("Letters of the code, to be typed when a camera fails"),
    BadgePart.EMERGENCY: N_("Emergency text"),
    BadgePart.CONTACT: N_("Contact code (back)"),
    BadgePart.NOTES: N_("What to do with a lost badge (back)"),
    BadgePart.PROGRAMME: N_("Address of the programme (back)"),
}


@dataclass(frozen=True, slots=True)
class DesignFace:
    """How badges of a category look. The one without a reference is there from the start and needs no set-up.

    :param emergency: whom to call; where it is empty, the usual words stand there.
    """

    reference: str = ""
    name: str = ""
    paper: Layout = Layout.A6
    both_sides: bool = True
    parts: frozenset[BadgePart] = frozenset(BadgePart)
    emergency: Translated = field(default_factory=Translated)

    @property
    def parts_in_order(self) -> list[BadgePart]:
        """The parts as the designer lists them."""
        return [part for part in BadgePart if part in self.parts]


STANDARD: Final = DesignFace()


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


class DesignNameTaken(DomainError):
    """Designs of a summit are told apart by their names."""

    code = "design_name_taken"
    message = N_("There is a design of this name already.")


class RunFinished(DomainError):
    """A print run can be stopped while it waits or is being laid out."""

    code = "run_finished"
    message = N_("This print run is finished already.")


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
    contact_url: str = ""
    design: DesignFace = STANDARD


@dataclass(frozen=True, slots=True)
class BackFace:
    """What the backs of a summit's badges share; ``emergency`` is said where a design has no words of its own."""

    notes: tuple[tuple[Line, ...], ...] = ()
    emergency: tuple[Line, ...] = ()
    programme_url: str = ""
    programme_words: tuple[Line, ...] = ()
    contact_words: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document to lay out: the summit's words, the back, and the badges in print order.

    :param layout: one paper for all of them, whatever their designs say.
    """

    summit: Translated
    dates: str
    place: str
    language: Language
    badges: tuple[BadgeFace, ...]
    back: BackFace = field(default_factory=BackFace)
    layout: Layout = Layout.DESIGNED


@dataclass(frozen=True, slots=True)
class Lack:
    """Letters of one badge that no font of paper has."""

    badge: str
    serial: str
    name: str
    field: str
    letters: tuple[str, ...]

    @property
    def named(self) -> list[tuple[str, str]]:
        """Each letter with its number in Unicode."""
        return [(letter, f"U+{ord(letter):04X}") for letter in self.letters]


FIELD_WORDS: Final[dict[str, str]] = {
    "given_name": N_("Given name"),
    "family_name": N_("Family name"),
    "function": N_("Function"),
    "translation": N_("Function, translated"),
    "city": N_("City"),
    "organisation": N_("Organisation"),
}


@dataclass(frozen=True, slots=True)
class FunctionLine:
    """A function that people of a summit have, and what it is called in the other language.

    :param text: approved; empty while nobody has approved a translation.
    :param suggestion: what an organiser may confirm.
    """

    source: str
    language: str
    target: str
    people: int
    text: str = ""
    reference: str = ""
    suggestion: str = ""
