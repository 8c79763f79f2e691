"""Pure decisions of the overview and of My summit."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from summitapp.core.text import Language
from summitapp.portal.values import NUMBER_WORDS, Coming, Part

NOON: Final = 12
EVENING: Final = 18


def part_of_day(hour: int) -> Part:
    """Return by what to greet at this hour of the reader's day."""
    if hour < NOON:
        return Part.MORNING
    return Part.DAY if hour < EVENING else Part.EVENING


def number_in_words(number: int, language: Language) -> str:
    """Return a small number as a word that can begin a sentence, larger ones in digits."""
    word = NUMBER_WORDS.get(number)
    return word[language] if word else str(number)


def next_of(items: Iterable[Coming], now: datetime, most: int = 3) -> list[Coming]:
    """Return what is going on or comes next, the earliest first."""
    ahead = [item for item in items if item.ends_at > now and not item.cancelled]
    return sorted(ahead, key=lambda item: (item.starts_at, item.ends_at))[:most]


def masked(email: str) -> str:
    """Return an address so that its owner knows it again and nobody else learns it: ``n•••@example.org``."""
    name, _at, domain = email.rpartition("@")
    return f"{name[:1]}•••@{domain}"
