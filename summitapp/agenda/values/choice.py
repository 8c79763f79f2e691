"""What a reader of the programme looks for."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Final, Self

#: What can be chosen from a list, by its name in the address.
FACETS: Final = ("day", "track", "language", "topic", "sdg", "room", "kind")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader wants to see; an empty field leaves nothing out. Field names are those of the address.

    :param q: words as the reader typed them. :param day: ISO date at the venue. :param sdg: number of a goal.
    """

    q: str = ""
    day: str = ""
    track: str = ""
    language: str = ""
    topic: str = ""
    sdg: str = ""
    room: str = ""
    kind: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Self:
        """Build from the query of an address; what is not ours is left out."""
        return cls(**{one.name: given[one.name].strip()[:100] for one in fields(cls) if one.name in given})

    @property
    def chosen(self) -> dict[str, str]:
        """Return what is filled in."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name))}


@dataclass(frozen=True, slots=True)
class EarlierPlace:
    """Where and when a session was announced before it was moved.

    :param told_at: when the release came out that moved it.
    """

    starts_at: datetime
    ends_at: datetime
    room: str
    told_at: datetime
