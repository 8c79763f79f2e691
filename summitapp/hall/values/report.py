"""What the meetings of a summit came to, in figures without names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from summitapp.core.text import N_, Translated


class By(StrEnum):
    """By what figures are split."""

    CITY = "city"
    KIND = "kind"
    TOPIC = "topic"
    SDG = "sdg"

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return BY_LABELS[self]


BY_LABELS: Final[Mapping[By, str]] = {
    By.CITY: N_("City"), By.KIND: N_("Kind of organisation"), By.TOPIC: N_("Topic"), By.SDG: N_("Sustainable development goal"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """One request or meeting as the report counts it. ``groups`` says under which groups it counts, by kind of group.

    :param answered: whether those asked said yes or no, or let it expire. :param absent: whether somebody did not come.
    :param missing: the same groups of those who did not come: nobody else is counted for it.
    """

    accepted: bool
    answered: bool
    planned: bool = False
    begun: bool = False
    heard: bool = False
    kept: bool = False
    absent: bool = False
    valuable: bool = False
    follow_up: bool = False
    groups: Mapping[By, frozenset[str]] = field(default_factory=dict)
    missing: Mapping[By, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one group, or of all."""

    key: str
    asked: int
    answered: int
    accepted: int
    planned: int
    begun: int
    heard: int
    kept: int
    absent: int
    valuable: int
    follow_up: int


@dataclass(frozen=True, slots=True)
class Share:
    """Some of many; ``percent`` is none of too few to be told."""

    of: int
    some: int
    percent: int | None


@dataclass(frozen=True, slots=True)
class Target:
    """What others reach: from ``low`` to ``high`` percent, or at least ``low`` of something."""

    key: str
    label: str
    low: int
    high: int | None = None


#: What vendors of matchmaking report of their events.
TARGETS: Final = (
    Target("accepted", N_("Requests accepted"), 40, 60),
    Target("kept", N_("Meetings kept"), 80),
    Target("follow_up", N_("Meetings with a follow-up"), 20, 30),
)
#: As many meetings each participant should have at least.
EACH: Final = 2


@dataclass(frozen=True, slots=True)
class HallReport:
    """What the meetings came to: all in all, by group, and how many meetings each participant had.

    :param enough: how many participants with an open profile have at least :data:`EACH` meetings, of ``people``.
    """

    total: Line
    lines: Mapping[By, tuple[Line, ...]]
    names: Mapping[By, Mapping[str, Translated]]
    people: int
    enough: int
