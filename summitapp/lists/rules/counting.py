"""Numbers that lead to nobody."""

from collections.abc import Mapping

from summitapp.lists.values import SMALL


def suppress_small(counts: Mapping[str, int], other: str) -> list[tuple[str, int]]:
    """Return the numbers, the largest first, with every small one put into ``other``.

    If ``other`` would be small itself and so tell about one or two people, the smallest of the rest joins it.
    """
    large = sorted(((name, number) for name, number in counts.items() if number >= SMALL and name != other),
                   key=lambda one: (-one[1], one[0]))  # fmt: skip
    rest = sum(counts.values()) - sum(number for _, number in large)
    while 0 < rest < SMALL and large:
        rest += large.pop()[1]
    return [*large, (other, rest)] if rest else large
