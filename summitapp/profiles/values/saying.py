"""What somebody says of themselves, and how much of it."""

from dataclasses import dataclass
from typing import Final

from summitapp.directory.values import OrganisationKind
from summitapp.profiles.values.kinds import FunctionLevel

HEADLINE_LENGTH: Final = 120
TEXT_LENGTH: Final = 1500
MOST_TAGS: Final = 10
MOST_MEETINGS: Final = 100
NOTE_LENGTH: Final = 100
MOST_AWAY: Final = 50
#: The languages that can be chosen, the three of the summit first; ISO 639-1.
SPOKEN: Final = ("de", "tr", "en", "ar", "bg", "el", "es", "fa", "fr", "it", "ku", "nl", "pl", "pt", "ro", "ru", "sr", "uk")


@dataclass(frozen=True, slots=True)
class Said:
    """What a profile says; ``language`` is that of ``headline`` and ``text``.

    :param offers: like ``seeks`` and ``topics``, keys of :data:`summitapp.directory.values.TOPICS`.
    :param in_calendars: the name may stand in the calendars of those they meet.
    """

    language: str = "en"
    headline: str = ""
    text: str = ""
    offers: tuple[str, ...] = ()
    seeks: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    sdgs: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()
    kind: OrganisationKind | None = None
    level: FunctionLevel = FunctionLevel.OTHER
    min_meetings: int | None = None
    max_meetings: int | None = None
    max_per_day: int | None = None
    in_calendars: bool = False
