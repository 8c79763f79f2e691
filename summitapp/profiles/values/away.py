"""Time kept free of meetings, and the parts of a day that are chosen at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import Final

from summitapp.core.text import N_

#: Where the morning ends and the afternoon begins, by the clock of the venue.
NOON: Final = time(13)
#: The name under which ``ties`` hangs in who knows of planned meetings; this feature stands below them.
MEETINGS: Final = "profiles_meetings"


class DayPart(StrEnum):
    """A stretch of a day that is chosen with one click."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    DAY = "day"
    TIMES = "times"


PART_NAMES: Final[Mapping[DayPart, str]] = {
    DayPart.DAY: N_("The whole day"),
    DayPart.MORNING: N_("The morning, until 13:00"),
    DayPart.AFTERNOON: N_("The afternoon, from 13:00"),
    DayPart.TIMES: N_("From – to"),
}


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting somebody has already, as far as time kept free asks."""

    starts_at: datetime
    ends_at: datetime


#: Row id of a registration → the meetings it has.
Meetings = Callable[[int], Sequence[Planned]]
