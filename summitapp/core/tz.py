"""Wall time and instants. The database knows UTC only; people know the venue's clock."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class LocalTimeGap(ValueError):
    """The clock never showed this time: it was put forward over it."""


class LocalTimeAmbiguous(ValueError):
    """The clock showed this time twice; ``first`` and ``second`` are the two instants."""

    def __init__(self, first: datetime, second: datetime) -> None:
        super().__init__("ambiguous local time")
        self.first = first
        self.second = second


@cache
def zone(name: str) -> ZoneInfo:
    """Return the IANA zone ``name``.

    :raises ValueError: if there is none of that name.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError(f"unknown time zone {name!r}") from error


def to_local(instant: datetime, zone_name: str) -> datetime:
    """Return the venue's wall time of an aware instant."""
    return instant.astimezone(zone(zone_name))


def from_local(wall: datetime, zone_name: str, second: bool | None = None) -> datetime:
    """Return the UTC instant at which the clock of ``zone_name`` shows the naive time ``wall``.

    :param second: which of two instants is meant when the clock is put back.
    :raises LocalTimeGap: if the clock skips ``wall``.
    :raises LocalTimeAmbiguous: if it shows ``wall`` twice and ``second`` is not given.
    """
    place = zone(zone_name)
    first, later = (wall.replace(tzinfo=place, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == later:
        return first
    if first > later:  # PEP 495: in a gap fold=0 lies after fold=1
        raise LocalTimeGap(wall.isoformat())
    if second is None:
        raise LocalTimeAmbiguous(first, later)
    return later if second else first


def midnight(day: date, zone_name: str) -> datetime:
    """Return the instant at which a day begins at the venue."""
    return datetime.combine(day, time.min, zone(zone_name)).astimezone(UTC)


def shift_days(instant: datetime, days: int, zone_name: str) -> datetime:
    """Move an instant by whole days so that the wall time stays, whatever the clocks do."""
    wall = to_local(instant, zone_name).replace(tzinfo=None) + timedelta(days=days)
    try:
        return from_local(wall, zone_name, second=False)
    except LocalTimeGap:
        return from_local(wall + timedelta(hours=1), zone_name, second=False)
