"""Time kept free: parts of days as instants, spans that touch joined, and what they clash with."""

from collections.abc import Iterable
from datetime import date, datetime, time

from summitapp.core.text import N_
from summitapp.core.tz import LocalTimeAmbiguous, LocalTimeGap, from_local
from summitapp.profiles.values import NOON, DayPart, Planned, Span


def span_of(day: date, part: DayPart, opens: time, closes: time, zone: str) -> Span:
    """Return a part of a day whose doors open and close at these times at the venue."""
    starts, ends = opens, closes
    if part is DayPart.MORNING:
        ends = max(NOON, opens)
    elif part is DayPart.AFTERNOON:
        starts = min(NOON, closes)
    return _instant(day, starts, zone), _instant(day, ends, zone)


def _instant(day: date, wall: time, zone: str) -> datetime:
    try:
        return from_local(datetime.combine(day, wall), zone)
    except LocalTimeAmbiguous as error:
        return error.first
    except LocalTimeGap:
        return from_local(datetime.combine(day, time(wall.hour + 1, wall.minute)), zone)


def find_faults(starts: datetime, ends: datetime, days: Iterable[Span]) -> dict[str, str]:
    """Return what is wrong with a span: it must have a length and lie within the days of the summit."""
    if ends <= starts:
        return {"ends": N_("The end must be after the beginning.")}
    if not any(first <= starts and ends <= last for first, last in days):
        return {"starts": N_("This is outside the days of the summit.")}
    return {}


def clashes(span: Span, planned: Iterable[Planned]) -> list[Planned]:
    """Return the meetings that fall into a span, the first one first."""
    starts, ends = span
    return sorted((one for one in planned if one.starts_at < ends and starts < one.ends_at), key=lambda one: one.starts_at)


def touching(span: Span, others: Iterable[Span]) -> Span:
    """Return a span together with all that overlap it or lie close by, so that a list of them stays short."""
    starts, ends = span
    for first, last in sorted(others):
        if first <= ends and starts <= last:
            starts, ends = min(starts, first), max(ends, last)
    return starts, ends
