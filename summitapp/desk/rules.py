"""How figures of the doors become what the board shows. Told everything, asks nothing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from summitapp.core.text import Language, Translated, sort_key
from summitapp.core.tz import LocalTimeGap, from_local
from summitapp.desk.values import (
    AFTER_SESSION,
    BEFORE_SESSION,
    PACK_BEFORE,
    PACK_EACH,
    STEP,
    STEPS,
    Group,
    Listed,
    Tick,
    Ticked,
    TickFault,
)
from summitapp.directory.values import PersonName

_CLOCK: Final = re.compile(r"(?:(\d{4}-\d\d-\d\d)[ T])?(\d{1,2})(?:[:.hH ]?(\d\d))?(?::\d\d(?:\.\d+)?)?")
_PART_OF_DAY: Final = re.compile(r"0\.\d{3,}")


def step_ends(moment: datetime) -> list[datetime]:
    """Return the ends of the steps of a flow, the last one not over yet, the earliest first."""
    seconds = int(STEP.total_seconds())
    begun = datetime.fromtimestamp(moment.timestamp() // seconds * seconds, moment.tzinfo)
    return [begun + STEP * (number - STEPS + 2) for number in range(STEPS)]


def session_counts(starts_at: datetime, ends_at: datetime, moment: datetime) -> bool:
    """Whether those scanned at the door of a session are in its room now."""
    return starts_at - BEFORE_SESSION <= moment < ends_at + AFTER_SESSION


def late_since(opens_at: datetime, minutes: int) -> datetime:
    """Return from when on somebody who has not come is late."""
    return opens_at + timedelta(minutes=minutes)


def in_groups(people: Iterable[Listed], names: Mapping[str, Translated], language: Language) -> list[Group]:
    """Return people by delegation, each as a reader of the language looks it up; those on their own come last."""
    found: dict[str, list[Listed]] = {}
    for one in people:
        found.setdefault(one.delegation, []).append(one)
    by_name = PersonName.sort_key
    groups = [
        Group(code, names.get(code), sorted(
            some, key=lambda one: (by_name(PersonName(one.given_name, one.family_name), language), one.code)))
        for code, some in found.items()
    ]  # fmt: skip
    return sorted(groups, key=lambda group: (not group.code, as_sorted(group.name, language), group.code))


def as_sorted(name: Translated | None, language: Language) -> tuple[str, str]:
    """Return the key by which a reader of the language looks up the name of a delegation."""
    return sort_key(name.best(language) if name else "", language)


# --- paper --------------------------------------------------------------------------------------


def pack_is_due(moment: datetime, begins: datetime, ends: datetime, newest: datetime | None) -> bool:
    """Whether the lists are to be made anew.

    :param begins: the midnight before the first day. :param ends: the midnight after the last.
    """
    return begins - PACK_BEFORE <= moment < ends and (newest is None or moment - newest >= PACK_EACH)


# --- what was ticked on paper -------------------------------------------------------------------


def read_time(text: str) -> tuple[date | None, time] | None:
    """Return the day, if one is written, and the time; None for what is no time.

    People write 9:05, 9.05, 0905 or 9; a spreadsheet gives ISO 8601, or the part of a day that has gone by.
    """
    text = text.strip()
    if _PART_OF_DAY.fullmatch(text):
        minutes = min(round(float(text) * 1440), 1439)
        return None, time(minutes // 60, minutes % 60)
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    hour, minute = int(found[2]), int(found[3] or 0)
    if hour > 23 or minute > 59:
        return None
    try:
        return date.fromisoformat(found[1]) if found[1] else None, time(hour, minute)
    except ValueError:  # there is no such day
        return None


def judge_tick(tick: Tick, badge: tuple[str, str] | None, day: date, timezone: str, moment: datetime) -> Ticked:
    """Return one line with its moment, or with what is wrong with it.

    :param badge: lookup and name of its bearer, if there is such a badge. :param day: the day on which the list was used.
    """
    if badge is None:
        return Ticked(tick, fault=TickFault.UNKNOWN)
    read = read_time(tick.time)
    if read is None:
        return Ticked(tick, badge[1], fault=TickFault.TIME_UNREADABLE)
    if read[0] not in (None, day):
        return Ticked(tick, badge[1], fault=TickFault.OTHER_DAY)
    try:
        at = from_local(datetime.combine(day, read[1]), timezone, second=False)
    except LocalTimeGap:
        return Ticked(tick, badge[1], fault=TickFault.TIME_UNREADABLE)
    return Ticked(tick, badge[1], at, badge[0], TickFault.NOT_YET if at > moment else None)


def without_twins(lines: Sequence[Ticked]) -> list[Ticked]:
    """Return the lines; of those with the same badge and time only the first one is taken."""
    seen: set[tuple[str, datetime]] = set()
    told = []
    for one in lines:
        if one.fault is None and one.at is not None:
            twin = (one.lookup, one.at) in seen
            seen.add((one.lookup, one.at))
            told.append(Ticked(one.tick, one.name, one.at, one.lookup, TickFault.TWICE) if twin else one)
        else:
            told.append(one)
    return told


def tick_id(summit: str, point: str, direction: str, lookup: str, at: datetime) -> str:
    """Return the id of a scan made of a tick: the same list typed in twice is the same scans."""
    return str(uuid5(NAMESPACE_URL, f"tick:{summit}/{point}/{direction}/{lookup}/{at.isoformat()}"))


def serial_key(text: str) -> tuple[str, int]:
    """Return the registration's code and the number of the badge out of what staff call it."""
    code, _slash, number = "".join(text.split()).upper().partition("/")
    return code, int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 1
