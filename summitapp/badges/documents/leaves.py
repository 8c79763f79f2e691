"""How badges lie on paper: page after page, side by side to be folded, or four on a sheet for a duplex printer."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from summitapp.badges.documents.cards import Card, back, card_of, front
from summitapp.badges.documents.drawing import Item, Side
from summitapp.badges.values import FORMATS, Format, Layout, Sheet

_MARK: Final = 5.0
_GAP: Final = 1.5
Leaf = dict[str, Any]
Placed = tuple[float, float, Side]


def _leaf(form: Format, cards: Sequence[Placed], lines: Sequence[Sequence[Any]] = ()) -> Leaf:
    (width, height), card = form.page, form.card
    return {
        "width": width, "height": height, "card": list(card), "lines": [list(line) for line in lines],
        "cards": [[x, y, side.forms, side.read] for x, y, side in cards],
    }  # fmt: skip


def _single(form: Format, card: Card) -> Iterator[Leaf]:
    yield _leaf(form, [(0, 0, front(card))])
    if card.two_sided:
        yield _leaf(form, [(0, 0, back(card))])


def _folded(form: Format, card: Card) -> Leaf:
    """The back stands left, so that the sheet folds backwards along the dashed line."""
    width, height = form.card
    return _leaf(form, [(width, 0, front(card)), (0, 0, back(card))], [(width, 0, width, height, True)])


def _crop_marks(form: Format) -> Iterator[tuple[float, float, float, float, bool]]:
    (width, height), (across, down) = form.card, form.page
    left, top = (across - form.columns * width) / 2, (down - form.rows * height) / 2
    right, bottom = across - left, down - top
    for column in range(form.columns + 1):
        x = left + column * width
        yield (x, top - _GAP - _MARK, x, top - _GAP, False)
        yield (x, bottom + _GAP, x, bottom + _GAP + _MARK, False)
    for row in range(form.rows + 1):
        y = top + row * height
        yield (left - _GAP - _MARK, y, left - _GAP, y, False)
        yield (right + _GAP, y, right + _GAP + _MARK, y, False)


def _sheets(form: Format, cards: Sequence[Card]) -> Iterator[Leaf]:
    """Each sheet's fronts, then its backs with left and right exchanged: the printer turns the paper over its long edge."""
    (width, height), (across, down) = form.card, form.page
    left, top = (across - form.columns * width) / 2, (down - form.rows * height) / 2
    marks, many = list(_crop_marks(form)), form.columns * form.rows
    for start in range(0, len(cards), many):
        some = list(enumerate(cards[start:start + many]))
        places = [(place % form.columns, place // form.columns, card) for place, card in some]
        yield _leaf(form, [(left + x * width, top + y * height, front(card)) for x, y, card in places], marks)
        backs = [(left + (form.columns - 1 - x) * width, top + y * height, back(card)) for x, y, card in places if card.two_sided]
        if backs:
            yield _leaf(form, backs, marks)


def leaves(sheet: Sheet) -> Iterator[Leaf]:
    """Return the pages of a document; badges on different papers lie behind one another, each kind together."""
    order = {paper: place for place, paper in enumerate(FORMATS)}
    cards = sorted((card_of(sheet, face) for face in sheet.badges), key=lambda card: order[card.paper])
    for paper, group in groupby(cards, key=lambda card: card.paper):
        form = FORMATS[paper]
        if form.columns * form.rows > 1:
            yield from _sheets(form, list(group))
            continue
        for card in group:
            if paper is Layout.FOLD:
                yield _folded(form, card)
            else:
                yield from _single(form, card)


def index_colours(pages: Sequence[Leaf]) -> list[str]:
    """Name each colour once and let the items point at it, so that the template reads every colour once."""
    known: dict[str, int] = {}
    places = {"t": 5, "r": 5, "o": 5, "s": 5, "c": 4}
    for leaf in pages:
        for _x, _y, forms, read in leaf["cards"]:
            for item in (*forms, *read):
                _point(item, places, known)
    return list(known)


def _point(item: Item, places: dict[str, int], known: dict[str, int]) -> None:
    place = places.get(item[0])
    if place is not None and isinstance(item[place], str):
        item[place] = known.setdefault(item[place], len(known))
