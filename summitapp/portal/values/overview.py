"""What the organisers' overview shows: figures, what is waiting, and who came in last."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from summitapp.core.text import N_, Translated


class Part(StrEnum):
    """A part of the day, for a greeting."""

    MORNING = "morning"
    DAY = "day"
    EVENING = "evening"


GREETINGS: Final[Mapping[Part, str]] = MappingProxyType({
    Part.MORNING: N_("Good morning."), Part.DAY: N_("Good afternoon."), Part.EVENING: N_("Good evening."),
})


class Task(StrEnum):
    """What can be waiting for the organisers; each has a sentence and a place where it is done."""

    DECIDE = "decide"
    SUMMIT_INCOMPLETE = "summit_incomplete"
    SUMMIT_DRAFT = "summit_draft"
    CONFLICTS = "conflicts"
    UNPLACED = "unplaced"
    UNPUBLISHED = "unpublished"
    SPEAKERS_DECLINED = "speakers_declined"
    SPEAKERS_OPEN = "speakers_open"
    SLIDES_MISSING = "slides_missing"
    WAITING = "waiting"
    BADGES = "badges"
    LETTERS = "letters"
    MANY_LETTERS = "many_letters"
    MAILS_FAILED = "mails_failed"
    DATA_REQUESTS = "data_requests"
    SECOND_STEP = "second_step"


@dataclass(frozen=True, slots=True)
class Todo:
    """One row of the to-do list: what it is, how much of it, and where it is done."""

    task: Task
    number: int = 0
    detail: Translated | str = ""
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Passage:
    """Somebody at a door, as the overview shows it."""

    at: datetime
    point: Translated
    name: str
    admitted: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of a summit at this moment."""

    part: Part
    days_left: int
    confirmed: int
    capacity: int | None
    to_decide: int
    german_cities: int
    izmir_cities: int
    other_cities: int
    sessions: int
    placed: int
    release: int | None
    inside: int
    todos: tuple[Todo, ...]
    passages: tuple[Passage, ...]
    opens: datetime | None


#: Small numbers as words, for headings. One in German and Turkish agrees with what is counted.
NUMBER_WORDS: Final[Mapping[int, Translated]] = MappingProxyType({
    1: Translated("Eine", "Bir", "One"),
    2: Translated("Zwei", "İki", "Two"),
    3: Translated("Drei", "Üç", "Three"),
    4: Translated("Vier", "Dört", "Four"),
    5: Translated("Fünf", "Beş", "Five"),
    6: Translated("Sechs", "Altı", "Six"),
    7: Translated("Sieben", "Yedi", "Seven"),
    8: Translated("Acht", "Sekiz", "Eight"),
    9: Translated("Neun", "Dokuz", "Nine"),
    10: Translated("Zehn", "On", "Ten"),
    11: Translated("Elf", "On bir", "Eleven"),
    12: Translated("Zwölf", "On iki", "Twelve"),
    13: Translated("Dreizehn", "On üç", "Thirteen"),
    14: Translated("Vierzehn", "On dört", "Fourteen"),
    15: Translated("Fünfzehn", "On beş", "Fifteen"),
    16: Translated("Sechzehn", "On altı", "Sixteen"),
    17: Translated("Siebzehn", "On yedi", "Seventeen"),
    18: Translated("Achtzehn", "On sekiz", "Eighteen"),
    19: Translated("Neunzehn", "On dokuz", "Nineteen"),
    20: Translated("Zwanzig", "Yirmi", "Twenty"),
})
