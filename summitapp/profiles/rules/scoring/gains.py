"""What two people gain from each other, and what a meeting of theirs is worth.

gain(a from b) = 0.5 · what a seeks and b offers + 0.3 · what both care for + 0.2 · their cities are partners; each share is
weighted by rarity, so that a word everybody uses says little. The harmonic mean of both gains punishes what only one of them
wants. Weights are whole numbers, so that the quick way of ``suggest_all`` comes to the very same figures.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final, TypeAlias

from summitapp.profiles.values.scoring import Card

Pairs: TypeAlias = Collection[tuple[str, str]]
May: TypeAlias = Callable[[str, str], bool]

OFFERED: Final = 0.5
SHARED: Final = 0.3
TWINNED: Final = 0.2
WITHOUT_LANGUAGE: Final = 0.7  # interpreters are scarce
EXPOSURE: Final = 0.05
MILLION: Final = 1_000_000
RARE: Final = 2  # offered by this many or fewer


@dataclass(frozen=True, slots=True)
class Rarity:
    """How much each word says, in thousandths of ln(1 + cards / cards that hold it); ``unseen`` is for what came up since."""

    size: int
    tags: Mapping[str, int]
    topics: Mapping[str, int]
    sdgs: Mapping[int, int]
    offered: Mapping[str, int]
    unseen: int


def weight(size: int, holders: int) -> int:
    """Return how much a word says that ``holders`` of ``size`` cards hold."""
    return round(1000 * log(1 + max(size, 1) / max(holders, 1)))


def rarity_of(cards: Iterable[Card]) -> Rarity:
    """Weigh every word of the cards of a summit; to be kept and handed to the live calls."""
    tags: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    sdgs: Counter[int] = Counter()
    offered: Counter[str] = Counter()
    size = 0
    for card in cards:
        size += 1
        tags.update(card.offers | card.seeks)
        topics.update(card.topics)
        sdgs.update(card.sdgs)
        offered.update(card.offers)
    return Rarity(
        size,
        {word: weight(size, holders) for word, holders in tags.items()},
        {word: weight(size, holders) for word, holders in topics.items()},
        {goal: weight(size, holders) for goal, holders in sdgs.items()},
        dict(offered),
        weight(size, 1),
    )


def penalty(times: int) -> int:
    """Return what it costs in millionths to have been suggested so often already."""
    return round(EXPOSURE * MILLION * log(1 + times))


def both_ways(pairs: Pairs) -> frozenset[tuple[str, str]]:
    """Return the pairs in either order."""
    return frozenset(pairs) | frozenset((other, one) for one, other in pairs)


def words_weight(words: Iterable[str], weights: Mapping[str, int], unseen: int) -> int:
    """Return how much some tags or topics say together."""
    return sum([weights.get(word, unseen) for word in words])


def goals_weight(goals: Iterable[int], weights: Mapping[int, int], unseen: int) -> int:
    """Return how much some goals say together."""
    return sum([weights.get(goal, unseen) for goal in goals])


def cares(card: Card, rarity: Rarity) -> int:
    """Return how much everything says that a card cares for: goals and topics."""
    unseen = rarity.unseen
    return goals_weight(card.sdgs, rarity.sdgs, unseen) + words_weight(card.topics, rarity.topics, unseen)


def gain(reader: Card, other: Card, rarity: Rarity, *, twinned: bool) -> float:
    """Return what ``reader`` gains from ``other``, from 0 to 1."""
    unseen = rarity.unseen
    found = 0.0
    wanted = reader.seeks & other.offers
    if wanted:
        found += OFFERED * words_weight(wanted, rarity.tags, unseen) / words_weight(reader.seeks, rarity.tags, unseen)
    goals, topics = reader.sdgs & other.sdgs, reader.topics & other.topics
    if goals or topics:
        both = goals_weight(goals, rarity.sdgs, unseen) + words_weight(topics, rarity.topics, unseen)
        found += SHARED * both / cares(reader, rarity)
    return found + TWINNED if twinned else found


def fuse(mine: float, theirs: float, *, speechless: bool) -> int:
    """Return the quality of a pair in millionths: five parts the harmonic mean of both gains, two parts the greater one."""
    if not mine and not theirs:
        return 0
    reciprocal = 2.0 * mine * theirs / (mine + theirs)
    if speechless:
        reciprocal = WITHOUT_LANGUAGE * reciprocal
    return int((500.0 * reciprocal + 200.0 * max(mine, theirs)) / 700.0 * MILLION + 0.5)


def speechless(one: Card, other: Card) -> bool:
    """Whether two have no common language, as far as both said which they speak."""
    return bool(one.languages and other.languages) and one.languages.isdisjoint(other.languages)


def quality(one: Card, other: Card, rarity: Rarity, *, twinned: bool) -> int:
    """Return the quality of a pair in millionths; the same for either order."""
    mine, theirs = gain(one, other, rarity, twinned=twinned), gain(other, one, rarity, twinned=twinned)
    return fuse(mine, theirs, speechless=speechless(one, other))


def score_of(millionths: int) -> int:
    """Return the score people see, 0 to 1000."""
    return (millionths + 500) // 1000


def excluded(one: Card, other: Card) -> bool:
    """Whether two are never suggested to each other: the same person, organisation or delegation."""
    if one.id == other.id:
        return True
    if one.organisation and one.organisation == other.organisation:
        return True
    return bool(one.delegation) and one.delegation == other.delegation


def value_of(one: Card, other: Card, links: Pairs, rarity: Rarity, *, mutual: bool) -> int:
    """Return what a meeting of two is worth to the planner: 100 to 800, and 200 more if both asked for it."""
    twinned = (one.city, other.city) in links or (other.city, one.city) in links
    return 100 + (7 * quality(one, other, rarity, twinned=twinned) + 5000) // 10_000 + (200 if mutual else 0)


def value_of_delegation(attendees: int) -> int:
    """Return what a meeting of delegations is worth to the planner."""
    return 400 + 300 * attendees


def in_order(cards: Iterable[Card]) -> Sequence[Card]:
    """Return the cards in the order of their ids, which decides where nothing else does."""
    return sorted(cards, key=lambda card: card.id)
