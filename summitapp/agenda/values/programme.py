"""Sessions, their placements, and a version of the agenda with everything needed to show it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Self

from summitapp.agenda.values.words import Answer, AppearanceRole, Attendance, SessionKind, Visibility
from summitapp.core.text import Translated


@dataclass(frozen=True, slots=True)
class Appearing:
    """Somebody in a session: a person, or an office whose holder is meant.

    :param key: what tells two people apart, ``person:<public id>`` or ``position:<public id>``.
    :param name: as it is shown; empty for an office.
    :param function: what the person is there, in the words approved for each language.
    :param body: the city or organisation of an office.
    :param hidden: the person must not be named; the rules still see that somebody is there.
    :param written: the function as the organisers wrote it for this session, for their form only.
    :param answer: what they said when asked, in the draft only. :param languages: those an interpreter works in.
    """

    key: str
    name: str = ""
    function: Translated = field(default_factory=Translated)
    role: AppearanceRole = AppearanceRole.SPEAKER
    body: Translated = field(default_factory=Translated)
    hidden: bool = False
    written: Translated = field(default_factory=Translated)
    answer: Answer = Answer.OPEN
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionText:
    """What everybody may read of a session; a release keeps it as it was.

    :param capacity: how many people are expected, or have a place where people enrol.
    :param channels: the headphones' channel of each language, ``(("de", 1), ("tr", 2))``.
    :param livestream: address of the live picture; participants and the public follow it there.
    """

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
    attendance: Attendance = Attendance.FREE
    channels: tuple[tuple[str, int], ...] = ()
    livestream: str = ""

    @property
    def for_everybody(self) -> bool:
        """Whether all who take part are expected; behind closed doors only those are who appear."""
        return self.attendance is Attendance.COMPULSORY and self.visibility is not Visibility.CLOSED

    def as_dict(self) -> dict[str, Any]:
        """Return the text as plain data, for keeping."""
        return {
            "title": self.title.as_dict(), "abstract": self.abstract.as_dict(), "kind": self.kind.value,
            "track": self.track, "sdgs": list(self.sdgs), "topics": list(self.topics),
            "languages": list(self.languages), "interpretation": list(self.interpretation),
            "visibility": self.visibility.value, "capacity": self.capacity, "is_break": self.is_break,
            "attendance": self.attendance.value, "channels": dict(self.channels), "livestream": self.livestream,
        }  # fmt: skip

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Self:
        """Build from what :meth:`as_dict` made, now or before a field was added."""
        return cls(
            title=Translated.of(value["title"]), abstract=Translated.of(value["abstract"]),
            kind=SessionKind(value["kind"]), track=value["track"], sdgs=tuple(value["sdgs"]),
            topics=tuple(value["topics"]), languages=tuple(value["languages"]),
            interpretation=tuple(value["interpretation"]), visibility=Visibility(value["visibility"]),
            capacity=value["capacity"], is_break=value["is_break"],
            attendance=Attendance(value.get("attendance", Attendance.FREE)),
            channels=tuple(sorted(value.get("channels", {}).items())), livestream=value.get("livestream", ""),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Placement:
    """A session at its time and in its room, in one version of the agenda.

    :param code: the session's short code in addresses; ``reference`` is its public id.
    :param room: code of the room; empty when the session needs none (a visit by bus).
    :param also_in: codes of further rooms it fills, as a plenary does with the hall divided.
    :param team: the interpreters at work in it, in the draft only; they are never published.
    :param taken: places given to those who enrolled. :param revision: of the session as it was read.
    """

    code: str
    text: SessionText
    room: str
    starts_at: datetime
    ends_at: datetime
    people: tuple[Appearing, ...] = ()
    cancelled: bool = False
    reference: str = ""
    also_in: tuple[str, ...] = ()
    team: tuple[Appearing, ...] = ()
    taken: int = 0
    revision: int = 0

    @property
    def rooms(self) -> tuple[str, ...]:
        """Return the code of every room it fills."""
        return ((self.room,) if self.room else ()) + self.also_in

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
    :param name: what people call the release.
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
    name: str = ""

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
class Span:
    """A stretch of time between two instants."""

    starts_at: datetime
    ends_at: datetime

    def holds(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether another stretch lies wholly within this one."""
        return self.starts_at <= starts_at and ends_at <= self.ends_at


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """What the rules need to know of a room.

    :param venue: public id of its venue. :param hours: when it is open; empty: as long as the summit's doors.
    :param reference: its public id.
    """

    code: str
    name: Translated
    capacity: int | None = None
    languages: tuple[str, ...] = ()
    venue: str = ""
    hours: tuple[Span, ...] = ()
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody who holds an office from one day until another; open ends are ``None``.

    :param key: as :attr:`Appearing.key`. :param acting: stands in for whoever holds it.
    """

    key: str
    name: str
    since: date | None = None
    until: date | None = None
    acting: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Within what an agenda has to fit.

    :param changeover: the least time between two sessions of one room, or of one speaker who
        has to walk to another room.
    :param walks: how long the way between two venues takes, by the pair of their public ids.
    :param available: when a person can appear, by :attr:`Appearing.key`; who is not named always can.
    :param now: the moment of judging; without it nothing lies in the past.
    :param released: room and times of what the last release announced and has begun by now, by session code.
    :param announced: session code and person's key of those whom the last release names though they declined.
    :param asking: somebody has answered whether they will appear, so whoever has not is worth a notice.
    :param pool: the summit keeps a pool of interpreters, so that a session without a team lacks one.
    :param offices: who holds each office that is announced, by :attr:`Appearing.key`.
    :param coming: how many take part, and have to find a seat where all are expected.
    """

    days: tuple[DayHours, ...]
    rooms: Mapping[str, RoomFacts]
    zone: str = "Europe/Istanbul"
    changeover: timedelta = timedelta(minutes=10)
    walks: Mapping[frozenset[str], timedelta] = field(default_factory=dict)
    available: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    now: datetime | None = None
    released: Mapping[str, tuple[str, datetime, datetime]] = field(default_factory=dict)
    announced: frozenset[tuple[str, str]] = frozenset()
    asking: bool = False
    pool: bool = False
    offices: Mapping[str, tuple[Holding, ...]] = field(default_factory=dict)
    coming: int = 0

    def for_release(self) -> "Frame":
        """Return the same for judging what was announced: answers and teams are known of the draft only."""
        return replace(self, asking=False, pool=False)


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
class Aftermath:
    """What a session left behind, for those who may read it.

    :param minutes: what was said. :param outcome: what came of it.
    """

    minutes: Translated = field(default_factory=Translated)
    outcome: Translated = field(default_factory=Translated)

    def __bool__(self) -> bool:
        return bool(self.minutes or self.outcome)
