"""What the score of a pair is made of: cards, reasons, suggestions."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from summitapp.core.text import N_


class Part(StrEnum):
    """A part of a card that its owner may keep from being spoken of; it counts all the same."""

    OFFERS = "offers"
    SEEKS = "seeks"
    TOPICS = "topics"
    SDGS = "sdgs"
    LANGUAGES = "languages"
    CITY = "city"
    LEVEL = "level"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Card:
    """What counts of one person, or of a delegation as a whole; every word is a code, never a text.

    ``kind`` is the kind of organisation, ``level`` the function for parity (``mayor``, ``chamber``, or empty), ``hidden`` names
    the parts no reason shown to others may rest on. An empty ``organisation`` or ``delegation`` is shared with nobody.
    """

    id: str
    city: str = ""
    organisation: str = ""
    delegation: str = ""
    category: str = ""
    kind: str = ""
    offers: frozenset[str] = frozenset()
    seeks: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    sdgs: frozenset[int] = frozenset()
    languages: frozenset[str] = frozenset()
    level: str = ""
    hidden: frozenset[Part] = frozenset()


class ReasonCode(StrEnum):
    """Why somebody is suggested, said to the reader of the list."""

    THEY_OFFER = "they_offer"
    YOU_OFFER = "you_offer"
    SHARED_SDGS = "shared_sdgs"
    SHARED_TOPICS = "shared_topics"
    TWINNED_CITIES = "twinned_cities"
    COMMON_LANGUAGE = "common_language"
    SAME_FUNCTION = "same_function"
    SAME_KIND = "same_kind"
    FILLS_GAP = "fills_gap"


REASON_WORDS: Final = {
    ReasonCode.THEY_OFFER: N_("They offer %(what)s, which you seek"),
    ReasonCode.YOU_OFFER: N_("You can offer them %(what)s"),
    ReasonCode.SHARED_SDGS: N_("You both work on the goals %(what)s"),
    ReasonCode.SHARED_TOPICS: N_("You share an interest in %(what)s"),
    ReasonCode.TWINNED_CITIES: N_("Your city and %(what)s are partners"),
    ReasonCode.COMMON_LANGUAGE: N_("You both speak %(what)s"),
    ReasonCode.SAME_FUNCTION: N_("You hold the same function: %(what)s"),
    ReasonCode.SAME_KIND: N_("You both come from the same kind of organisation: %(what)s"),
    ReasonCode.FILLS_GAP: N_("Hardly anybody else here offers %(what)s"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One term of a score: tags, goals (1 to 17), languages, a city, a function; in the order of the alphabet."""

    code: ReasonCode
    facts: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody worth meeting: ``score`` from 0 to 1000, reasons largest first, and whether an interpreter would be needed."""

    other: str
    score: int
    reasons: tuple[Reason, ...]
    interpreter: bool = False


@dataclass(frozen=True, slots=True)
class Counterparts:
    """Two people of the same function, one of each delegation, by the ids of their cards."""

    level: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class CitySuggestion:
    """Another delegation worth meeting as a whole, and who of it would meet whom of ours."""

    other: str
    score: int
    reasons: tuple[Reason, ...]
    pairs: tuple[Counterparts, ...] = ()
