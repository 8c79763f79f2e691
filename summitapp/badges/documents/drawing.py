"""What a side of a badge consists of: words, codes and forms at their places, in the order in which they are read.

An item is a short list that the template draws: its kind first, then its place in mm from the upper left corner.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from summitapp.badges.documents.fitting import LINE, POINT, Fitted
from summitapp.badges.documents.qr import qr_lines
from summitapp.badges.values import Line
from summitapp.core.paper import Face

SEA: Final = "#0f4c6b"
CLAY: Final = "#a23c25"
INK: Final = "#16232c"
SOFT: Final = "#51616c"
BLACK: Final = "#000000"
WHITE: Final = "#ffffff"
Item = list[Any]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a card, in mm."""

    x: float
    y: float
    width: float
    height: float

    @property
    def room(self) -> tuple[float, float]:
        """Width and height."""
        return (self.width, self.height)

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height


def _round(number: float) -> float:
    return round(number, 2)


@dataclass
class Side:
    """One side of a card while it is drawn.

    :param mono: everything in black: the printer knows no colours and no tints.
    :param forms: what lies below and says nothing to a reader's voice. :param read: words and codes.
    """

    mono: bool = False
    forms: list[Item] = field(default_factory=list)
    read: list[Item] = field(default_factory=list)

    def _ink(self, colour: str) -> str:
        return colour if not self.mono or colour == WHITE else BLACK

    def words(self, x: float, y: float, text: Fitted, face: Face, colour: str = INK, lang: str = "") -> float:
        """Set fitted words with their upper left corner at a place; returns how high they are."""
        if text.lines:
            self.read.append(["t", _round(x), _round(y), text.size, int(face), self._ink(colour), lang, list(text.lines)])
        return text.height

    def said(self, x: float, y: float, line: Line, size: float, face: Face = Face.PLAIN, colour: str = INK) -> float:
        """Set one line that is known to fit."""
        return self.words(x, y, Fitted(size, (line.text,)), face, colour, line.lang)

    def code(self, x: float, y: float, size: float, text: str, alt: str, *, badge: bool) -> None:
        """Draw a QR symbol with its quiet zone."""
        across, path = qr_lines(text, badge=badge)
        self.read.append(["q", _round(x), _round(y), _round(size), across, path, alt])

    def fill(self, box: Box, colour: str) -> None:
        """Fill a rectangle; it says nothing to a reader's voice, as all forms here."""
        self.forms.append(["r", _round(box.x), _round(box.y), _round(box.width), _round(box.height), self._ink(colour)])

    def frame(self, box: Box, colour: str) -> None:
        """Draw a rounded frame."""
        self.forms.append(["o", _round(box.x), _round(box.y), _round(box.width), _round(box.height), self._ink(colour)])

    def shape(self, kind: str, x: float, y: float, size: float, colour: str) -> None:
        """Draw the shape of a category."""
        self.forms.append(["s", _round(x), _round(y), kind, _round(size), self._ink(colour)])

    def no_photos(self, x: float, y: float, size: float) -> None:
        """Draw the crossed-out camera."""
        self.forms.append(["c", _round(x), _round(y), _round(size), self._ink(CLAY)])

    def band(self, width: float, height: float) -> None:
        """Draw the band of tiles along the upper edge; on a label it would be a grey smear."""
        if not self.mono and height:
            self.forms.append(["b", 0, 0, _round(width), _round(height)])

    def paragraphs(self, box: Box, lines: Sequence[tuple[Line, Face]], fitted: Sequence[Fitted], gaps: Sequence[float]) -> None:
        """Set paragraphs below each other; ``gaps`` are lines left free before each."""
        y = box.y
        for (line, face), text, gap in zip(lines, fitted, gaps, strict=True):
            y += gap * LINE * text.size * POINT
            y += self.words(box.x, y, text, face, INK, line.lang)
