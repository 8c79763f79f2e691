"""Makes summits of any size as they come, by a seed: instances of the published format, as plain dictionaries.

They are of the family of the published samples: cities of very different size, two or three languages in most mouths and one in some, a few whom
everybody wants to meet, tables for two with some large ones, sessions that take people away, requests of which a few are mutual, and some meetings
of delegations.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Any

Json = dict[str, Any]
Links = set[tuple[int, int]]

TAGS, GOALS = 60, 17
TONGUES = {"en": 30, "fr": 10, "de": 9, "es": 8, "tr": 8, "zh": 6, "ru": 5, "ar": 4, "ja": 3, "ko": 3, "pt": 3}
BODIES = ("municipality", "business", "chamber", "media", "ngo", "university")
#            slots a day, tables, requests a head
SHAPES = {
    60: ((4, 4), 12, 6), 100: ((5, 5), 30, 5), 250: ((4, 4, 4), 50, 9), 300: ((4, 4, 4), 70, 6), 800: ((6, 6, 4), 120, 13),
    1000: ((6, 6, 4), 150, 7), 2000: ((7, 7, 6), 150, 8),
}  # fmt: skip


def summit(size: int, seed: int = 1) -> Json:
    """Return a summit of ``size`` delegates; the same seed makes the same one."""
    dice = random.Random(f"{size}/{seed}")
    days, tables, asked = SHAPES[min(SHAPES, key=lambda known: abs(known - size))]
    tables = max(1, round(tables * size / min(SHAPES, key=lambda known: abs(known - size))))
    slots = [
        {"id": 0, "day": day, "start": 540 + 30 * place} for day, number in enumerate(days) for place in range(number)
    ]
    for number, slot in enumerate(slots):
        slot["id"] = number
    towns = max(2, size // 14)
    links = {tuple(sorted(dice.sample(range(towns), 2))) for _ in range(round(1.2 * towns))}
    delegates = [_delegate(dice, number, towns, len(slots)) for number in range(size)]
    return {
        "format": "summit-meetings/1", "name": f"summit{size}-{seed}",
        "objective": {"kind": "summit_score", "shortfall_penalty": 300, "gap_penalty": 10},
        "slots": slots,
        "tables": [{"id": number, "seats": 8 if number % 8 == 7 or number == tables - 1 else 4} for number in range(tables)],
        "interpreters": [_interpreter(dice, number, len(slots)) for number in range(max(1, round(size / 40)))],
        "delegates": delegates, "requests": _requests(dice, delegates, links, asked),
        "city_links": sorted(map(list, links)),
    }  # fmt: skip


def _tongues(dice: random.Random, number: int) -> list[str]:
    return sorted(set(dice.choices(list(TONGUES), list(TONGUES.values()), k=number)))


def _delegate(dice: random.Random, number: int, towns: int, slots: int) -> Json:
    tongues = set(_tongues(dice, dice.choice([1, 1, 2]))) | ({"en"} if dice.random() < 0.72 else set())
    away = min(slots - 1, max(0, round(dice.gauss(0.22 * slots, 0.09 * slots))))
    return {
        "id": number, "city": min(int(dice.paretovariate(0.9)) - 1, towns - 1) if number >= towns else number,
        "org": dice.choice(BODIES), "langs": sorted(tongues), "sdgs": sorted(dice.sample(range(GOALS), dice.randint(2, 5))),
        "offers": sorted(dice.sample(range(TAGS), dice.randint(1, 3))), "seeks": sorted(dice.sample(range(TAGS), dice.randint(1, 3))),
        "unavailable": sorted(dice.sample(range(slots), away)),
        "max_meetings": dice.randint(4, 4 + slots // 3), "min_meetings": 2,
    }  # fmt: skip


def _interpreter(dice: random.Random, number: int, slots: int) -> Json:
    spoken = {"en", *_tongues(dice, 2)} if dice.random() < 0.9 else set(_tongues(dice, 3))
    return {"id": number, "langs": sorted(spoken), "unavailable": sorted(dice.sample(range(slots), min(slots, dice.randint(1, 3))))}


def _requests(dice: random.Random, delegates: Sequence[Json], links: Links, asked: int) -> list[Json]:
    """Everybody asks for the best of those they come across; who is sought by many is come across by many."""
    fame = [dice.paretovariate(2.5) for _ in delegates]
    wishes: dict[tuple[int, int], int] = {}
    for delegate in delegates:
        met = {one for one in dice.choices(range(len(delegates)), fame, k=6 * asked) if one != delegate["id"]}
        ranked = sorted(met, key=lambda one: (-_worth(delegate, delegates[one], links), one))
        for one in ranked[: dice.randint(asked // 2, asked + asked // 2)]:
            pair = min(delegate["id"], one), max(delegate["id"], one)
            wishes[pair] = wishes.get(pair, 0) + 1
    found = [
        {"kind": "pair", "attendees": list(pair), "value": _worth(*(delegates[one] for one in pair), links) + 200 * (times > 1),
         "mutual": times > 1}
        for pair, times in sorted(wishes.items())
    ]  # fmt: skip
    for _ in range(len(delegates) // 20):
        group = sorted(dice.sample(range(len(delegates)), min(len(delegates), dice.randint(3, 6))))
        found.append({"kind": "delegation", "attendees": group, "value": 400 + 300 * len(group), "mutual": True})
    return [{"id": number, **request} for number, request in enumerate(found)]


def _worth(one: Mapping[str, Any], other: Mapping[str, Any], links: Links) -> int:
    tied = tuple(sorted((one["city"], other["city"]))) in links
    mine, theirs = _gain(one, other, tied), _gain(other, one, tied)
    both = 2 * mine * theirs / (mine + theirs) if mine + theirs else 0.0
    return round(100 + 500 * both + 200 * max(mine, theirs))


def _gain(one: Mapping[str, Any], other: Mapping[str, Any], tied: bool) -> float:
    sought = len(set(one["seeks"]) & set(other["offers"])) / len(one["seeks"])
    return 0.5 * sought + 0.3 * len(set(one["sdgs"]) & set(other["sdgs"])) / len(one["sdgs"]) + 0.2 * tied
