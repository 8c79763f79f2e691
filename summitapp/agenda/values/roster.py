"""Who interprets when, and how long they rest in between."""

from dataclasses import dataclass
from datetime import date, timedelta

from summitapp.agenda.values.programme import Appearing, Placement


@dataclass(frozen=True, slots=True)
class Shift:
    """One session of an interpreter.

    :param rest: since the last one of that day; nothing before the first.
    :param enough: whether that is time to change over, and to get there.
    """

    placement: Placement
    rest: timedelta | None = None
    enough: bool = True


@dataclass(frozen=True, slots=True)
class RosterDay:
    """The day of one interpreter, in order of time."""

    who: Appearing
    day: date
    shifts: tuple[Shift, ...]

    @property
    def at_work(self) -> timedelta:
        """Return how long they are in booths that day."""
        return sum((shift.placement.length for shift in self.shifts), timedelta(0))
