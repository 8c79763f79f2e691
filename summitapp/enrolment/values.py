"""The words of enrolment: states, what stands in a personal agenda, feedback, and what can be refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from summitapp.agenda.values import Booking, BookingKind, Placement, Released
from summitapp.core.errors import DomainError, NotFound
from summitapp.core.text import N_, Translated

#: How long after a session its feedback can be given and changed.
FEEDBACK_OPEN: Final = timedelta(days=14)
#: Of fewer answers no figure is shown: who sat in the room could guess whose they are.
FEWEST_ANSWERS: Final = 5
FEWEST_STARS, MOST_STARS = 1, 5
TEXT_LENGTH: Final = 2000
#: More stars than any programme has sessions are a mistake, or no person.
MOST_FAVOURITES: Final = 500


class EnrolmentState(StrEnum):
    """Whether somebody has a place in a session or waits for one."""

    ENROLLED = "enrolled"
    WAITING = "waiting"

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return STATE_LABELS[self]

    @property
    def kind(self) -> BookingKind:
        """Return how it fills the person's time."""
        return BookingKind(self.value)


STATE_LABELS: Final[Mapping[EnrolmentState, str]] = {
    EnrolmentState.ENROLLED: N_("Has a place"),
    EnrolmentState.WAITING: N_("On the waiting list"),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody has of one session: their place, or their position on its waiting list, from 1."""

    session_id: int
    state: EnrolmentState
    position: int | None
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything somebody chose at one summit, by the row id of the session."""

    enrolled: Mapping[int, Chosen]
    favourites: frozenset[int]

    @property
    def sessions(self) -> frozenset[int]:
        """Return every session of it."""
        return self.favourites | frozenset(self.enrolled)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a personal agenda.

    :param kinds: why it stands there, the strongest reason first. :param position: on the waiting list, from 1.
    :param clashes: what else the person has at the same time. :param gap: how long they are free before it.
    :param open: places can be taken now. :param begun: nothing can be given back any more. :param over: it has ended.
    :param rates: how its feedback stands, ``None`` where none is asked for.
    """

    released: Released
    kinds: tuple[BookingKind, ...]
    position: int | None = None
    clashes: tuple[Placement, ...] = ()
    gap: timedelta | None = None
    open: bool = False
    begun: bool = False
    over: bool = False
    rates: "Rating | None" = None

    @property
    def placement(self) -> Placement:
        """Return the session at its time and place."""
        return self.released.placement

    @property
    def span(self) -> tuple[datetime, datetime]:
        """Return from when until when it lasts."""
        return self.placement.starts_at, self.placement.ends_at

    @property
    def busy(self) -> bool:
        """Whether it fills the time: a cancelled session, a place hoped for and a star leave it free."""
        return not self.placement.cancelled and self.kinds[0].firm

    def has(self, name: str) -> bool:
        """Whether this kind is among its reasons."""
        return BookingKind(name) in self.kinds


@dataclass(frozen=True, slots=True)
class Beside:
    """What a higher feature brings into a personal agenda, such as a meeting; in the words of its reader.

    :param notes: short lines below the title. :param gap: how long they are free before it.
    """

    reference: str
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    notes: tuple[str, ...] = ()
    url: str = ""
    tentative: bool = False
    cancelled: bool = False
    running: bool = False
    next: bool = False
    over: bool = False
    gap: timedelta | None = None

    @property
    def span(self) -> tuple[datetime, datetime]:
        """Return from when until when it lasts."""
        return self.starts_at, self.ends_at

    @property
    def busy(self) -> bool:
        """Whether it fills the time."""
        return not self.cancelled

    @property
    def booking(self) -> Booking:
        """Return the time it takes."""
        return Booking(self.starts_at, self.ends_at, BookingKind.MEETING, self.reference)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a personal agenda at the venue."""

    day: date
    items: "tuple[Item | Beside, ...]"


@dataclass(frozen=True, slots=True)
class Plan:
    """What would happen if somebody enrolled now.

    :param waits: no place is free; they would stand on the waiting list.
    :param clashes: what they have at that time; of those in ``gives_up`` the place goes back.
    :param beside: what higher features have put there, such as a meeting; it stays.
    """

    waits: bool
    clashes: tuple[Placement, ...] = ()
    gives_up: tuple[Placement, ...] = ()
    beside: "tuple[Beside, ...]" = ()

    @property
    def mark(self) -> str:
        """Return what the person agrees to by going on; empty where nothing has to be asked."""
        if not (self.clashes or self.beside):
            return ""
        codes = "+".join([*(placement.code for placement in self.clashes), *(one.reference for one in self.beside)])
        return f"{'wait' if self.waits else 'place'}:{codes}"


@dataclass(frozen=True, slots=True)
class Rating:
    """What somebody said of a session; no stars yet where they did not."""

    until: datetime
    stars: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Presence:
    """Where somebody was let in: at the summit, and at those sessions whose doors were scanned at, by row id.

    :param anywhere: ``None`` where nobody was scanned at all, so that nothing is known.
    """

    anywhere: bool | None = None
    at_doors: Mapping[int, bool] = field(default_factory=dict)

    def at(self, session_id: int) -> bool | None:
        """Return whether they were in a session, as well as it is known; ``None`` where nothing is."""
        return self.at_doors.get(session_id, self.anywhere)


@dataclass(frozen=True, slots=True)
class Report:
    """What was said of a session. :param mean: ``None`` where too few answered to tell; the texts are then empty, too.

    :param counts: how many gave one star, two, and so on up to five.
    """

    number: int
    mean: float | None = None
    counts: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """How full one session is, and how it was rated.

    :param enrols: whether people take a place in it. :param capacity: ``None`` for as many as come.
    """

    code: str
    title: Translated
    starts_at: datetime
    cancelled: bool
    enrols: bool
    capacity: int | None
    taken: int
    waiting: int
    report: Report


@dataclass(frozen=True, slots=True)
class Spread:
    """One page of figures. :param page: from 1. :param number: of sessions on all pages."""

    figures: tuple[Figures, ...]
    page: int
    pages: int
    number: int


@dataclass(frozen=True, slots=True)
class DoorLine:
    """Somebody on the list for the door of a session."""

    name: str
    body: str
    code: str
    state: str


@dataclass(frozen=True, slots=True)
class DoorList:
    """Who is to be let into a session: those with a place, then those who wait, in their order."""

    title: str
    summit: str
    moment: str
    language: str
    heads: tuple[str, ...]
    words: Mapping[str, str]
    seated: tuple[DoorLine, ...]
    waiting: tuple[DoorLine, ...]

    def as_data(self) -> dict[str, Any]:
        """Return what the template of the paper reads."""
        return {
            "title": self.title, "summit": self.summit, "moment": self.moment, "language": self.language,
            "heads": list(self.heads), "words": dict(self.words),
            "sections": [
                {"title": self.words[name], "rows": [[one.name, one.body, one.code] for one in lines]}
                for name, lines in (("seated", self.seated), ("waiting", self.waiting)) if lines
            ],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class SeatsChanged:
    """Announcement: these people, by public id, have other places in sessions than before; a star is not told."""

    people: tuple[str, ...]


# --- what can be refused -------------------------------------------------------------------------


class NotParticipant(DomainError):
    """Only who is confirmed for the summit can enrol in its sessions."""

    code = "not_a_participant"
    message = N_("As soon as your place at the summit is confirmed, you can choose sessions here.")


class NoSuchSession(NotFound):
    """There is no such session for this person."""

    code = "session_not_found"
    message = N_("There is no session under this address.")


class EnrolmentNotOffered(DomainError):
    """Nobody enrols in this session: it has no list, is cancelled, or not in the published programme."""

    code = "enrolment_not_offered"
    message = N_("For this session nobody has to enrol, or it does not take place.")


class EnrolmentOver(DomainError):
    """The session has begun."""

    code = "enrolment_over"
    message = N_("The session has begun; its list is closed.")


class ClashesUnconfirmed(DomainError):
    """The person has something else at that time and has not said that they know; ``plan`` tells what."""

    code = "clashes_unconfirmed"
    message = N_("You have something else at that time. Please look at it and decide.")

    def __init__(self, plan: Plan | None = None) -> None:
        super().__init__()
        self.plan = plan or Plan(waits=False)


class FeedbackClosed(DomainError):
    """The session is not over yet, or too long over, or the person was not there."""

    code = "feedback_closed"
    message = N_("Feedback is open to those who were there, from the end of the session for two weeks.")


class TooManyFavourites(DomainError):
    """Nobody needs so many stars."""

    code = "too_many_favourites"
    status = 422
    message = N_("Those are more favourites than we can keep.")
