"""Counting what meetings came to; of few no figure is told."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from summitapp.hall.values import FEWEST
from summitapp.hall.values.report import By, Fact, Line, Share


def count(key: str, facts: Iterable[Fact]) -> Line:
    """Return the figures of some requests and their meetings."""
    some = list(facts)

    def number(which: Callable[[Fact], bool]) -> int:
        return sum(1 for one in some if which(one))

    return Line(
        key, len(some), number(lambda one: one.answered), number(lambda one: one.accepted), number(lambda one: one.planned),
        number(lambda one: one.begun), number(lambda one: one.heard), number(lambda one: one.kept),
        number(lambda one: one.absent), number(lambda one: one.valuable), number(lambda one: one.follow_up),
    )  # fmt: skip


def by_group(facts: Sequence[Fact], by: By) -> tuple[Line, ...]:
    """Return the figures of each group, the largest first; one that is too small to be told is left out."""
    groups: dict[str, list[Fact]] = {}
    for one in facts:
        for key in one.groups.get(by, frozenset()):
            away = key in one.missing.get(by, frozenset())
            groups.setdefault(key, []).append(replace(one, absent=one.absent and away))
    lines = [count(key, some) for key, some in groups.items()]
    return tuple(sorted((one for one in lines if one.asked >= FEWEST), key=lambda one: (-one.asked, one.key)))


def share(some: int, of: int) -> Share:
    """Return how many of many, in percent unless they are too few to be told."""
    return Share(of, some, round(100 * some / of) if of >= FEWEST else None)


def shares_of(line: Line) -> Mapping[str, Share]:
    """Return what a line tells in percent: of those that were answered, of those that began and were heard of."""
    return {
        "accepted": share(line.accepted, line.answered), "kept": share(line.kept, line.heard),
        "absent": share(line.absent, line.heard), "valuable": share(line.valuable, line.kept),
        "follow_up": share(line.follow_up, line.kept),
    }  # fmt: skip


def told(number: int, of: int) -> int | None:
    """Return a figure, or nothing where it would tell of too few people what they said."""
    return number if of >= FEWEST else None
