"""Keeping time free of meetings, and giving it back."""

from datetime import date, datetime

from summitapp.audit import services as audit
from summitapp.core.context import extension
from summitapp.core.db import db, lock
from summitapp.core.errors import Invalid
from summitapp.core.text import N_
from summitapp.core.tz import midnight
from summitapp.profiles import queries
from summitapp.profiles.models import Away
from summitapp.profiles.rules import away as rules
from summitapp.profiles.values import (
    MEETINGS,
    MOST_AWAY,
    NOTE_LENGTH,
    DayPart,
    Meetings,
    Planned,
    Span,
    TooMuchAway,
)
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit


def keep_free(registration: Registration, span: Span, note: str = "") -> list[Planned]:
    """Let no meeting be planned in a stretch of time; one that touches another becomes one with it.

    Returns the meetings that are planned there already: they stand until somebody moves or cancels them.

    :raises Invalid: naming the fields. :raises TooMuchAway: if there are very many.
    """
    faults = rules.find_faults(*span, days_of(registration.summit))
    if len(note) > NOTE_LENGTH:
        faults["note"] = N_("This is a little long; please shorten it.")
    if faults:
        raise Invalid(faults)
    lock(Registration, registration.id)
    others = queries.free_times(registration.id)
    if len(others) >= MOST_AWAY:
        raise TooMuchAway
    whole = rules.touching(span, [(one.starts_at, one.ends_at) for one in others])
    within = [one for one in others if whole[0] <= one.starts_at and one.ends_at <= whole[1]]
    notes = dict.fromkeys(text for text in (note, *(one.note for one in within)) if text)
    for one in within:
        db.session.delete(one)
    kept = Away(registration_id=registration.id, starts_at=whole[0], ends_at=whole[1], note="; ".join(notes)[:NOTE_LENGTH])
    db.session.add(kept)
    audit.record("profile.time_kept_free", kept, summit=registration.summit.public_id)
    return rules.clashes(whole, planned_of(registration))


def give_back(away: Away) -> None:
    """Let meetings be planned in a stretch of time again."""
    audit.record("profile.time_given_back", away, summit=away.registration.summit.public_id)
    db.session.delete(away)


def planned_of(registration: Registration) -> list[Planned]:
    """Return the meetings somebody has; those who plan them stand above and are asked by name."""
    try:
        meetings: Meetings = extension(MEETINGS)
    except KeyError:
        return []
    return list(meetings(registration.id))


def clashes(span: Span, planned: list[Planned]) -> list[Planned]:
    """Return the meetings that fall into a stretch of time, the first one first."""
    return rules.clashes(span, planned)


def days_of(summit: Summit) -> list[Span]:
    """Return the days of a summit from midnight to midnight."""
    return [(midnight(day, summit.timezone), midnight(date.fromordinal(day.toordinal() + 1), summit.timezone))
            for day in _dates(summit)]  # fmt: skip


def _dates(summit: Summit) -> list[date]:
    first, last = summit.starts_on.toordinal(), summit.ends_on.toordinal()
    return [date.fromordinal(number) for number in range(first, last + 1)]


def span_of(summit: Summit, day: date, part: DayPart) -> Span:
    """Return a part of a day of a summit.

    :raises Invalid: if it is none of its days.
    """
    doors = next((one for one in summit.days if one.day == day), None)
    if doors is None and day not in _dates(summit):
        raise Invalid({"day": N_("This is outside the days of the summit.")})
    opens, closes = (doors.opens, doors.closes) if doors else _ALL_DAY
    return rules.span_of(day, part, opens, closes, summit.timezone)


_ALL_DAY = (datetime.min.time(), datetime.max.time().replace(second=0, microsecond=0))


