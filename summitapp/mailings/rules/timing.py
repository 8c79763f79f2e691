"""When a reminder is due: on the venue's clock, so many days before or after a date."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final

from summitapp.core.tz import LocalTimeGap, from_local
from summitapp.mailings.values import Verdict

#: A run that was missed, because the server was down, is made up for within this time.
MADE_UP_WITHIN: Final = timedelta(hours=24)


def due_moment(day: date, days: int, at: time, zone: str) -> datetime:
    """Return the instant at which the venue's clock shows ``at``, ``days`` after ``day`` (negative: before).

    A time the clock skips is taken an hour later, of one it shows twice the first.
    """
    wall = datetime.combine(day + timedelta(days=days), at)
    try:
        return from_local(wall, zone, second=False)
    except LocalTimeGap:
        return from_local(wall + timedelta(hours=1), zone, second=False)


def judge_run(due: datetime, now: datetime, active_since: datetime | None) -> Verdict:
    """Return what becomes of a run; what was due before the reminder was switched on is past and no fault."""
    if due > now:
        return Verdict.WAIT
    if active_since is None or due < active_since:
        return Verdict.PAST
    return Verdict.RUN if now - due <= MADE_UP_WITHIN else Verdict.MISSED


def next_due(moments: Iterable[datetime], now: datetime) -> datetime | None:
    """Return the next of these moments, or None when all have passed."""
    return min((moment for moment in moments if moment > now), default=None)
