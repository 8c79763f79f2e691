"""Everybody's suggestions once more, slowly and pair by pair: what the quick way must come to."""

from collections import Counter

from summitapp.profiles.rules.scoring import reasons_between, value_of
from summitapp.profiles.rules.scoring.gains import excluded, penalty, quality, rarity_of
from summitapp.profiles.values.scoring import Card, ReasonCode

LEAST = 3


class Summit:
    """All cards of a summit, and which pairs may be suggested."""

    def __init__(self, cards, links, never, may):
        self.cards = {card.id: card for card in sorted(cards, key=lambda card: card.id)}
        self.links, self.never, self.may = links, {frozenset(pair) for pair in never}, may
        self.rarity = rarity_of(cards)

    def worth(self, one: str, other: str) -> int:
        mine, theirs = self.cards[one], self.cards[other]
        tied = (mine.city, theirs.city) in self.links or (theirs.city, mine.city) in self.links
        return quality(mine, theirs, self.rarity, twinned=tied)

    def told(self, one: str, other: str) -> int:
        reasons = reasons_between(self.cards[one], self.cards[other], self.links, self.rarity)
        return sum(reason.code is not ReasonCode.FILLS_GAP for reason in reasons)

    def possible(self, one: str, other: str) -> bool:
        mine, theirs = self.cards[one], self.cards[other]
        if excluded(mine, theirs) or frozenset((one, other)) in self.never:
            return False
        if self.may and not self.may(mine.category, theirs.category):
            return False
        return self.told(one, other) >= 2 and self.told(other, one) >= 2

    def value(self, one: str, other: str, *, mutual: bool) -> int:
        return value_of(self.cards[one], self.cards[other], self.links, self.rarity, mutual=mutual)


def suggest_slowly(cards: list[Card], links, never, *, top=20, may=None) -> dict[str, list[str]]:
    """Return everybody's list of ids, best first."""
    summit, given, lists = Summit(cards, links, never, may), Counter(), {}
    for one in summit.cards:
        others = [other for other in summit.cards if summit.possible(one, other)]
        others.sort(key=lambda other, one=one: (penalty(given[other]) - summit.worth(one, other), other))
        lists[one] = others[:top]
        given.update(lists[one])
    for one in sorted((one for one in summit.cards if given[one] < LEAST), key=lambda one: (given[one], one)):
        readers = [reader for reader in summit.cards if summit.possible(reader, one)]
        for reader in sorted(readers, key=lambda reader, one=one: (-summit.worth(reader, one), reader)):
            if given[one] >= LEAST or top == 0:
                break
            if one not in lists[reader] and _room(summit, lists[reader], given, reader, top):
                lists[reader].append(one)
                given[one] += 1
    for one, chosen in lists.items():
        chosen.sort(key=lambda other, one=one: (-summit.worth(one, other), other))
    return lists


def _room(summit: Summit, held: list[str], given: Counter, reader: str, top: int) -> bool:
    if len(held) < top:
        return True
    spare = [other for other in held if given[other] > LEAST]
    if spare:
        out = max(spare, key=lambda other: (-summit.worth(reader, other), other))
        held.remove(out)
        given[out] -= 1
    return bool(spare)
