"""What the public pages show, gathered from the features below."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from summitapp.core.text import Translated


class Door(StrEnum):
    """Whether and how somebody can register now."""

    NOT_YET = "not_yet"
    OPEN = "open"
    WAITING = "waiting"
    CLOSED = "closed"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Tie:
    """A partnership as a line of a table: who, how, since when, and by what source."""

    german: Translated
    izmir: Translated
    kind: str
    status: str
    sure: bool
    since: str
    what: Translated
    source: str
    doubt: Translated


@dataclass(frozen=True, slots=True)
class SummitCard:
    """A summit as the first page and its own page introduce it."""

    slug: str
    name: Translated
    motto: Translated
    starts_on: date
    ends_on: date
    venue: Translated
    city: Translated
    door: Door
    days_left: int
    is_demo: bool


@dataclass(frozen=True, slots=True)
class SummitView:
    """A summit's page: its card, the number of its agenda's release, and the stamp it is kept under."""

    card: SummitCard
    release: int | None
    stamp: Hashable


@dataclass(frozen=True, slots=True)
class Highlight:
    """A session the summit's page names."""

    code: str
    title: Translated
    starts_at: datetime
    room: Translated
