"""Pure decisions: what is due, what belongs together in the record, how a file is read by a person."""

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from summitapp.core.text import LANGUAGES
from summitapp.privacy.values import KIND_ORDER, Activity, Tagged

ANSWER_WITHIN: Final = timedelta(days=30)
SOON: Final = timedelta(days=7)
NIGHT_BEGINS: Final = 1
RUN_TAKES: Final = timedelta(minutes=30)
_DURATION: Final = re.compile(r"P(\d+)([DMY])")
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


def after(day: date, duration: str) -> date:
    """Return the day that lies an ISO 8601 duration of days, months or years after another.

    The 31st of a month that has none is its last day.

    :raises ValueError: for any other duration.
    """
    found = _DURATION.fullmatch(duration)
    if found is None:
        raise ValueError(f"not a duration of days, months or years: {duration!r}")
    number, unit = int(found[1]), found[2]
    if unit == "D":
        return day + timedelta(days=number)
    months = day.year * 12 + day.month - 1 + number * (12 if unit == "Y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def is_due(ends_on: date, keep: str, today: date) -> bool:
    """Whether data of a summit have been kept long enough: the last day of keeping is over."""
    return after(ends_on, keep) < today


def night_is_due(last: date | None, finished: bool, started_at: datetime | None, now: datetime) -> bool:
    """Whether the deletions of this day are still to be done, or were begun by somebody who did not come back."""
    if now.hour < NIGHT_BEGINS:
        return False
    if last is None or last < now.date():
        return True
    return not finished and started_at is not None and started_at < now - RUN_TAKES


def due_on(received_on: date) -> date:
    """Return by when a request has to be answered: thirty days (KVKK Art. 13; GDPR Art. 12(3) has a month)."""
    return received_on + ANSWER_WITHIN


def is_pressing(due: date, today: date) -> bool:
    """Whether a request is overdue, or will be within a week."""
    return due - today <= SOON


def activities(columns: Iterable[Tagged]) -> list[Activity]:
    """Return the record of processing: what is kept for the same purpose, in the same way, is one line."""
    grouped: dict[tuple[str, ...], list[Tagged]] = defaultdict(list)
    for one in columns:
        grouped[one.subjects, one.purpose, one.basis, one.keep].append(one)
    lines = []
    for (subjects, purpose, basis, keep), members in grouped.items():
        kinds = {one.kind for one in members}
        recipients = dict.fromkeys(name for one in members for name in one.recipients)
        lines.append(Activity(
            purpose, tuple(kind for kind in KIND_ORDER if kind in kinds), basis, tuple(recipients), subjects, keep,
            tuple(one.column for one in members),
        ))  # fmt: skip
    return lines


def sections(data: Any) -> list[tuple[str, str]]:
    """Return a piece of an export as lines of key and text, for people; empty values are left out.

    Lists of things are numbered: ``2.given_name``. A text in three languages is one line.
    """
    return [(key, _spoken(value)) for key, value in _walk(data) if value not in (None, "", [], {})]


def _walk(data: Any, key: str = "") -> Iterable[tuple[str, Any]]:
    if isinstance(data, Mapping) and not _in_three(data):
        for name, value in data.items():
            yield from _walk(value, f"{key}.{name}" if key else str(name))
    elif isinstance(data, list) and data and not all(isinstance(one, str) for one in data):
        for number, one in enumerate(data, 1):
            yield from _walk(one, f"{key}.{number}" if key else str(number))
    else:
        yield key, data


def _in_three(data: Mapping[Any, Any]) -> bool:
    return bool(data) and set(data) <= set(LANGUAGES) and all(isinstance(one, str) for one in data.values())


def _spoken(value: Any) -> str:
    if isinstance(value, bool):
        return "✓" if value else "–"
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, Mapping):
        return " / ".join(text for text in value.values() if text)
    return str(value).replace("T", " ", 1)[:16] if _INSTANT.match(str(value)) else str(value)
