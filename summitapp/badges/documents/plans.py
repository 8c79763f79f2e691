"""Where the parts of a badge lie on cards of different sizes: two plans, one for upright and one for lying cards."""

from dataclasses import dataclass

from summitapp.badges.documents.drawing import Box
from summitapp.badges.values import Format

#: The least side of a printed code with its quiet zone in mm, read with ease at arm's length.
LEAST_CODE = 20.0


@dataclass(frozen=True, slots=True)
class Plan:
    """The boxes of the front and the back of one card.

    :param unit: how large letters and distances are, 1 on A6.
    :param words: function and place have a box of their own; else they follow the name.
    """

    unit: float
    width: float
    height: float
    margin: float
    band: float
    head: Box
    names: Box
    words: Box | None
    code: Box
    aside: Box
    foot: Box
    back_head: Box
    notes: Box
    contact: Box
    contact_words: Box
    name_sizes: tuple[float, float]
    word_size: float


def _upright(width: float, height: float, band: bool) -> Plan:
    unit = min(width / 105, height / 148)
    margin, foot, top = 8 * unit, 18 * unit, 5 * unit if band else 0.0
    inner = width - 2 * margin
    side = max(28 * unit, LEAST_CODE)
    code = Box(margin, height - foot - 2 * unit - side, side, side)
    head = Box(margin, top + 4 * unit, inner, 11 * unit)
    names = Box(margin, head.bottom + 4 * unit, inner, code.y - 2 * unit - head.bottom - 4 * unit)
    aside = Box(code.right + 3 * unit, code.y, inner - side - 3 * unit, side)
    contact = Box(margin, height - margin - max(30 * unit, LEAST_CODE), max(30 * unit, LEAST_CODE), max(30 * unit, LEAST_CODE))
    beside = Box(contact.right + 4 * unit, contact.y, inner - contact.width - 4 * unit, contact.height)
    notes = Box(margin, head.bottom + 4 * unit, inner, contact.y - 4 * unit - head.bottom - 4 * unit)
    return Plan(unit, width, height, margin, top, head, names, None, code, aside, Box(0, height - foot, width, foot), head, notes,
                contact, beside, (50 * unit, 32 * unit), unit)  # fmt: skip


def _lying(width: float, height: float, band: bool) -> Plan:
    unit = min(width / 85.6, height / 54)
    margin, foot, top = 4 * unit, 8 * unit, 1.6 * unit if band else 0.0
    inner = width - 2 * margin
    side = max(21 * unit, LEAST_CODE)
    code = Box(width - margin - side, height - foot - 0.6 * unit - side, side, side)
    head = Box(margin, top + 1.2 * unit, inner, 3.6 * unit)
    names = Box(margin, head.bottom + 1 * unit, inner, code.y - head.bottom - 1.4 * unit)
    left = inner - side - 2 * unit
    aside = Box(margin, code.bottom - 7 * unit, left, 7 * unit)
    words = Box(margin, code.y + 0.4 * unit, left, aside.y - code.y - 0.9 * unit)
    contact = Box(width - margin - 24 * unit, height - margin - 33 * unit, 24 * unit, 24 * unit)
    beside = Box(contact.x, contact.bottom + 0.5 * unit, contact.width, height - margin / 2 - contact.bottom - 0.5 * unit)
    notes = Box(margin, contact.y, contact.x - 2 * margin, height - margin - contact.y)
    return Plan(unit, width, height, margin, top, head, names, words, code, aside, Box(0, height - foot, width, foot),
                Box(margin, head.y, inner, contact.y - head.y - unit), notes, contact, beside, (28 * unit, 18 * unit),
                0.75 * unit)  # fmt: skip


def plan_of(form: Format) -> Plan:
    """Return where things lie on a card of this paper."""
    width, height = form.card
    return (_lying if width > height else _upright)(width, height, not form.mono)
