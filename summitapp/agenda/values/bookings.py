"""What fills a person's time at a summit, whoever wrote it there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from summitapp.agenda.values.programme import Placement
from summitapp.core.text import N_


class BookingKind(StrEnum):
    """Why something stands in somebody's agenda; of several reasons for one session the first one counts."""

    APPEARS = "appears"
    ENROLLED = "enrolled"
    WAITING = "waiting"
    COMPULSORY = "compulsory"
    MEETING = "meeting"
    FAVOURITE = "favourite"

    @property
    def firm(self) -> bool:
        """Whether the person is to be there; a place hoped for and a star bind nobody."""
        return self in _FIRM

    @property
    def placed(self) -> bool:
        """Whether it is a place in a session with places, had or waited for."""
        return self in (BookingKind.ENROLLED, BookingKind.WAITING)

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return BOOKING_LABELS[self]


_FIRM: Final = frozenset({BookingKind.APPEARS, BookingKind.ENROLLED, BookingKind.COMPULSORY, BookingKind.MEETING})
BOOKING_LABELS: Final[Mapping[BookingKind, str]] = {
    BookingKind.APPEARS: N_("You appear in it"),
    BookingKind.ENROLLED: N_("You have a place"),
    BookingKind.WAITING: N_("You are waiting for a place"),
    BookingKind.COMPULSORY: N_("For everybody"),
    BookingKind.MEETING: N_("You have a meeting"),
    BookingKind.FAVOURITE: N_("Marked with a star"),
}


@dataclass(frozen=True, slots=True)
class Booking:
    """A stretch of somebody's time. :param reference: of what fills it, here the code of a session."""

    starts_at: datetime
    ends_at: datetime
    kind: BookingKind
    reference: str

    def overlaps(self, other: "Booking") -> bool:
        """Whether both need the person at the same moment; one that begins as the other ends does not."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Released:
    """A session as the last release has it, beside what holds of it now.

    :param session_id: row id. :param placement: in the words of the release; its ``taken`` is of now.
    :param capacity: places it has now, ``None`` for as many as come.
    :param enrols: people enrol in it, by the release and by the organisers' word of now.
    :param appears: the person who asks is announced in it.
    """

    session_id: int
    placement: Placement
    capacity: int | None
    enrols: bool
    appears: bool = False

    @property
    def code(self) -> str:
        """Return the code of the session."""
        return self.placement.code

    @property
    def left(self) -> int | None:
        """Return how many places are free, ``None`` where nobody counts."""
        return None if self.capacity is None else max(self.capacity - self.placement.taken, 0)

    def booked(self, kind: BookingKind) -> Booking:
        """Return the time it takes of somebody who has it for this reason."""
        return Booking(self.placement.starts_at, self.placement.ends_at, kind, self.placement.code)
