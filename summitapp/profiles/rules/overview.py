"""Why nobody is suggested to somebody, and which profiles an organiser should look at."""

from collections import Counter
from collections.abc import Collection, Iterable

from summitapp.core.text import Translated
from summitapp.profiles.values.overview import OFTEN, Lack, Line, Overview, Show


def lack_of(said: Collection[object], made: bool, may_ask: bool, number: int) -> Lack | None:
    """Return why nobody is suggested; ``None`` where somebody is.

    :param said: everything by which somebody could be found. :param made: suggestions were worked out at all.
    """
    if number:
        return None
    if not said:
        return Lack.SAYS_LITTLE
    if not may_ask:
        return Lack.RULES
    return Lack.NOBODY_FITS if made else Lack.NOT_YET


def shown(overview: Overview, show: Show) -> list[Line]:
    """Return the part of the list that is asked for; the most, or the least, often suggested first where that matters."""
    lines = overview.lines
    if show is Show.LACKING:
        return [line for line in lines if line.lack is not None]
    if show is Show.RARE:
        return [line for line in lines if line.open and not line.exposure]
    if show is Show.OFTEN:
        often = [line for line in lines if line.open and line.exposure > OFTEN * max(overview.average, 1)]
        return sorted(often, key=lambda line: -line.exposure)
    if show is Show.CLOSED:
        return [line for line in lines if not line.open]
    return list(lines)


def counted_cities(lines: Iterable[Line]) -> list[tuple[Translated, int]]:
    """Return from where how many open profiles come, the most first."""
    found = Counter(line.city for line in lines if line.open and line.city)
    return sorted(found.items(), key=lambda one: (-one[1], str(one[0])))


def counted_kinds(lines: Iterable[Line]) -> list[tuple[str, int]]:
    """Return from which kinds of organisations how many open profiles come, the most first."""
    found = Counter(line.kind for line in lines if line.open and line.kind)
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))


def missing_topics(lines: Iterable[Line]) -> list[tuple[str, int]]:
    """Return what is sought by whom nobody's offer answers, the most sought first."""
    lines = [line for line in lines if line.open]
    offered = {tag for line in lines for tag in line.offers}
    sought = Counter(tag for line in lines for tag in line.seeks if tag not in offered)
    return sorted(sought.items(), key=lambda one: (-one[1], one[0]))
