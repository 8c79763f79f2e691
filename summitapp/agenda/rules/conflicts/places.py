"""Rooms, the ways between them, and whether something lies within the hours of a place or a person."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from summitapp.agenda.values import Frame, Placement, RoomFacts, Span
from summitapp.core.text import LANGUAGES, Translated

#: Hours on the wall end a day at 23:59: what goes on at midnight belongs together.
_SEAM: Final = timedelta(minutes=1)


def room_name(code: str, frame: Frame) -> Translated:
    """Return the name of a room, or its code when the frame does not know it."""
    room = frame.rooms.get(code)
    return room.name if room else Translated.same(code)


def rooms_of(placement: Placement, frame: Frame) -> list[RoomFacts]:
    """Return what is known of every room a session fills."""
    return [frame.rooms[code] for code in placement.rooms if code in frame.rooms]


def rooms_name(rooms: Sequence[RoomFacts]) -> Translated:
    """Return the names of rooms that are filled together."""
    return Translated(**{lang: " + ".join(room.name.best(lang) for room in rooms) for lang in LANGUAGES})


def way_between(first: str, second: str, frame: Frame) -> timedelta:
    """Return how long the way between the venues of two rooms takes; nothing within one house."""
    rooms = frame.rooms.get(first), frame.rooms.get(second)
    venues = frozenset(room.venue for room in rooms if room)
    return frame.walks.get(venues, timedelta(0)) if len(venues) == 2 else timedelta(0)


def covers(spans: Sequence[Span], starts_at: datetime, ends_at: datetime) -> bool:
    """Whether stretches of time, put together where they touch, hold another wholly."""
    reach: datetime | None = None
    for span in sorted(spans, key=lambda one: one.starts_at):
        if reach is not None and span.starts_at <= reach + _SEAM:
            reach = max(reach, span.ends_at)
        elif span.starts_at <= starts_at:
            reach = span.ends_at
        if reach is not None and reach < starts_at:
            reach = None
    return reach is not None and reach >= ends_at
