"""The whole demo programme, and more sessions of the same kind for summits of any size."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from summitapp.core.text import Translated
from summitapp.operations.values import sessions_day1, sessions_day2, sessions_day3
from summitapp.operations.values.programme import DAYS, ROOMS, SessionSeed

SESSIONS: Final = (*sessions_day1.SESSIONS, *sessions_day2.SESSIONS, *sessions_day3.SESSIONS)

#: Sessions that may stand more than once in a synthetic programme, without their speakers.
_PATTERNS: Final = tuple(
    session for session in SESSIONS if session.kind in {"workshop", "panel", "plenary"} and not session.closed
)
_STARTS: Final = ("08:30", "09:45", "11:00", "13:00", "14:15", "15:30", "16:45", "18:00")
_ENDS: Final = ("09:30", "10:45", "12:00", "14:00", "15:15", "16:30", "17:45", "19:00")


def synthetic_sessions(count: int) -> Iterator[SessionSeed]:
    """Yield ``count`` public sessions on as many days and halls as they need, none overlapping."""
    for number in range(count):
        hall, rest = divmod(number, len(DAYS) * len(_STARTS))
        day, slot = divmod(rest, len(_STARTS))
        pattern = _PATTERNS[number * 7 % len(_PATTERNS)]
        part = number // len(_PATTERNS) + 1
        yield replace(
            pattern, code=f"s{number + 1:04d}", kind="workshop", day=DAYS[day], start=_STARTS[slot],
            end=_ENDS[slot], room=hall_key(hall), title=_numbered(pattern.title, part), speakers=(),
            places=None,
        )


def halls_for(count: int) -> int:
    """Return how many rooms ``count`` synthetic sessions need."""
    return max(len(ROOMS), -(-count // (len(DAYS) * len(_STARTS))))


def hall_key(number: int) -> str:
    """Return the key of a room: those of the demo first, numbered halls after them."""
    return ROOMS[number].key if number < len(ROOMS) else f"hall-{number + 1}"


def summit_days() -> tuple[date, date]:
    """Return the first and the last day."""
    return DAYS[0], DAYS[0] + timedelta(days=len(DAYS) - 1)


def _numbered(title: Translated, part: int) -> Translated:
    if part == 1:
        return title
    return Translated(f"{title.de} ({part})", f"{title.tr} ({part})", f"{title.en} ({part})")
