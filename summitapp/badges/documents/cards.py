"""The two sides of one badge, drawn part by part as its design and its paper have it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from summitapp.badges.documents.colours import ink_on
from summitapp.badges.documents.drawing import BLACK, CLAY, INK, SEA, SOFT, WHITE, Box, Side
from summitapp.badges.documents.fitting import Sizes, fit, fit_all
from summitapp.badges.documents.plans import Plan, plan_of
from summitapp.badges.rules import grouped
from summitapp.badges.values import FORMATS, BadgeFace, BadgePart, CategoryFace, Layout, Line, Sheet
from summitapp.core.paper import Face

_LEAST_NOTE: Final = 4.5
_SPACE: Final = " · "


@dataclass(frozen=True, slots=True)
class Card:
    """One badge on its paper: what both sides are drawn from."""

    sheet: Sheet
    face: BadgeFace
    paper: Layout
    plan: Plan
    two_sided: bool

    def shows(self, part: BadgePart) -> bool:
        """Whether the design has this part."""
        return part in self.face.design.parts

    @property
    def mono(self) -> bool:
        """Whether the printer knows black only."""
        return FORMATS[self.paper].mono


def card_of(sheet: Sheet, face: BadgeFace) -> Card:
    """Return a badge on the paper of its design, or on the one the whole run is for."""
    paper = face.design.paper if sheet.layout is Layout.DESIGNED else sheet.layout
    return Card(sheet, face, paper, plan_of(FORMATS[paper]), face.design.both_sides or paper is Layout.FOLD)


def emergency_lines(card: Card) -> tuple[Line, ...]:
    """Return whom to call, in every language, each wording once."""
    own = card.face.design.emergency
    if not own:
        return card.sheet.back.emergency
    first = card.sheet.language
    order = (first, *(lang for lang in ("de", "tr", "en") if lang != first))
    said = {own[lang]: lang for lang in reversed(order) if own[lang]}
    return tuple(Line(text, lang) for text, lang in reversed(said.items()))


# --- the front ------------------------------------------------------------------------------------


def front(card: Card) -> Side:
    """Draw the side that people read."""
    plan, side = card.plan, Side(card.mono)
    side.band(plan.width, plan.band)
    if card.shows(BadgePart.SUMMIT):
        _head(card, side)
    end = _names(card, side)
    _words(card, side, end)
    side.code(plan.code.x, plan.code.y, plan.code.width, card.face.token, f"QR {grouped(card.face.token)}", badge=True)
    _aside(card, side)
    _foot(card.face.category, plan, side)
    return side


def _head(card: Card, side: Side) -> None:
    plan, unit = card.plan, card.plan.unit
    name, when = card.sheet.summit.best(card.sheet.language), _SPACE.join(filter(None, (card.sheet.dates, card.sheet.place)))
    if plan.words is not None:  # a lying card: one line, the place of the summit left out
        serial = fit(card.face.serial, Face.PLAIN, (0.3 * plan.head.width, plan.head.height), Sizes(5.5 * unit, 4 * unit))
        title = fit(f"{name}{_SPACE}{card.sheet.dates}", Face.PLAIN_BOLD, (0.68 * plan.head.width, plan.head.height),
                    Sizes(6.5 * unit, 4 * unit))  # fmt: skip
        side.words(plan.head.x, plan.head.y, title, Face.PLAIN_BOLD, SEA)
        side.words(plan.head.x + 0.72 * plan.head.width, plan.head.y, serial, Face.PLAIN, SOFT)
        return
    room = (plan.head.width, 6.2 * unit)
    used = side.words(plan.head.x, plan.head.y, fit(name, Face.DISPLAY_BOLD, room, Sizes(12 * unit, 7 * unit)),
                      Face.DISPLAY_BOLD, SEA)  # fmt: skip
    rest = (plan.head.width, plan.head.height - used)
    side.words(plan.head.x, plan.head.y + used, fit(when, Face.PLAIN, rest, Sizes(8.5 * unit, 5 * unit)), Face.PLAIN, SOFT)


def _parts(card: Card) -> list[tuple[Line, Face, str, float, float]]:
    """Return what follows the name: (words, face, colour, largest letters, share of the height)."""
    face, found = card.face, []
    if card.shows(BadgePart.FUNCTION) and face.function is not None:
        found.append((face.function, Face.PLAIN_BOLD, INK, 12.0, 10.0))
    if card.shows(BadgePart.TRANSLATION) and face.function_translation is not None:
        found.append((face.function_translation, Face.PLAIN, SOFT, 9.5, 7.0))
    city = face.city if card.shows(BadgePart.CITY) else ""
    body = face.organisation if card.shows(BadgePart.ORGANISATION) else ""
    if where := _SPACE.join(filter(None, (city, body))):
        found.append((Line(where), Face.PLAIN, INK, 11.0, 8.5))
    if not card.two_sided and card.shows(BadgePart.EMERGENCY):
        found.append((Line(_SPACE.join(line.text for line in emergency_lines(card))), Face.PLAIN, INK, 6.5, 5.0))
    return found


def _names(card: Card, side: Side) -> float:
    """Set the name as large as there is room; returns where it ends."""
    plan, face = card.plan, card.face
    box = plan.names
    if not card.shows(BadgePart.SUMMIT):
        box = Box(box.x, plan.head.y, box.width, box.bottom - plan.head.y)
    high = box.height
    if plan.words is None:
        high -= sum(share + 1.5 for *_, share in _parts(card)) * plan.unit + 3 * plan.unit
    most, second = plan.name_sizes
    given_room = (box.width, high * (0.6 if face.family_name else 1.0))
    given = fit(face.given_name, Face.DISPLAY_BOLD, given_room, Sizes(most, 0.36 * most))
    y = box.y + side.words(box.x, box.y, given, Face.DISPLAY_BOLD, INK)
    if face.family_name:
        rest = (box.width, box.y + high - y)
        family = fit(face.family_name, Face.DISPLAY, rest, Sizes(min(second, max(given.size, 0.5 * second)), 0.45 * second))
        y += side.words(box.x, y, family, Face.DISPLAY, INK)
    return y


def _words(card: Card, side: Side, end: float) -> None:
    parts, plan = _parts(card), card.plan
    if not parts:
        return
    box = plan.words or Box(plan.names.x, end + 3 * plan.unit, plan.names.width, plan.names.bottom - end - 3 * plan.unit)
    shares = sum(share for *_, share in parts)
    gap = 0.7 * plan.unit
    y = box.y
    for line, face, colour, largest, share in parts:
        room = (box.width, min((box.height - gap * (len(parts) - 1)) * share / shares, share * plan.unit))
        size = largest * plan.word_size
        text = fit(line.text, face, room, Sizes(size, 0.72 * size))
        y += side.words(box.x, y, text, face, colour, line.lang) + gap


def _aside(card: Card, side: Side) -> None:
    """What stands beside the code: languages, the mark for photographers, the code in letters, the number."""
    plan, face, unit = card.plan, card.face, card.plan.unit
    box, lying = plan.aside, plan.words is not None
    x, y = box.x, box.y
    chip = (4.0 if lying else 5.2 * unit, 6.5 if lying else 8.5 * unit)
    if card.shows(BadgePart.LANGUAGES) and face.languages:
        for code in face.languages:
            side.frame(Box(x, y, 1.7 * chip[0], chip[0]), SEA)
            label = fit(code.upper(), Face.PLAIN_BOLD, (1.3 * chip[0], chip[0]), Sizes(chip[1], chip[1] / 2))
            side.words(x + 0.33 * chip[0], y + (chip[0] - label.height) / 2, label, Face.PLAIN_BOLD, SEA)
            x += 2 * chip[0]
        if not lying:
            x, y = box.x, y + chip[0] + 1.6 * unit
    if card.shows(BadgePart.PHOTO_MARK) and face.photo_mark is not None:
        side.no_photos(x, y, 0.95 * chip[0])
        room = (box.right - x - 1.3 * chip[0], chip[0] + (0 if lying else 1.5 * unit))
        mark = fit(face.photo_mark.text, Face.PLAIN_BOLD, room, Sizes(chip[1], 0.6 * chip[1]))
        down = max(0.0, (chip[0] - mark.height) / 2)
        side.words(x + 1.3 * chip[0], y + down, mark, Face.PLAIN_BOLD, CLAY, face.photo_mark.lang)
    _letters(card, side)


def _letters(card: Card, side: Side) -> None:
    """Set the code in letters and the number of the badge at the lower end beside the code."""
    plan, face, unit = card.plan, card.face, card.plan.unit
    lying = plan.words is not None
    lines = [] if lying and card.shows(BadgePart.SUMMIT) else [face.serial]
    if card.shows(BadgePart.LETTERS):
        lines.insert(0, grouped(face.token))
    size = max(4.0, 5.0 * unit) if lying else 7 * unit
    y = plan.aside.bottom
    for text in reversed(lines):
        set_ = fit(text, Face.PLAIN, (plan.aside.width, (3.0 if lying else 9.0) * unit), Sizes(size, 0.75 * size))
        y -= set_.height
        side.words(plan.aside.x, y, set_, Face.PLAIN, SOFT)


def _foot(group: CategoryFace, plan: Plan, side: Side) -> None:
    """The category, told by colour, shape and word."""
    box, lying = plan.foot, plan.words is not None
    side.fill(box, BLACK if side.mono else group.colour)
    on = WHITE if side.mono else ink_on(group.colour)
    mark = 0.5 * box.height
    side.shape(group.shape.value, plan.margin, box.y + (box.height - mark) / 2, mark, on)
    x = plan.margin + mark + 0.22 * box.height
    others = "" if lying else _SPACE.join(line.text for line in group.others)
    across = plan.width - plan.margin - x
    word = fit(group.word.text, Face.PLAIN_BOLD, (across, 0.5 * box.height), Sizes(box.height * 0.9, box.height * 0.45))
    also = fit(others, Face.PLAIN, (across, 0.3 * box.height), Sizes(box.height * 0.45, box.height * 0.28))
    y = box.y + (box.height - word.height - also.height) / 2
    y += side.words(x, y, word, Face.PLAIN_BOLD, on, group.word.lang)
    side.words(x, y, also, Face.PLAIN, on)


# --- the back -------------------------------------------------------------------------------------


def back(card: Card) -> Side:
    """Draw the side that lies on the chest: whom to call, what to do, and the contact code; never the code of the door."""
    plan, face, side = card.plan, card.face, Side(card.mono)
    unit = plan.unit
    side.band(plan.width, plan.band)
    head = plan.back_head
    name = " ".join(filter(None, (face.given_name, face.family_name)))
    lying = plan.words is not None
    used = 0.0
    if card.shows(BadgePart.SUMMIT):
        title = card.sheet.summit.best(card.sheet.language)
        room = (head.width, 3.2 * unit if lying else 6.2 * unit)
        size = 6.5 * unit if lying else 12 * unit
        face_of = Face.PLAIN_BOLD if lying else Face.DISPLAY_BOLD
        used = side.words(head.x, head.y, fit(title, face_of, room, Sizes(size, 0.6 * size)), face_of, SEA)
    owner = fit(name, Face.PLAIN, (head.width, head.height - used), Sizes(8.5 * unit if not lying else 7 * unit, 5 * unit))
    side.words(head.x, head.y + used, owner, Face.PLAIN, SOFT)
    _notes(card, side)
    if card.shows(BadgePart.CONTACT) and face.contact_url:
        box = plan.contact
        side.code(box.x, box.y, box.width, face.contact_url, face.contact_url, badge=False)
        _beside_contact(card, side)
    return side


def _joined(lines: Iterable[Line]) -> Line:
    return Line(_SPACE.join(line.text for line in lines))


def _notes(card: Card, side: Side) -> None:
    """Whom to call and what to do, as large as all of it has room."""
    plan, sheet = card.plan, card.sheet
    blocks = [emergency_lines(card)] if card.shows(BadgePart.EMERGENCY) else []
    blocks += sheet.back.notes if card.shows(BadgePart.NOTES) else ()
    if card.shows(BadgePart.PROGRAMME) and sheet.back.programme_url and plan.words is None:
        blocks.append((_joined(sheet.back.programme_words), Line(sheet.back.programme_url.removeprefix("https://").rstrip("/"))))
    blocks = [block for block in blocks if block]
    most = 9.5 * plan.unit if plan.words is None else 7 * plan.unit
    while blocks:
        lines = [(line, Face.PLAIN if place else Face.PLAIN_BOLD) for block in blocks for place, line in enumerate(block)]
        gaps = [0.55 if place == 0 and number else 0.0 for number, block in enumerate(blocks) for place in range(len(block))]
        fitted = fit_all(tuple((line.text, face) for line, face in lines), plan.notes.room, most, sum(gaps))
        if fitted[0].size >= min(_LEAST_NOTE, most) or len(blocks) == 1:
            side.paragraphs(plan.notes, lines, fitted, gaps)
            return
        blocks.pop()  # a small card has no room for all; the emergency comes first and always stays


def _beside_contact(card: Card, side: Side) -> None:
    plan, box = card.plan, card.plan.contact_words
    lines = [(line, Face.PLAIN_BOLD) for line in card.sheet.back.contact_words]
    if not lines:
        return
    most = 9.0 * plan.unit if plan.words is None else 5.5 * plan.unit
    fitted = fit_all(tuple((line.text, face) for line, face in lines), box.room, most)
    high = sum(text.height for text in fitted)
    y = box.y + ((box.height - high) / 2 if plan.words is None else 0)
    side.paragraphs(Box(box.x, y, box.width, high), lines, fitted, [0.0] * len(lines))
