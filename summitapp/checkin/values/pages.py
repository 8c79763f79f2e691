"""What organisers see of points, scans and alerts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from summitapp.checkin.values.door import AlertKind, Direction, HowOften, PointKind, Reason, Verdict
from summitapp.core.text import Translated

#: Clocks differ; what is further ahead than this is told.
AHEAD: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class PointCount:
    """One point on the organisers' page."""

    code: str
    name: Translated
    inside: int
    entries: int
    doubles: int


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of the scan log. :param sender_kind: whether a user, a program or a device scanned."""

    happened_at: datetime
    received_at: datetime
    offline: bool
    direction: Direction | None
    verdict: Verdict
    reason: Reason
    override: str
    point: Translated
    name: str
    code: str
    sender: str
    sender_kind: str

    @property
    def ahead(self) -> bool:
        """Whether it is told to have happened well after we heard of it: a program's clock is wrong."""
        return self.happened_at > self.received_at + AHEAD


@dataclass(frozen=True, slots=True)
class Alerted:
    """One thing for somebody to look at. :param reference: public id. :param seen_by: public id of a user."""

    reference: str
    kind: AlertKind
    reason: Reason
    raised_at: datetime
    happened_at: datetime
    point: Translated
    name: str
    code: str
    seen_by: str = ""
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A point that the agenda asks for.

    :param session: public id. :param room: public id.
    """

    code: str
    kind: PointKind
    name: Translated
    often: HowOften
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    session: str = ""
    room: str = ""
    exits: bool = True
