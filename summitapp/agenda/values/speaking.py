"""What speakers see and say of their sessions, and what the organisers see of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

from summitapp.agenda.values.programme import Appearing, SessionText
from summitapp.agenda.values.words import Answer, AppearanceRole
from summitapp.core.errors import DomainError, NotFound
from summitapp.core.text import N_, Translated


class Audience(StrEnum):
    """Who may have a document."""

    TEAM = "team"
    PARTICIPANTS = "participants"
    PUBLIC = "public"

    def within(self, other: "Audience") -> bool:
        """Whether this circle is no wider than another one."""
        return _WIDTH[self.value] <= _WIDTH[other.value]


_WIDTH: Final = {"team": 0, "participants": 1, "public": 2}
AUDIENCE_LABELS: Final[Mapping[Audience, str]] = {
    Audience.TEAM: N_("Only the team, to show it in the room"),
    Audience.PARTICIPANTS: N_("Participants of the summit"),
    Audience.PUBLIC: N_("Everybody"),
}


class DocumentKind(StrEnum):
    """What a document of a session is."""

    SLIDES = "slides"
    PAPER = "paper"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return DOCUMENT_LABELS[self]


DOCUMENT_LABELS: Final[Mapping[DocumentKind, str]] = {
    DocumentKind.SLIDES: N_("Slides"),
    DocumentKind.PAPER: N_("Paper or handout"),
    DocumentKind.OTHER: N_("Something else"),
}


@dataclass(frozen=True, slots=True)
class DocumentDetails:
    """What is said of a file that is brought."""

    title: str
    kind: DocumentKind = DocumentKind.SLIDES
    language: str = ""
    allowed: Audience = Audience.TEAM


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A document as lists show it, without its content.

    :param own: whether it was brought by whoever is looking.
    """

    reference: str
    title: str
    kind: DocumentKind
    language: str
    name: str
    size: int
    visibility: Audience
    allowed: Audience
    created_at: datetime
    own: bool = False
    by: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A session with the documents that somebody may have of it."""

    code: str
    title: Translated
    documents: tuple[DocumentFacts, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A session as one of those who appear in it sees it, as it is planned now.

    :param fixed: the last release announces the same time and room.
    :param office: the person appears as the holder of an office, which is announced instead of the name.
    :param others: who else appears, as far as they may be named.
    """

    code: str
    text: SessionText
    roles: tuple[AppearanceRole, ...]
    answer: Answer
    word: str
    without_slides: bool
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    room: str = ""
    fixed: bool = False
    office: bool = False
    others: tuple[Appearing, ...] = ()
    documents: tuple[DocumentFacts, ...] = ()

    @property
    def wants_slides(self) -> bool:
        """Whether slides of this person are still waited for."""
        return not self.without_slides and self.answer is not Answer.DECLINED and not any(
            one.own and one.kind is DocumentKind.SLIDES for one in self.documents
        )


class Presence(StrEnum):
    """How much of a day somebody is there."""

    WHOLE = "whole"
    PART = "part"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class DayChoice:
    """What somebody says of one day, on the venue's clock."""

    day: date
    presence: Presence = Presence.WHOLE
    since: time | None = None
    until: time | None = None


class Show(StrEnum):
    """Which speakers the organisers look at."""

    ALL = ""
    INVITE = "invite"
    OPEN = "open"
    DECLINED = "declined"
    BIOGRAPHY = "biography"
    PHOTO = "photo"
    SLIDES = "slides"
    TIMES = "times"
    ADDRESS = "address"


SHOW_LABELS: Final[Mapping[Show, str]] = {
    Show.ALL: N_("All speakers"),
    Show.INVITE: N_("Not invited yet"),
    Show.OPEN: N_("An answer is missing"),
    Show.DECLINED: N_("Declined something"),
    Show.BIOGRAPHY: N_("No biography that may be shown"),
    Show.PHOTO: N_("No photo that may be shown"),
    Show.SLIDES: N_("Slides are missing"),
    Show.TIMES: N_("Said nothing about when they are there"),
    Show.ADDRESS: N_("No e-mail address"),
}


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """One speaker as the organisers' table shows them.

    :param key: what a search looks in. :param sessions: code and title of each. :param times: spans that were given.
    :param slides: how many of their sessions still wait for slides.
    """

    reference: str
    name: str
    key: str
    email: str
    sessions: tuple[tuple[str, str], ...]
    answers: tuple[Answer, ...]
    slides: int = 0
    languages: tuple[str, ...] = ()
    photo: bool = False
    released: bool = False
    times: int = 0
    invited_at: datetime | None = None
    seen_at: datetime | None = None

    def count(self, answer: Answer) -> int:
        """Return how many of the sessions have this answer."""
        return self.answers.count(answer)

    @property
    def lacks(self) -> frozenset[Show]:
        """Return what is missing, or needs the organisers' eye."""
        found = {
            Show.INVITE: self.invited_at is None, Show.OPEN: self.count(Answer.OPEN) > 0,
            Show.DECLINED: self.count(Answer.DECLINED) > 0,
            Show.BIOGRAPHY: not (self.languages and self.released), Show.PHOTO: not (self.photo and self.released),
            Show.SLIDES: self.slides > 0, Show.TIMES: not self.times, Show.ADDRESS: not self.email,
        }  # fmt: skip
        return frozenset(one for one, missing in found.items() if missing)

    @property
    def gone(self) -> bool:
        """Whether they declined every session: nobody is asked for a photo any more."""
        return all(one is Answer.DECLINED for one in self.answers)

    @property
    def to_remind(self) -> bool:
        """Whether they were asked, and something of theirs is still missing."""
        missing = self.lacks & {Show.OPEN, Show.BIOGRAPHY, Show.PHOTO, Show.SLIDES, Show.TIMES}
        return self.invited_at is not None and bool(self.email) and bool(missing) and not self.gone


@dataclass(frozen=True, slots=True)
class SpeakerCounts:
    """What the overview tells about speakers."""

    declined: int = 0
    unanswered: int = 0
    slides: int = 0


class NotYourSession(NotFound):
    """The person does not appear in this session."""

    code = "not_your_session"
    message = N_("You do not appear in this session any more. If that is a mistake, please write to the organisers.")


class SlidesClosed(DomainError):
    """The day until which speakers bring slides is over."""

    code = "slides_closed"
    status = 409
    message = N_("The day until which slides can be uploaded is over. Please send them to the organisers.")


class DocumentsTooMany(DomainError):
    """A session has as many documents as anybody needs."""

    code = "documents_too_many"
    status = 409
    message = N_("Twenty files are the most one session can have. Please remove one first.")


class DocumentTooOpen(DomainError):
    """A document is not shown to more people than its owner agreed to."""

    code = "document_too_open"
    status = 409
    message = N_("Whoever brought this file did not agree to that. Please ask them; they can change it on their page.")
