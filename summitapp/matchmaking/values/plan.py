"""What the planner reads and what it answers. Ids are the caller's own: any whole number or text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from summitapp.matchmaking.values.states import ChangeKind

Id = int | str
FORMAT: Final = "summit-meetings/1"


class InstanceFault(ValueError):
    """An instance or a timetable that contradicts itself.

    :param code: for programs, such as ``missing`` or ``locked_twice``.
    :param message: for people, in English: names the key or the requests.
    """

    def __init__(self, code: str, message: str, **facts: Any) -> None:
        super().__init__(message)
        self.code, self.message, self.facts = code, message, facts


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of time in which one meeting can be held at each table.

    :param start: minutes after midnight, at the venue.
    """

    id: Id
    day: int
    start: int


@dataclass(frozen=True, slots=True)
class Table:
    """A place for one meeting at a time.

    :param home: delegates who keep this table: their meetings take place there when it is free.
    :param closed: slots in which it cannot be used.
    """

    id: Id
    seats: int
    home: frozenset[Id] = frozenset()
    closed: frozenset[Id] = frozenset()


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Somebody who sits between people without a common language.

    :param unavailable: slots in which they are not there.
    :param max_run: meetings in slots that follow one another, before a slot of rest; ``None`` for no limit.
    """

    id: Id
    langs: tuple[str, ...]
    unavailable: frozenset[Id] = frozenset()
    max_run: int | None = None


@dataclass(frozen=True, slots=True)
class Delegate:
    """Somebody who meets others.

    :param unavailable: slots in which they attend a session or are not there.
    :param min_meetings: what fairness owes them; a wish, never a condition.
    :param declined: how many requests with them were declined; explains why somebody has none.
    """

    id: Id
    city: Id
    langs: tuple[str, ...]
    unavailable: frozenset[Id] = frozenset()
    max_meetings: int = 0
    min_meetings: int = 0
    max_per_day: int | None = None
    org: Id = ""
    declined: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a meeting is held, or could be.

    :param table: ``None`` in a lock that leaves the table open.
    """

    slot: Id
    table: Id | None
    interpreter: Id | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """The wish for one meeting of these people.

    :param locked: it is held, and there.
    :param must: it comes before every request that is no ``must``, whatever their values.
    :param allowed: the only slots in which it may be held; ``None`` for any.
    """

    id: Id
    attendees: tuple[Id, ...]
    value: int
    kind: str = "pair"
    mutual: bool = False
    locked: Place | None = None
    must: bool = False
    allowed: frozenset[Id] | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """What the planner weighs, in points of value.

    :param shortfall: lost for each meeting a delegate has below their minimum.
    :param gap: lost for each free slot between two meetings of a delegate's day.
    :param moved: what moving a published meeting is held to cost; no part of a score.
    :param dropped: what dropping a published meeting costs beside its value; no part of a score.
    """

    shortfall: int = 300
    gap: int = 10
    moved: int = 200
    dropped: int = 1000


@dataclass(frozen=True, slots=True)
class Instance:
    """One summit's meetings, to be planned.

    :param reserve: tables kept free in each slot for what comes late; only published, displaced and ``must`` meetings use them.
    """

    name: str
    slots: tuple[Slot, ...]
    tables: tuple[Table, ...]
    interpreters: tuple[Interpreter, ...]
    delegates: tuple[Delegate, ...]
    requests: tuple[Request, ...]
    weights: Weights = Weights()
    reserve: int = 0
    city_links: tuple[tuple[Id, Id], ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """One meeting of a timetable."""

    request: Id
    slot: Id
    table: Id
    interpreter: Id | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A difference to the published timetable that people have to be told of.

    :param cause: for programs, such as ``attendee_unavailable``; docs/matchmaking-format.md lists them.
    :param facts: who or what, such as ``{"delegates": [7]}``.
    """

    kind: ChangeKind
    request: Id
    before: Held | None
    after: Held | None
    cause: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A delegate with fewer meetings than the minimum, and why."""

    delegate: Id
    held: int
    minimum: int
    reason: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unscheduled:
    """A request that is not held, and why."""

    request: Id
    reason: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """How good a timetable is, and what stands in it for whom.

    :param bound: no timetable can score more; ``None`` when it was not worked out.
    :param gap: (bound − score) / bound.
    :param reached: share of the delegates with a minimum who have at least that many meetings.
    :param gini: 0 when everybody has the same share of their maximum, towards 1 when few have everything.
    :param worst_city: the one whose delegates have the smallest share of their maxima.
    :param moved: meetings in another slot than was published; ``reseated``: in the same, at another table or with
        another interpreter; these and ``dropped`` and ``added`` are ``None`` where nothing was published.
    :param proven: no better timetable exists.
    """

    score: int
    bound: int | None = None
    gap: float | None = None
    seconds: float = 0.0
    seed: int = 0
    iterations: int = 0
    shortfall: tuple[Shortfall, ...] = ()
    unscheduled: tuple[Unscheduled, ...] = ()
    reached: float = 1.0
    gini: float = 0.0
    worst_city: Id | None = None
    moved: tuple[Change, ...] | None = None
    reseated: tuple[Change, ...] | None = None
    dropped: tuple[Change, ...] | None = None
    added: tuple[Change, ...] | None = None
    cancelled: bool = False
    proven: bool = False


@dataclass(frozen=True, slots=True)
class Schedule:
    """A timetable with its report; meetings in order of slot and table."""

    meetings: tuple[Held, ...]
    report: Report


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A request that could be held at once."""

    request: Id
    place: Place
    value: int


@dataclass(frozen=True, slots=True)
class Broken:
    """A hard rule that a timetable breaks."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
