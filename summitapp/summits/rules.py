"""What makes the dates of a summit sensible, how they move to the next one, and what its address may be."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from math import asin, ceil, cos, radians, sin, sqrt
from typing import Final
from zoneinfo import ZoneInfo

from summitapp.core.text import N_, Translated, slugify
from summitapp.summits.values import (
    TRANSITIONS,
    RegistrationWindow,
    SummitDates,
    SummitState,
    SummitTransitionRefused,
)

LONGEST_SUMMIT: Final = timedelta(days=31)
SLUG_PATTERN: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_LENGTH: Final = range(3, 61)
RESERVED_SLUGS: Final = frozenset({"new", "all", "api", "static", "edit", "team", "next"})


def find_date_faults(dates: SummitDates, zone: ZoneInfo) -> dict[str, str]:
    """Return what is wrong with ``dates``: field → catalogue key; empty when they are sensible."""
    faults: dict[str, str] = {}
    if dates.ends_on < dates.starts_on:
        faults["ends_on"] = N_("The last day lies before the first.")
    elif dates.ends_on - dates.starts_on >= LONGEST_SUMMIT:
        faults["ends_on"] = N_("A summit lasts 31 days at most. Please check the year.")
    opens, closes = dates.registration_opens, dates.registration_closes
    if opens and closes and closes <= opens:
        faults["registration_closes"] = N_("Registration closes before it opens.")
    for field in ("registration_opens", "registration_closes", "nominations_close", "changes_close"):
        instant: datetime | None = getattr(dates, field)
        if instant and instant.astimezone(zone).date() > dates.ends_on:
            faults.setdefault(field, N_("This lies after the last day of the summit."))
    if opens and dates.nominations_close and dates.nominations_close <= opens:
        faults.setdefault("nominations_close", N_("Nominations close before registration opens."))
    return faults


def find_day_faults(days: list[date], dates: SummitDates) -> list[date]:
    """Return the programme days that lie outside of the summit's dates."""
    return [day for day in days if not dates.starts_on <= day <= dates.ends_on]


def days_between(first: date, last: date) -> list[date]:
    """Return every day from ``first`` to ``last``, both included."""
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


def shift_instant(instant: datetime, days: int, old_zone: ZoneInfo, new_zone: ZoneInfo) -> datetime:
    """Return ``instant`` moved by ``days`` at the same time on the wall, whatever the clocks did.

    A wall time that the new day leaves out (the clocks go forward) becomes the same distance after
    the gap; one that occurs twice means its first occurrence.
    """
    wall = instant.astimezone(old_zone).replace(tzinfo=None, fold=0) + timedelta(days=days)
    return wall.replace(tzinfo=new_zone).astimezone(UTC)


def shift_dates(
    dates: SummitDates, new_start: date, old_zone: ZoneInfo, new_zone: ZoneInfo | None = None
) -> SummitDates:
    """Return ``dates`` moved so that the summit begins on ``new_start``; hours on the wall stay."""
    step = (new_start - dates.starts_on).days
    zone = new_zone or old_zone

    def move(instant: datetime | None) -> datetime | None:
        return shift_instant(instant, step, old_zone, zone) if instant else None

    return SummitDates(
        starts_on=new_start,
        ends_on=dates.ends_on + timedelta(days=step),
        **{name: move(getattr(dates, name)) for name in SummitDates.INSTANTS},
    )


def suggest_start(starts_on: date, after: date) -> date:
    """Return the same weekday of a later year, some 52 weeks on, that lies after ``after``."""
    start = starts_on
    while start <= after:
        start += timedelta(weeks=52)
    return start


def find_slug_fault(slug: str) -> str | None:
    """Return what is wrong with an address part, or ``None``."""
    if not SLUG_PATTERN.fullmatch(slug):
        return N_("Please use only small letters a–z, digits and single hyphens.")
    if len(slug) not in SLUG_LENGTH:
        return N_("The address has 3 to 60 characters.")
    if slug in RESERVED_SLUGS:
        return N_("This address is used by the application itself.")
    return None


def suggest_slug(name: Translated, starts_on: date) -> str:
    """Return an address from the summit's name and year, such as ``izmir-2027``."""
    stem = slugify(name.best("en"))[:50].strip("-") or "summit"
    year = str(starts_on.year)
    return stem if year in stem.split("-") else f"{stem}-{year}"


def decide_transition(present: SummitState, wanted: SummitState) -> None:
    """Pass when the step is possible.

    :raises SummitTransitionRefused: when it is not.
    """
    if wanted not in TRANSITIONS[present]:
        raise SummitTransitionRefused(present=present.value, wanted=wanted.value)


def find_gaps_before_publishing(
    name: Translated, dates: SummitDates, counts: Mapping[str, int], zone: ZoneInfo
) -> list[str]:
    """Return, as catalogue keys, what must be there before a summit is shown to the public.

    :param counts: how many rows there are of ``venues``, ``days`` and ``categories``.
    """
    gaps = []
    if name.missing():
        gaps.append(N_("The name is needed in all three languages."))
    if find_date_faults(dates, zone):
        gaps.append(N_("The dates contradict each other."))
    if not counts.get("days"):
        gaps.append(N_("The summit has no day yet."))
    if not counts.get("categories"):
        gaps.append(N_("There is no category in which people can register."))
    if not counts.get("venues"):
        gaps.append(N_("The venue is missing."))
    return gaps


def registration_window(dates: SummitDates, now: datetime, zone: ZoneInfo) -> RegistrationWindow:
    """Return whether registration is open at ``now``; without limits it ends with the last day."""
    if dates.registration_opens and now < dates.registration_opens:
        return RegistrationWindow.NOT_YET
    if dates.registration_closes and now >= dates.registration_closes:
        return RegistrationWindow.CLOSED
    if now.astimezone(zone).date() > dates.ends_on:
        return RegistrationWindow.CLOSED
    return RegistrationWindow.OPEN


def days_until(starts_on: date, now: datetime, zone: ZoneInfo) -> int:
    """Return how many nights lie before the first day; negative once it has passed."""
    return (starts_on - now.astimezone(zone).date()).days


def find_hours_faults(windows: Sequence[tuple[date, time, time]], days: Collection[date]) -> dict[str, str]:
    """Return what is wrong with the hours of a room: ``hours`` → catalogue key."""
    for day, opens, closes in windows:
        if day not in days:
            return {"hours": N_("The summit has no such day.")}
        if closes <= opens:
            return {"hours": N_("A room closes after it has opened.")}
    for (day, _, closes), (next_day, opens, _closes) in pairwise(sorted(windows)):
        if day == next_day and opens < closes:
            return {"hours": N_("The hours of a day overlap.")}
    return {}


def find_pace_faults(
    changeover: int, ways: Mapping[frozenset[str], int | None], venues: Collection[str]
) -> dict[str, str]:
    """Return what is wrong with the time between sessions: field → catalogue key."""
    faults: dict[str, str] = {}
    if not 0 <= changeover <= 120:
        faults["changeover"] = N_("Please give 0 to 120 minutes.")
    if any(len(pair) != 2 or not pair <= set(venues) for pair in ways):
        faults["ways"] = N_("Please choose a venue from the list.")
    if any(minutes is not None and not 0 <= minutes <= 600 for minutes in ways.values()):
        faults["ways"] = N_("Please give 0 to 600 minutes.")
    return faults


def estimate_walk(first: tuple[float, float] | None, second: tuple[float, float] | None) -> timedelta | None:
    """Return how long people walk between two points (degrees north and east), rounded up to five minutes.

    The distance as the crow flies over a sphere, a third longer since streets bend, at 4.5 km an hour.
    ``None`` if a point is not known.
    """
    if first is None or second is None:
        return None
    north, east = (radians(after - before) for before, after in zip(first, second, strict=True))
    chord = sin(north / 2) ** 2 + cos(radians(first[0])) * cos(radians(second[0])) * sin(east / 2) ** 2
    kilometres = 2 * 6371 * asin(min(1.0, sqrt(chord))) * 4 / 3
    return timedelta(minutes=5 * ceil(kilometres / 4.5 * 60 / 5))
