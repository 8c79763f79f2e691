"""What the board tells, and the lists beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from summitapp.checkin.values import Alerted, PointKind, Reason, Verdict
from summitapp.core.errors import DomainError
from summitapp.core.text import N_, Language, Translated
from summitapp.devices.values import Health

#: The flow through a door is told in steps of five minutes, for two hours.
STEP: Final = timedelta(minutes=5)
STEPS: Final = 24
#: The door of a session counts for its room so long before and after it: who stays longer was not scanned out.
BEFORE_SESSION: Final = timedelta(hours=1)
AFTER_SESSION: Final = timedelta(minutes=30)
#: After the doors have opened people are late after so many minutes; the desk chooses one of these.
LATE_AFTER: Final = (15, 30, 60, 120, 240)


@dataclass(frozen=True, slots=True)
class Flow:
    """How many came in through one door, each five minutes, the earliest first.

    :param ends_at: the end of the last step.
    """

    steps: tuple[int, ...]
    ends_at: datetime

    @property
    def total(self) -> int:
        """Return how many came in during the whole time."""
        return sum(self.steps)

    @property
    def most(self) -> int:
        """Return the highest step."""
        return max(self.steps)

    @property
    def started(self) -> list[tuple[datetime, int]]:
        """Return when each step began, and how many came."""
        first = self.ends_at - STEP * len(self.steps)
        return [(first + STEP * number, count) for number, count in enumerate(self.steps)]


@dataclass(frozen=True, slots=True)
class DoorNow:
    """One point on the board. :param shared: whether it counts with another door, and so tells the same people."""

    code: str
    name: Translated
    kind: PointKind
    closed: bool
    shared: bool
    inside: int
    entries: int
    doubles: int
    flow: Flow


@dataclass(frozen=True, slots=True)
class Head:
    """Somebody who leads a delegation. :param arrived_at: when they were let in for the first time."""

    name: str
    function: str
    arrived_at: datetime | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """How far one delegation has arrived; ``code`` is empty for those who come on their own."""

    code: str
    name: Translated
    city: Translated | None
    expected: int
    arrived: int
    heads: tuple[Head, ...] = ()

    @property
    def missing(self) -> int:
        """Return how many have not come yet."""
        return self.expected - self.arrived


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the door board."""

    made_at: datetime
    doors: Sequence[DoorNow]
    alerts: Sequence[Alerted]
    devices: Sequence[tuple[Any, Health]]
    arrivals: Sequence[Arrival]

    @property
    def expected(self) -> int:
        """Return how many are expected in all."""
        return sum(line.expected for line in self.arrivals)

    @property
    def arrived(self) -> int:
        """Return how many have come."""
        return sum(line.arrived for line in self.arrivals)


@dataclass(frozen=True, slots=True)
class RoomNow:
    """How many are in a room now. ``inside`` is None where no door of it is scanned at this time."""

    name: Translated
    venue: Translated
    capacity: int | None
    inside: int | None

    @property
    def over(self) -> int:
        """Return how many are in it beyond what it holds."""
        return max(0, (self.inside or 0) - self.capacity) if self.capacity is not None else 0

    @property
    def percent(self) -> int | None:
        """Return how full it is."""
        return round(100 * (self.inside or 0) / self.capacity) if self.capacity and self.inside is not None else None


@dataclass(frozen=True, slots=True)
class Listed:
    """One person on a list of the desk. :param since: since when they are inside."""

    code: str
    given_name: str
    family_name: str
    function: str
    category: Translated
    delegation: str
    since: datetime | None = None
    phone: str = ""
    serial: str = ""

    @property
    def name(self) -> str:
        """Return the whole name."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class Group:
    """The people of one delegation on a list; without a name those who come on their own."""

    code: str
    name: Translated | None
    people: Sequence[Listed]


@dataclass(frozen=True, slots=True)
class Headcount:
    """Everybody inside. :param kinds: how many of each category."""

    made_at: datetime
    groups: Sequence[Group]
    kinds: Mapping[str, int]

    @property
    def total(self) -> int:
        """Return how many are inside."""
        return sum(len(group.people) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Latecomers:
    """Who was expected and has not been scanned. :param due_at: since when they count as late."""

    due_at: datetime
    begun: bool
    groups: Sequence[Group]
    people: Sequence[Listed]


# --- paper --------------------------------------------------------------------------------------

#: A pack is made each hour from the evening before the first day on; so many stay.
PACK_EACH: Final = timedelta(hours=1)
PACK_BEFORE: Final = timedelta(hours=6)
PACKS_KEPT: Final = 3


class SummitOver(DomainError):
    """After the last day nobody needs the lists of a door any more."""

    code = "summit_over"
    status = 409
    message = N_("The summit is over, so its paper lists have been deleted.")


@dataclass(frozen=True, slots=True)
class Pack:
    """The lists of one moment. :param name: how its files are called, without their ending."""

    name: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class PackSheet:
    """What stands on the paper, in the language of the summit.

    :param words: the headings and labels by name. :param alone: what those on their own are called.
    """

    summit: str
    title: str
    as_of: str
    language: Language
    words: Mapping[str, str]
    alone: str
    groups: Sequence[Group]


# --- what was ticked on paper -------------------------------------------------------------------


class TickFault(StrEnum):
    """Why a line of a list cannot be taken."""

    UNKNOWN = "unknown"
    TIME_UNREADABLE = "time_unreadable"
    OTHER_DAY = "other_day"
    NOT_YET = "not_yet"
    TWICE = "twice"


FAULT_WORDS: Final[dict[TickFault, str]] = {
    TickFault.UNKNOWN: N_("No badge of this summit has this number."),
    TickFault.TIME_UNREADABLE: N_("This is no time. Please write it as 9:05."),
    TickFault.OTHER_DAY: N_("This time is not on the day that was chosen."),
    TickFault.NOT_YET: N_("This time has not come yet."),
    TickFault.TWICE: N_("The same badge and time stand in the list twice."),
}


class NothingTicked(DomainError):
    """A list came back without any time in it."""

    code = "nothing_ticked"
    status = 422
    message = N_("No time has been written beside any name.")


class NoTickList(DomainError):
    """A workbook that is not one of our lists."""

    code = "no_tick_list"
    status = 422
    message = N_("This workbook is none of our paper lists: the columns for the badge and the time are missing.")


@dataclass(frozen=True, slots=True)
class Tick:
    """One line as it was written. :param line: where it stands in the file, or 0."""

    line: int
    serial: str
    time: str


@dataclass(frozen=True, slots=True)
class Ticked:
    """One line after it was looked at. :param lookup: the name under which the door knows the badge."""

    tick: Tick
    name: str = ""
    at: datetime | None = None
    lookup: str = ""
    fault: TickFault | None = None


@dataclass(frozen=True, slots=True)
class TickTold:
    """What the door says to one line that was taken. :param known: whether it had been taken before."""

    ticked: Ticked
    verdict: Verdict
    reason: Reason
    known: bool
