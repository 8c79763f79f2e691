"""Everybody against everybody in blocks of numbers: what ``gains`` says of one pair, for all of them at once."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from summitapp.profiles.rules.scoring.gains import (
    MILLION,
    OFFERED,
    SHARED,
    TWINNED,
    WITHOUT_LANGUAGE,
    May,
    Pairs,
    Rarity,
    penalty,
)
from summitapp.profiles.rules.scoring.reasons import NEEDED
from summitapp.profiles.values.scoring import Card, Part

Floats: TypeAlias = NDArray[np.float32]
Whole: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]

BLOCK: Final = 128  # rows; what is worked on then fits beside the processor
NOT: Final = np.iinfo(np.int64).min


@dataclass(frozen=True)
class Sheet:
    """All cards as numbers, one row each; the weighted columns hold whole numbers, so sums of them are exact."""

    seeks: Floats
    offers: Floats
    weighted_offers: Floats
    weighted_seeks: Floats
    goals: Floats
    weighted_goals: Floats
    topics: Floats
    weighted_topics: Floats
    languages: Floats
    sought: NDArray[np.float64]
    cared: NDArray[np.float64]
    codes: Mapping[str, Whole]
    spoken: Mapping[Part, Flags]
    twinned: Flags
    may: Flags
    never: Mapping[int, list[int]]


def choose(
    cards: Sequence[Card], links: Pairs, never: Pairs, rarity: Rarity, *, top: int, least: int, may: May | None
) -> list[dict[int, int]]:
    """Return for each card, in their order, the places of those suggested to it, with the quality of each."""
    size = len(cards)
    if size < 2 or top < 1:
        return [{} for _ in cards]
    sheet = _sheet(cards, links, never, rarity, may)
    costs = np.array([penalty(times) for times in range(size + 1)], dtype=np.int64)
    given = np.zeros(size, dtype=np.int64)
    backwards = np.arange(size - 1, -1, -1, dtype=np.int64)
    lists: list[dict[int, int]] = []
    for start in range(0, size, BLOCK):
        worth = _block(sheet, start, min(start + BLOCK, size))
        for row in worth:
            key = (row - costs[given]) * size + backwards
            key[row == NOT] = NOT
            chosen = np.argpartition(key, -top)[-top:] if size > top else np.arange(size)
            chosen = chosen[key[chosen] != NOT]
            given[chosen] += 1
            lists.append(dict(zip(chosen.tolist(), row[chosen].tolist(), strict=True)))
    _lift(sheet, lists, given, top, least)
    return lists


def _lift(sheet: Sheet, lists: list[dict[int, int]], given: Whole, top: int, least: int) -> None:
    """Put those of whom hardly anybody was told into the lists where they are worth most."""
    behind = sorted((int(given[place]), place) for place in range(len(lists)) if given[place] < least)
    for _, place in behind:
        worth = _block(sheet, place, place + 1, asked=True)[0]
        possible = np.flatnonzero(worth != NOT)
        for reader in possible[np.lexsort((possible, -worth[possible]))].tolist():
            if given[place] >= least:
                break
            if place not in lists[reader] and _has_room(lists[reader], given, top, least):
                lists[reader][place] = int(worth[reader])
                given[place] += 1


def _has_room(held: dict[int, int], given: Whole, top: int, least: int) -> bool:
    """Whether one more has room in a list; its last who stands in lists enough makes way."""
    if len(held) < top:
        return True
    spare = [(worth, -other) for other, worth in held.items() if given[other] > least]
    if spare:
        out = -min(spare)[1]
        del held[out]
        given[out] -= 1
    return bool(spare)


def _block(sheet: Sheet, start: int, stop: int, *, asked: bool = False) -> Whole:
    """Return the quality of some rows against all, in millionths; ``NOT`` where a pair is not suggested.

    Rows are readers; with ``asked`` they are those whom the columns would read of.
    """
    rows = slice(start, stop)
    they, you = sheet.seeks[rows] @ sheet.weighted_offers.T, sheet.offers[rows] @ sheet.weighted_seeks.T
    goals, topics = sheet.goals[rows] @ sheet.weighted_goals.T, sheet.topics[rows] @ sheet.weighted_topics.T
    talk = (sheet.languages[rows] @ sheet.languages.T) > 0
    twinned: Flags = sheet.twinned[np.ix_(sheet.codes["city"][rows], sheet.codes["city"])]
    shared = (goals + topics).astype(np.float64)
    mine = _gain(they.astype(np.float64), shared, sheet.sought[rows, None], sheet.cared[rows, None], twinned)
    theirs = _gain(you.astype(np.float64), shared, sheet.sought[None, :], sheet.cared[None, :], twinned)
    silent = ~talk & _told(sheet.languages)[rows, None] & _told(sheet.languages)[None, :]
    worth = _fuse(mine, theirs, silent)
    terms: dict[str, Flags] = {
        "they": they > 0, "you": you > 0, Part.SDGS: goals > 0, Part.TOPICS: topics > 0, Part.CITY: twinned,
        Part.LANGUAGES: talk, Part.LEVEL: _same(sheet.codes["level"], rows), Part.KIND: _same(sheet.codes["kind"], rows),
    }  # fmt: skip
    worth[~(_enough(terms, sheet, rows) & _possible(sheet, rows, asked=asked))] = NOT
    for place in range(start, stop):
        worth[place - start, place] = NOT
        worth[place - start, sheet.never.get(place, [])] = NOT
    return worth


def _gain(offered: Any, shared: Any, sought: Any, cared: Any, twinned: Flags) -> Any:
    return OFFERED * offered / sought + SHARED * shared / cared + TWINNED * twinned


def _fuse(mine: Any, theirs: Any, silent: Flags) -> Whole:
    both = mine + theirs
    both[both == 0.0] = 1.0
    reciprocal = 2.0 * mine * theirs / both
    reciprocal[silent] *= WITHOUT_LANGUAGE
    found: Whole = ((500.0 * reciprocal + 200.0 * np.maximum(mine, theirs)) / 700.0 * MILLION + 0.5).astype(np.int64)
    return found


def _told(languages: Floats) -> Flags:
    found: Flags = languages.sum(axis=1) > 0
    return found


def _same(codes: Whole, rows: slice) -> Flags:
    """Where two hold the same code; 0 is the empty one."""
    found: Flags = (codes[rows, None] == codes[None, :]) & (codes[rows, None] > 0)
    return found


def _enough(terms: Mapping[str, Flags], sheet: Sheet, rows: slice) -> Flags:
    """Where both can be given reasons enough: each of them only of what the other lets be spoken of."""
    to_rows = np.zeros(terms["they"].shape, dtype=np.int8)
    to_columns = np.zeros_like(to_rows)
    for name, holds in terms.items():
        of_column, of_row = {
            "they": (Part.OFFERS, Part.SEEKS), "you": (Part.SEEKS, Part.OFFERS),
        }.get(name) or (Part(name), Part(name))  # fmt: skip
        to_rows += holds & sheet.spoken[of_column][None, :]
        to_columns += holds & sheet.spoken[of_row][rows, None]
    found: Flags = (to_rows >= NEEDED) & (to_columns >= NEEDED)
    return found


def _possible(sheet: Sheet, rows: slice, *, asked: bool) -> Flags:
    category = sheet.codes["category"]
    allowed = (sheet.may.T if asked else sheet.may)[np.ix_(category[rows], category)]
    alike = _same(sheet.codes["organisation"], rows) | _same(sheet.codes["delegation"], rows)
    found: Flags = allowed & ~alike
    return found


# --- cards as numbers ------------------------------------------------------------------------------------------------
def _sheet(cards: Sequence[Card], links: Pairs, never: Pairs, rarity: Rarity, may: May | None) -> Sheet:
    tags, topics, sdgs = list(rarity.tags), list(rarity.topics), list(rarity.sdgs)
    seeks, offers = _table([card.seeks for card in cards], tags), _table([card.offers for card in cards], tags)
    goals, themes = _table([card.sdgs for card in cards], sdgs), _table([card.topics for card in cards], topics)
    tag_weights = np.array(list(rarity.tags.values()), dtype=np.float32)
    goal_weights = np.array(list(rarity.sdgs.values()), dtype=np.float32)
    topic_weights = np.array(list(rarity.topics.values()), dtype=np.float32)
    languages = sorted({code for card in cards for code in card.languages})
    cities, city = _codes([card.city for card in cards])
    categories, category = _codes([card.category for card in cards])
    sought, cared = (seeks @ tag_weights).astype(np.float64), (goals @ goal_weights + themes @ topic_weights).astype(np.float64)
    return Sheet(
        seeks, offers, offers * tag_weights, seeks * tag_weights, goals, goals * goal_weights, themes, themes * topic_weights,
        _table([card.languages for card in cards], languages), np.maximum(sought, 1.0), np.maximum(cared, 1.0),
        {"city": city, "category": category, "level": _codes([card.level for card in cards])[1],
         "kind": _codes([card.kind for card in cards])[1], "organisation": _codes([card.organisation for card in cards])[1],
         "delegation": _codes([card.delegation for card in cards])[1]},
        {part: np.array([part not in card.hidden for card in cards], dtype=np.bool_) for part in Part},
        _ties(links, cities), _matrix(may, categories), _refusals(cards, never),
    )  # fmt: skip


def _table(held: Sequence[frozenset[Any]], words: Sequence[Hashable]) -> Floats:
    place = {word: number for number, word in enumerate(words)}
    found = np.zeros((len(held), len(words)), dtype=np.float32)
    for row, mine in enumerate(held):
        found[row, [place[word] for word in mine]] = 1.0
    return found


def _codes(names: Sequence[str]) -> tuple[list[str], Whole]:
    """Return all names, the empty one first, and the number of each."""
    known = ["", *sorted(set(names) - {""})]
    place = {name: number for number, name in enumerate(known)}
    return known, np.array([place[name] for name in names], dtype=np.int64)


def _ties(links: Pairs, cities: Sequence[str]) -> Flags:
    place = {name: number for number, name in enumerate(cities) if name}
    found = np.zeros((len(cities), len(cities)), dtype=np.bool_)
    for one, other in links:
        if one in place and other in place:
            found[place[one], place[other]] = found[place[other], place[one]] = True
    return found


def _matrix(may: May | None, categories: Sequence[str]) -> Flags:
    return np.array([[may is None or may(one, other) for other in categories] for one in categories], dtype=np.bool_)


def _refusals(cards: Sequence[Card], never: Pairs) -> dict[int, list[int]]:
    place = {card.id: number for number, card in enumerate(cards)}
    found: dict[int, list[int]] = {}
    for one, other in _known(never, place):
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return found


def _known(pairs: Pairs, place: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    return ((place[one], place[other]) for one, other in pairs if one in place and other in place)
