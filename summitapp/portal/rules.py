"""Pure decisions of the overview and of My summit."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from summitapp.core.text import Language
from summitapp.portal.values import NUMBER_WORDS, Coming, FaultKind, Part

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


def kind_of_fault(answer: str) -> FaultKind:
    """Return why a mail was not taken, from the server's reply (RFC 5321) and its enhanced code (RFC 3463)."""
    if not answer[:3].isdigit():
        return FaultKind.OTHER
    enhanced = re.search(r"\b[45]\.(\d{1,3})\.(\d{1,3})\b", answer)
    subject, detail = (enhanced[1], enhanced[2]) if enhanced else ("", "")
    if (subject, detail) == ("2", "2") or answer.startswith(("452", "552")):
        return FaultKind.FULL
    if subject == "1" or (not enhanced and answer.startswith(("550", "551", "553"))):
        return FaultKind.ADDRESS
    if subject == "7":
        return FaultKind.UNWANTED
    return FaultKind.LATER if answer.startswith("4") else FaultKind.OTHER
