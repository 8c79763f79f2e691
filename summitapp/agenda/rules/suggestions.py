"""Where a session would fit."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from summitapp.agenda.rules.conflicts.holders import keys_of
from summitapp.agenda.rules.conflicts.places import covers
from summitapp.agenda.values import Frame, FreePlace, Placement

SUGGESTION_STEP: Final = timedelta(minutes=15)


def suggest_places(
    placement: Placement, others: Iterable[Placement], frame: Frame, most: int = 3
) -> tuple[FreePlace, ...]:
    """Return up to ``most`` places where a session would clash with nothing, the nearest in time first.

    The room it has comes before others of the same hour; rooms too small, closed or without its booths are not
    suggested, nor hours that have passed or at which somebody it needs is not there.
    """
    standing = [other for other in others if not other.cancelled and other.code != placement.code]
    own = keys_of(placement, frame)
    busy = [other for other in standing if own & keys_of(other, frame)]
    by_room: Mapping[str, list[Placement]] = {
        code: [other for other in standing if code in other.rooms] for code in _fitting_rooms(placement, frame)
    }
    found: list[tuple[timedelta, bool, FreePlace]] = []
    for start in _starts(placement, frame):
        end = start + placement.length
        if any(_near(other, start, end, frame.changeover) for other in busy) or not _all_there(own, start, end, frame):
            continue
        for code, held in by_room.items():
            hours = frame.rooms[code].hours
            if hours and not covers(hours, start, end):
                continue
            if not any(_near(other, start, end, frame.changeover) for other in held):
                away = abs(start - placement.starts_at)
                found.append((away, code != placement.room, FreePlace(code, start, end)))
    found.sort(key=lambda entry: (entry[0], entry[1], entry[2].starts_at, entry[2].room))
    return tuple(place for _, _, place in found[:most])


def _all_there(keys: Iterable[str], start: datetime, end: datetime, frame: Frame) -> bool:
    """Whether it is not over yet, and everybody needed can come."""
    if frame.now is not None and start < frame.now:
        return False
    return all(covers(frame.available[key], start, end) for key in keys if key in frame.available)


def _fitting_rooms(placement: Placement, frame: Frame) -> list[str]:
    wanted, needs = max(placement.text.capacity or 0, placement.taken), set(placement.text.interpretation)
    return [
        room.code for room in frame.rooms.values()
        if (room.capacity is None or room.capacity >= wanted) and needs <= set(room.languages)
    ]  # fmt: skip


def _starts(placement: Placement, frame: Frame) -> Iterator[datetime]:
    for hours in frame.days:
        start = hours.opens_at
        while start + placement.length <= hours.closes_at:
            yield start
            start += SUGGESTION_STEP


def _near(other: Placement, start: datetime, end: datetime, least: timedelta) -> bool:
    return other.starts_at < end + least and start < other.ends_at + least
