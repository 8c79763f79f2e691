"""Text that is always whole: it shrinks, then wraps, then breaks within a word, and is never cut.

Widths are those of the paper's fonts (:func:`summitapp.core.paper.width`), with a little more for what kerning may add. All
measures are millimetres, sizes of letters are points.
"""

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from summitapp.core.paper import Face, width

POINT: Final = 25.4 / 72
#: Height of a line in sizes of its letters; the template sets the same.
LINE: Final = 1.2
_LEAST: Final = 2.0
_STEP: Final = 0.94
_SAFETY: Final = 1.02


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text as it is set: the size of its letters in points, and its lines."""

    size: float
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """Height of all lines in mm."""
        return len(self.lines) * LINE * self.size * POINT


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large letters may be: at most, and at least before the text goes on in a second line, in points."""

    most: float
    one_line: float


def _wide(text: str, face: Face) -> float:
    """Return the width of a text in mm when its letters are one point large."""
    return width(text, face) * POINT * _SAFETY


def _down(size: float) -> float:
    return math.floor(size * 20) / 20


def clusters(word: str) -> list[str]:
    """Return the letters of a word, each with the marks that stand on it."""
    found: list[str] = []
    for char in word:
        if found and (unicodedata.category(char).startswith("M") or char in "\u200c\u200d"):
            found[-1] += char
        else:
            found.append(char)
    return found


def _pieces(word: str, face: Face, most: float) -> list[str]:
    """Break a word that is wider than a line anywhere between two letters."""
    if _wide(word, face) <= most:
        return [word]
    lines = [""]
    for letter in clusters(word):
        if lines[-1] and _wide(lines[-1] + letter, face) > most:
            lines.append("")
        lines[-1] += letter
    return lines


def wrap(text: str, face: Face, most: float) -> tuple[str, ...]:
    """Return the lines of a text; ``most`` is the width of a line at letters of one point."""
    lines: list[str] = []
    for word in text.split():
        for place, piece in enumerate(_pieces(word, face, most)):
            if place == 0 and lines and _wide(f"{lines[-1]} {piece}", face) <= most:
                lines[-1] += f" {piece}"
            else:
                lines.append(piece)
    return tuple(lines)


def _descending(most: float) -> Iterator[float]:
    size = most
    while size > _LEAST:
        yield size
        size *= _STEP
    yield _LEAST


@lru_cache(maxsize=20_000)
def fit(text: str, face: Face, room: tuple[float, float], sizes: Sizes) -> Fitted:
    """Return the text as large as it may be in a room of (width, height).

    One line, as long as its letters stay above ``sizes.one_line``; then whole words in several lines; then, where a word is
    too long for that, broken words.
    """
    across, high = room
    text = " ".join(text.split())
    if not text:
        return Fitted(_LEAST, ())
    most = min(sizes.most, high / LINE / POINT)
    alone = across / max(_wide(text, face), 1e-9)
    if alone >= min(sizes.one_line, most):
        return Fitted(_down(min(most, alone)), (text,))
    longest = max(_wide(word, face) for word in text.split())
    for whole in (True, False):
        for size in _descending(most if whole else min(most, sizes.one_line)):
            if whole and (size < 0.6 * sizes.one_line or longest * size > across):
                continue
            lines = wrap(text, face, across / size)
            if len(lines) * LINE * size * POINT <= high:
                return Fitted(_down(size), lines)
    return Fitted(_LEAST, wrap(text, face, across / _LEAST))


@lru_cache(maxsize=1000)
def fit_all(texts: tuple[tuple[str, Face], ...], room: tuple[float, float], most: float, gaps: float = 0) -> tuple[Fitted, ...]:
    """Return paragraphs that share a room and a size; ``gaps`` is the sum of the distances between them in lines."""
    across, high = room
    for size in _descending(most):
        lines = [wrap(text, face, across / size) for text, face in texts]
        if (sum(map(len, lines)) + gaps) * LINE * size * POINT <= high:
            break
    return tuple(Fitted(_down(size), one) for one in lines)
