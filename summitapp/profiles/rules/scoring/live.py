"""Suggestions for one person, at once."""

from collections.abc import Iterable, Mapping

from summitapp.profiles.rules.scoring.gains import (
    May,
    Pairs,
    Rarity,
    excluded,
    penalty,
    quality,
    rarity_of,
    score_of,
    speechless,
)
from summitapp.profiles.rules.scoring.reasons import enough, tell
from summitapp.profiles.values.scoring import Card, Suggestion


def suggest_for(
    card: Card, cards: Iterable[Card], links: Pairs, never: Pairs, *,
    top: int = 20, may: May | None = None, rarity: Rarity | None = None, given: Mapping[str, int] | None = None,
) -> list[Suggestion]:  # fmt: skip
    """Return whom somebody might want to meet, best first.

    ``given`` says how often each stands in other people's lists already: whom everybody is told of gives way to others.
    """
    cards = list(cards)
    rarity, given = rarity or rarity_of(cards), given or {}
    partners = _beside(card.city, links)
    refused = _beside(card.id, never)
    asked = _categories(card, cards, may)
    found = []
    for other in cards:
        if other.id in refused or other.category not in asked or excluded(card, other):
            continue
        worth = quality(card, other, rarity, twinned=other.city in partners)
        found.append((penalty(given.get(other.id, 0)) - worth, other.id, worth, other))
    found.sort(key=lambda entry: entry[:2])
    picked: list[tuple[int, str, Suggestion]] = []
    for _, _, worth, other in found:
        if len(picked) == top:
            break
        suggestion = _suggestion(card, other, worth, rarity, twinned=other.city in partners)
        if suggestion:
            picked.append((-worth, other.id, suggestion))
    return [suggestion for _, _, suggestion in sorted(picked, key=lambda entry: entry[:2])]


def _suggestion(card: Card, other: Card, worth: int, rarity: Rarity, *, twinned: bool) -> Suggestion | None:
    reasons = tell(card, other, rarity, twinned=twinned)
    if not enough(reasons) or ((card.hidden or other.hidden) and not enough(tell(other, card, rarity, twinned=twinned))):
        return None
    return Suggestion(other.id, score_of(worth), reasons, speechless(card, other))


def _beside(one: str, pairs: Pairs) -> frozenset[str]:
    """Return who is in a pair with ``one``."""
    return frozenset(
        other for pair in pairs for mine, other in (pair, (pair[1], pair[0])) if one and mine == one
    )


def _categories(card: Card, cards: Iterable[Card], may: May | None) -> frozenset[str]:
    """Return the categories whose people somebody may ask."""
    return frozenset(name for name in {other.category for other in cards} if may is None or may(card.category, name))
