"""Suggestions for everybody at a summit.

Everybody in turn gets the best for them, less the exposure of those whom many have been told of already. Who then stands in
fewer than three lists takes the last place of those to whom they are worth most, as long as nobody falls below three by it.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from summitapp.profiles.rules.scoring.gains import (
    May,
    Pairs,
    Rarity,
    both_ways,
    in_order,
    rarity_of,
    score_of,
    speechless,
)
from summitapp.profiles.rules.scoring.reasons import tell
from summitapp.profiles.values.scoring import Card, Suggestion

LEAST: Final = 3  # lists of others that everybody should stand in


def suggest_all(
    cards: Iterable[Card], links: Pairs, never: Pairs, *, top: int = 20, may: May | None = None
) -> dict[str, list[Suggestion]]:
    """Return everybody's list, best first; imports numpy, so it is for the child process of a job."""
    from summitapp.profiles.rules.scoring.blocks import choose

    ordered = in_order(cards)
    rarity = rarity_of(ordered)
    lists = choose(ordered, links, never, rarity, top=top, least=LEAST, may=may)
    ties = both_ways(links)
    return {
        card.id: _list(card, [(worth, ordered[place]) for place, worth in chosen.items()], ties, rarity)
        for card, chosen in zip(ordered, lists, strict=True)
    }


def _list(
    card: Card, chosen: Sequence[tuple[int, Card]], ties: frozenset[tuple[str, str]], rarity: Rarity
) -> list[Suggestion]:
    found = []
    for worth, other in sorted(chosen, key=lambda entry: (-entry[0], entry[1].id)):
        reasons = tell(card, other, rarity, twinned=(card.city, other.city) in ties)
        found.append(Suggestion(other.id, score_of(worth), reasons, speechless(card, other)))
    return found
