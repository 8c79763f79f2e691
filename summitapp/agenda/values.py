"""The words of the agenda: sessions, placements, releases, conflicts, and what can be refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final, Self

from summitapp.core.errors import DomainError, NotFound
from summitapp.core.text import N_, Translated


class SessionKind(StrEnum):
    """What kind of gathering a session is."""

    PLENARY = "plenary"
    PANEL = "panel"
    WORKSHOP = "workshop"
    ROUND_TABLE = "round_table"
    MEETINGS = "meetings"
    VISIT = "visit"
    CEREMONY = "ceremony"
    RECEPTION = "reception"
    PRESS = "press"
    BREAK = "break"

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return KIND_LABELS[self]


KIND_LABELS: Final[Mapping[SessionKind, str]] = {
    SessionKind.PLENARY: N_("Plenary"),
    SessionKind.PANEL: N_("Panel"),
    SessionKind.WORKSHOP: N_("Workshop"),
    SessionKind.ROUND_TABLE: N_("Round table"),
    SessionKind.MEETINGS: N_("City-to-city meetings"),
    SessionKind.VISIT: N_("Site visit"),
    SessionKind.CEREMONY: N_("Ceremony"),
    SessionKind.RECEPTION: N_("Reception"),
    SessionKind.PRESS: N_("Press conference"),
    SessionKind.BREAK: N_("Break"),
}


class Visibility(StrEnum):
    """Who may know that a session exists."""

    PUBLIC = "public"
    DELEGATES = "delegates"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return VISIBILITY_LABELS[self]

    def stricter(self, other: "Visibility") -> "Visibility":
        """Return the one of both that shows a session to fewer people."""
        return max(self, other, key=lambda kind: _OPENNESS[kind.value])


_OPENNESS: Final = {"public": 0, "delegates": 1, "closed": 2}
VISIBILITY_LABELS: Final[Mapping[Visibility, str]] = {
    Visibility.PUBLIC: N_("Everybody"),
    Visibility.DELEGATES: N_("Participants of the summit"),
    Visibility.CLOSED: N_("Only those who appear in it"),
}


class AppearanceRole(StrEnum):
    """What somebody does in a session."""

    SPEAKER = "speaker"
    MODERATOR = "moderator"
    HOST = "host"
    RAPPORTEUR = "rapporteur"

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return ROLE_LABELS[self]


ROLE_LABELS: Final[Mapping[AppearanceRole, str]] = {
    AppearanceRole.SPEAKER: N_("Speaker"),
    AppearanceRole.MODERATOR: N_("Moderation"),
    AppearanceRole.HOST: N_("Host"),
    AppearanceRole.RAPPORTEUR: N_("Rapporteur"),
}


class VersionState(StrEnum):
    """Whether a version of the agenda is still being worked on."""

    DRAFT = "draft"
    PUBLISHED = "published"


class SessionState(StrEnum):
    """Whether a session is meant to take place."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Appearing:
    """Somebody in a session: a person, or an office whose holder is meant.

    :param key: what tells two people apart, ``person:<public id>`` or ``position:<public id>``.
    :param name: as it is shown; empty for an office.
    :param function: what the person is there, in the words approved for each language.
    :param body: the city or organisation of an office.
    :param hidden: the person must not be named; the rules still see that somebody is there.
    :param written: the function as the organisers wrote it for this session, for their form only.
    """

    key: str
    name: str = ""
    function: Translated = field(default_factory=Translated)
    role: AppearanceRole = AppearanceRole.SPEAKER
    body: Translated = field(default_factory=Translated)
    hidden: bool = False
    written: Translated = field(default_factory=Translated)


@dataclass(frozen=True, slots=True)
class SessionText:
    """What everybody may read of a session; a release keeps it as it was."""

    title: Translated
    abstract: Translated = field(default_factory=Translated)
    kind: SessionKind = SessionKind.PANEL
    track: str = ""
    sdgs: tuple[int, ...] = ()
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    interpretation: tuple[str, ...] = ()
    visibility: Visibility = Visibility.PUBLIC
    capacity: int | None = None
    is_break: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return the text as plain data, for keeping."""
        return {
            "title": self.title.as_dict(), "abstract": self.abstract.as_dict(), "kind": self.kind.value,
            "track": self.track, "sdgs": list(self.sdgs), "topics": list(self.topics),
            "languages": list(self.languages), "interpretation": list(self.interpretation),
            "visibility": self.visibility.value, "capacity": self.capacity, "is_break": self.is_break,
        }  # fmt: skip

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Self:
        """Build from what :meth:`as_dict` made."""
        return cls(
            title=Translated.of(value["title"]), abstract=Translated.of(value["abstract"]),
            kind=SessionKind(value["kind"]), track=value["track"], sdgs=tuple(value["sdgs"]),
            topics=tuple(value["topics"]), languages=tuple(value["languages"]),
            interpretation=tuple(value["interpretation"]), visibility=Visibility(value["visibility"]),
            capacity=value["capacity"], is_break=value["is_break"],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Placement:
    """A session at its time and in its room, in one version of the agenda.

    :param code: the session's short code in addresses; ``reference`` is its public id.
    :param room: code of the room; empty when the session needs none (a visit by bus).
    """

    code: str
    text: SessionText
    room: str
    starts_at: datetime
    ends_at: datetime
    people: tuple[Appearing, ...] = ()
    cancelled: bool = False
    reference: str = ""

    @property
    def length(self) -> timedelta:
        """Return how long it lasts."""
        return self.ends_at - self.starts_at

    @property
    def public(self) -> bool:
        """Whether everybody may see it."""
        return self.text.visibility is Visibility.PUBLIC


    @property
    def shown(self) -> tuple[Appearing, ...]:
        """Return those who may be named."""
        return tuple(person for person in self.people if not person.hidden)


@dataclass(frozen=True, slots=True)
class RoomText:
    """A room as it is announced: its name and the house it is in."""

    code: str
    name: Translated
    venue: Translated
    address: str = ""
    capacity: int | None = None
    languages: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class TrackText:
    """A track as it is announced; ``colour`` is a name of the theme."""

    code: str
    name: Translated
    colour: str


@dataclass(frozen=True, slots=True)
class Programme:
    """A version of the agenda with everything needed to show it.

    :param number: of the release; ``None`` for the draft, or when nothing was released.
    :param placements: in order of time.
    """

    zone: str
    days: tuple[date, ...]
    rooms: Mapping[str, RoomText]
    tracks: Mapping[str, TrackText]
    placements: tuple[Placement, ...] = ()
    number: int | None = None
    published_at: datetime | None = None
    note: Translated = field(default_factory=Translated)

    def only(self, keep: Callable[[Placement], bool]) -> "Programme":
        """Return the same with those placements only that ``keep`` says yes to."""
        return replace(self, placements=tuple(placement for placement in self.placements if keep(placement)))


@dataclass(frozen=True, slots=True)
class DayHours:
    """A day of the summit and the instants between which its doors are open."""

    day: date
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """What the rules need to know of a room."""

    code: str
    name: Translated
    capacity: int | None = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """Within what an agenda has to fit.

    :param changeover: the least time between two sessions of one room, or of one speaker who
        has to walk to another room.
    """

    days: tuple[DayHours, ...]
    rooms: Mapping[str, RoomFacts]
    zone: str = "Europe/Istanbul"
    changeover: timedelta = timedelta(minutes=10)


class ConflictKind(StrEnum):
    """What does not fit."""

    ROOM_TAKEN = "room_taken"
    SPEAKER_TWICE = "speaker_twice"
    OUTSIDE_DAYS = "outside_days"
    OUTSIDE_HOURS = "outside_hours"
    ROOM_RUSH = "room_rush"
    SPEAKER_RUSH = "speaker_rush"
    ROOM_TOO_SMALL = "room_too_small"
    NO_BOOTH = "no_booth"
    TRANSLATION_MISSING = "translation_missing"

    @property
    def blocking(self) -> bool:
        """Whether it stops a release; the others are notices to acknowledge."""
        return self in BLOCKING


BLOCKING: Final = frozenset({ConflictKind.ROOM_TAKEN, ConflictKind.SPEAKER_TWICE, ConflictKind.OUTSIDE_DAYS})

CONFLICT_TEXTS: Final[Mapping[ConflictKind, str]] = {
    ConflictKind.ROOM_TAKEN: N_("%(room)s is taken twice: “%(first)s” and “%(second)s” overlap."),
    ConflictKind.SPEAKER_TWICE: N_("%(person)s appears in “%(first)s” and in “%(second)s” at the same time."),
    ConflictKind.OUTSIDE_DAYS: N_("“%(first)s” lies outside of the days of the summit."),
    ConflictKind.OUTSIDE_HOURS: N_("“%(first)s” lies outside of the opening hours of that day."),
    ConflictKind.ROOM_RUSH: N_("%(room)s: only %(minutes)s min between “%(first)s” and “%(second)s”."),
    ConflictKind.SPEAKER_RUSH: N_(
        "%(person)s has only %(minutes)s min to walk from “%(first)s” to “%(second)s”."
    ),
    ConflictKind.ROOM_TOO_SMALL: N_("%(room)s holds %(seats)s people, “%(first)s” expects %(expected)s."),
    ConflictKind.NO_BOOTH: N_("%(room)s has no booth for every language “%(first)s” is interpreted into."),
    ConflictKind.TRANSLATION_MISSING: N_("The title of “%(first)s” is not there in every language."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that does not fit: its kind, the sessions it concerns, and the facts for its sentence.

    :param facts: ``room``, ``person``, ``minutes``, ``seats``, ``expected``; a :class:`Translated`
        is said in the reader's language.
    """

    kind: ConflictKind
    sessions: tuple[str, ...]
    facts: tuple[tuple[str, Any], ...] = ()

    @property
    def blocking(self) -> bool:
        """Whether it stops a release."""
        return self.kind.blocking

    @property
    def text(self) -> str:
        """Return the catalogue key of its sentence."""
        return CONFLICT_TEXTS[self.kind]

    @property
    def key(self) -> str:
        """Return what tells it from every other conflict of this agenda."""
        facts = ",".join(f"{name}={value}" for name, value in self.facts)
        return f"{self.kind.value}:{'+'.join(self.sessions)}:{facts}"


class ChangeKind(StrEnum):
    """How a session differs between two releases."""

    NEW = "new"
    MOVED = "moved"
    CANCELLED = "cancelled"
    CHANGED = "changed"

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return CHANGE_LABELS[self]


CHANGE_LABELS: Final[Mapping[ChangeKind, str]] = {
    ChangeKind.NEW: N_("New"),
    ChangeKind.MOVED: N_("Moved"),
    ChangeKind.CANCELLED: N_("Cancelled"),
    ChangeKind.CHANGED: N_("Changed"),
}

FIELD_LABELS: Final[Mapping[str, str]] = {
    "time": N_("Time"),
    "room": N_("Room"),
    "title": N_("Title"),
    "abstract": N_("Description"),
    "kind": N_("Kind"),
    "track": N_("Track"),
    "sdgs": N_("Goals"),
    "topics": N_("Topics"),
    "languages": N_("Languages"),
    "interpretation": N_("Interpretation"),
    "visibility": N_("Who may see it"),
    "capacity": N_("Places"),
    "is_break": N_("Break"),
    "people": N_("People"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One session's difference, the old beside the new.

    :param fields: names of what differs, in reading order.
    """

    kind: ChangeKind
    code: str
    old: Placement | None
    new: Placement | None
    fields: tuple[str, ...] = ()

    @property
    def public(self) -> bool:
        """Whether everybody may read of it: nothing that was or is hidden."""
        return all(side is None or side.public for side in (self.old, self.new))


@dataclass(frozen=True, slots=True)
class FreePlace:
    """A room and a time in which a session would fit."""

    room: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class SessionDetails:
    """What an organiser says of a session; shape has been checked, sense has not.

    :param appearances: in their order; each names a person or an office by public id.
    """

    text: SessionText
    appearances: tuple["AppearanceDetails", ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class AppearanceDetails:
    """Who appears: a person or an office, never both."""

    person: str = ""
    position: str = ""
    role: AppearanceRole = AppearanceRole.SPEAKER
    function: Translated = field(default_factory=Translated)


@dataclass(frozen=True, slots=True)
class AgendaPublished:
    """Announcement: a release of a summit's agenda is out.

    :param summit: public id. :param number: of the release. :param changes: against the one before.
    """

    summit: str
    number: int
    changes: tuple[Change, ...]


class AgendaConflicts(DomainError):
    """The draft contradicts itself; ``conflicts`` lists every clash."""

    code = "agenda_conflicts"
    status = 422
    message = N_("The agenda cannot be published: some sessions clash.")

    def __init__(self, conflicts: tuple[Conflict, ...] = ()) -> None:
        super().__init__()
        self.conflicts = conflicts


class AgendaNotices(DomainError):
    """There are notices that nobody has acknowledged, or they changed since."""

    code = "agenda_notices"
    status = 422
    message = N_("Please read the notices and confirm that the agenda is to be published all the same.")

    def __init__(self, conflicts: tuple[Conflict, ...] = ()) -> None:
        super().__init__()
        self.conflicts = conflicts


class AgendaEmpty(DomainError):
    """Nothing is placed, and nothing was released before."""

    code = "agenda_empty"
    status = 422
    message = N_("There is nothing to publish yet: no session has a time.")


class NothingChanged(DomainError):
    """The draft equals the last release."""

    code = "agenda_unchanged"
    status = 409
    message = N_("The draft is the same as the published version.")


class SessionCodeTaken(DomainError):
    """Another session of the summit has this code."""

    code = "session_code_taken"
    status = 409
    message = N_("Another session already has this code.")


class SessionCancelled(DomainError):
    """A cancelled session cannot be placed."""

    code = "session_cancelled"
    status = 409
    message = N_("This session is cancelled. Reinstate it before you give it a time.")


class NotOnAgenda(NotFound):
    """There is no such session for this reader."""

    code = "session_not_found"
    message = N_("There is no session under this address.")
