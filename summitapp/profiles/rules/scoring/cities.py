"""Which delegations should meet as a whole, and who of them would sit opposite whom: mayor with mayor, chamber with chamber."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from summitapp.profiles.rules.scoring.gains import (
    Pairs,
    Rarity,
    both_ways,
    excluded,
    in_order,
    quality,
    rarity_of,
    score_of,
)
from summitapp.profiles.rules.scoring.reasons import enough, tell
from summitapp.profiles.values.scoring import Card, CitySuggestion, Counterparts, Part, Reason, ReasonCode

PARITY: Final = 50  # of the score, for each function that both sides send


def suggest_cities(
    delegations: Iterable[Card], people: Iterable[Card], links: Pairs, never: Pairs, *, top: int = 5, only: str = ""
) -> dict[str, list[CitySuggestion]]:
    """Return for each delegation, or for the ``only`` one that is asked for, the others it should meet, best first.

    A delegation's card has its own id; ``people`` name it as their ``delegation``. What they let be spoken of counts for the
    whole. Two of one city are not suggested to each other, nor any pair of delegations or of people in ``never``.
    """
    sent: dict[str, list[Card]] = {}
    for person in in_order(people):
        sent.setdefault(person.delegation, []).append(person)
    wholes = [_whole(card, sent.get(card.id, [])) for card in in_order(delegations)]
    rarity, persons = rarity_of(wholes), rarity_of(person for members in sent.values() for person in members)
    ties, refused = both_ways(links), both_ways(never)
    found: dict[str, list[CitySuggestion]] = {}
    for one in (card for card in wholes if only in ("", card.id)):
        offered = []
        for other in wholes:
            if excluded(one, other) or (one.city and one.city == other.city) or (one.id, other.id) in refused:
                continue
            pairs = _counterparts(sent.get(one.id, []), sent.get(other.id, []), ties, refused, persons)
            suggestion = _suggestion(one, other, rarity, pairs, twinned=(one.city, other.city) in ties)
            if suggestion:
                offered.append(suggestion)
        offered.sort(key=lambda suggestion: (-suggestion.score, suggestion.other))
        found[one.id] = offered[:top]
    return found


def _whole(card: Card, members: Sequence[Card]) -> Card:
    """Return the card of a delegation with what its people let be spoken of; it stands for no function of its own."""
    def together(part: Part) -> frozenset[Any]:
        held = [getattr(member, part.value) for member in members if part not in member.hidden]
        return frozenset().union(getattr(card, part.value), *held)

    return replace(
        card, offers=together(Part.OFFERS), seeks=together(Part.SEEKS), topics=together(Part.TOPICS), sdgs=together(Part.SDGS),
        languages=together(Part.LANGUAGES), level="", delegation="", organisation="",
    )  # fmt: skip


def _counterparts(
    ours: Sequence[Card], theirs: Sequence[Card], ties: frozenset[tuple[str, str]], refused: frozenset[tuple[str, str]],
    rarity: Rarity,
) -> tuple[Counterparts, ...]:  # fmt: skip
    """Return for each function the two whom a meeting would serve most."""
    best: dict[str, tuple[int, str, str]] = {}
    opposite = _by_level(theirs)
    for one in ours:
        for other in opposite.get(one.level, ()) if one.level and Part.LEVEL not in one.hidden else ():
            if (one.id, other.id) not in refused and not excluded(one, other):
                worth = quality(one, other, rarity, twinned=(one.city, other.city) in ties)
                found = (-worth, one.id, other.id)
                best[one.level] = min(best.get(one.level, found), found)
    return tuple(Counterparts(level, ours, theirs) for level, (_, ours, theirs) in sorted(best.items()))


def _by_level(people: Iterable[Card]) -> Mapping[str, list[Card]]:
    found: dict[str, list[Card]] = {}
    for person in people:
        if person.level and Part.LEVEL not in person.hidden:
            found.setdefault(person.level, []).append(person)
    return found


def _suggestion(
    one: Card, other: Card, rarity: Rarity, pairs: tuple[Counterparts, ...], *, twinned: bool
) -> CitySuggestion | None:
    told = _reasons(one, other, rarity, pairs, twinned=twinned)
    if not enough(told) or not enough(_reasons(other, one, rarity, pairs, twinned=twinned)):
        return None
    score = score_of(quality(one, other, rarity, twinned=twinned)) + PARITY * len(pairs)
    return CitySuggestion(other.id, min(score, 1000), told, pairs)


def _reasons(
    reader: Card, other: Card, rarity: Rarity, pairs: tuple[Counterparts, ...], *, twinned: bool
) -> tuple[Reason, ...]:
    reasons = tell(reader, other, rarity, twinned=twinned)
    levels = tuple(pair.level for pair in pairs)
    return (*reasons, Reason(ReasonCode.SAME_FUNCTION, levels)) if levels else reasons
