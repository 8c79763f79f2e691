"""Whether somebody fits what is looked for."""

from collections.abc import Iterable

from summitapp.core.text import search_key
from summitapp.profiles.values import Card, Part
from summitapp.profiles.values.finding import Choice, Wanted


def fits(card: Card, wanted: Wanted) -> bool:
    """Whether a card fits everything that is asked but the text."""
    tags = card.offers | card.seeks | card.topics
    told = card.languages if Part.LANGUAGES not in card.hidden else frozenset()
    return (
        (not wanted.tag or wanted.tag in tags) and (not wanted.sdg or wanted.sdg in card.sdgs)
        and (not wanted.city or wanted.city == card.city) and (not wanted.language or wanted.language in told)
        and (not wanted.kind or wanted.kind == card.kind)
    )  # fmt: skip


def reads(texts: Iterable[str], wanted: Wanted) -> bool:
    """Whether each word that is asked begins or stands within what somebody is called or says."""
    key = search_key(*texts)
    return all(word in key for word in wanted.words)


def choice_of(cards: Iterable[Card]) -> Choice:
    """Return what can be asked for, so that nobody is led to an empty list."""
    tags: set[str] = set()
    sdgs: set[int] = set()
    cities: set[str] = set()
    languages: set[str] = set()
    kinds: set[str] = set()
    for card in cards:
        tags |= card.offers | card.seeks | card.topics
        sdgs |= card.sdgs
        cities.add(card.city)
        kinds.add(card.kind)
        if Part.LANGUAGES not in card.hidden:
            languages |= card.languages
    return Choice(frozenset(tags), frozenset(sdgs), frozenset(cities) - {""}, frozenset(languages), frozenset(kinds) - {""})
