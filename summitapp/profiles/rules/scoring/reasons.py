"""Why two should meet, told to one of them."""

from collections.abc import Iterator
from operator import itemgetter
from typing import Final, TypeAlias

from summitapp.profiles.rules.scoring.gains import (
    OFFERED,
    RARE,
    SHARED,
    TWINNED,
    Pairs,
    Rarity,
    cares,
    goals_weight,
    words_weight,
)
from summitapp.profiles.values.scoring import Card, Part, Reason, ReasonCode

NEEDED: Final = 2  # reasons each side must be given
GAP: Final = 0.15
FUNCTION: Final = 0.05
KIND: Final = 0.03
LANGUAGE: Final = 0.02
Weighed: TypeAlias = tuple[float, Reason]


def reasons_between(reader: Card, other: Card, links: Pairs, rarity: Rarity) -> tuple[Reason, ...]:
    """Return everything that speaks for a meeting, largest first, and nothing that ``other`` keeps from being spoken of."""
    twinned = (reader.city, other.city) in links or (other.city, reader.city) in links
    return tell(reader, other, rarity, twinned=twinned)


def tell(reader: Card, other: Card, rarity: Rarity, *, twinned: bool) -> tuple[Reason, ...]:
    """Return the reasons, where it is known already whether the cities are partners."""
    found = [*_exchange(reader, other, rarity), *_interests(reader, other, rarity)]
    if twinned and _spoken(other, Part.CITY):
        found.append((TWINNED, Reason(ReasonCode.TWINNED_CITIES, (other.city,))))
    if reader.level and reader.level == other.level and _spoken(other, Part.LEVEL):
        found.append((FUNCTION, Reason(ReasonCode.SAME_FUNCTION, (reader.level,))))
    if reader.kind and reader.kind == other.kind and _spoken(other, Part.KIND):
        found.append((KIND, Reason(ReasonCode.SAME_KIND, (reader.kind,))))
    languages = reader.languages & other.languages
    if languages and _spoken(other, Part.LANGUAGES):
        found.append((LANGUAGE, Reason(ReasonCode.COMMON_LANGUAGE, tuple(sorted(languages)))))
    found.sort(key=itemgetter(0), reverse=True)
    return tuple([reason for _, reason in found])


def _spoken(card: Card, part: Part) -> bool:
    return not card.hidden or part not in card.hidden  # most hide nothing, and to look an enum up takes its time


def _exchange(reader: Card, other: Card, rarity: Rarity) -> Iterator[Weighed]:
    unseen = rarity.unseen
    wanted = reader.seeks & other.offers
    if wanted and _spoken(other, Part.OFFERS):
        facts = tuple(sorted(wanted))
        share = words_weight(facts, rarity.tags, unseen) / words_weight(reader.seeks, rarity.tags, unseen)
        yield OFFERED * share, Reason(ReasonCode.THEY_OFFER, facts)
        rare = tuple([tag for tag in facts if rarity.offered.get(tag, 1) <= RARE])
        if rare and rarity.size > 10 * RARE:
            yield GAP, Reason(ReasonCode.FILLS_GAP, rare)
    asked = reader.offers & other.seeks
    if asked and _spoken(other, Part.SEEKS):
        facts = tuple(sorted(asked))
        share = words_weight(facts, rarity.tags, unseen) / words_weight(other.seeks, rarity.tags, unseen)
        yield OFFERED * share, Reason(ReasonCode.YOU_OFFER, facts)


def _interests(reader: Card, other: Card, rarity: Rarity) -> Iterator[Weighed]:
    unseen = rarity.unseen
    goals, topics = reader.sdgs & other.sdgs, reader.topics & other.topics
    if not goals and not topics:
        return
    scale = SHARED / cares(reader, rarity)
    if goals and _spoken(other, Part.SDGS):
        yield scale * goals_weight(goals, rarity.sdgs, unseen), Reason(ReasonCode.SHARED_SDGS, tuple(sorted(goals)))
    if topics and _spoken(other, Part.TOPICS):
        yield scale * words_weight(topics, rarity.topics, unseen), Reason(ReasonCode.SHARED_TOPICS, tuple(sorted(topics)))


def enough(reasons: tuple[Reason, ...]) -> bool:
    """Whether these are reasons enough to suggest somebody; what only stresses another reason does not count."""
    return sum(reason.code is not ReasonCode.FILLS_GAP for reason in reasons) >= NEEDED
