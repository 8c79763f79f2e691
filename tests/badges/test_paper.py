"""Every badge of 300 people with hard names, on every paper: the name whole, the code read by zbar, nothing over anything."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pytest

from summitapp.badges import documents, rules
from summitapp.badges.documents import fitting, symbols
from summitapp.badges.documents.cards import back, card_of, front
from summitapp.badges.documents.drawing import Item
from summitapp.badges.values import (
    FORMATS,
    PAPERS,
    STANDARD,
    BackFace,
    BadgeFace,
    BadgePart,
    CategoryFace,
    Layout,
    Line,
    Sheet,
)
from summitapp.core import paper
from summitapp.core.paper import Face
from summitapp.core.text import Translated
from summitapp.summits.values import ShapeName
from tests.rig import paper as reader

PEOPLE = 300
GIVEN = (
    "İbrahim", "Işıl", "Iğdır", "ığdır İlker", "Şükrü", "Gülşah Yıldız", "Ayşe Nur İnci", "Jürgen", "Maximilian-Alexander",
    "Maria Anna Theresia Josepha Elisabeth Wilhelmine", "Wu", "O", "Nguyễn Thị", "Þórdís", "Siobhán", "Līga", "C̣arol", "J̌an", "K̄ama",
    "Ĳsbrand", "Ŋaara", "Ǥábbá", "Ɖela", "Jean-Luc", "D’Artagnan", "Xochitl", "Ṭāhā", "Ḥusayn", "Ǧamāl", "Zoë",
)
FAMILY = (
    "Weiß", "GROẞ", "Straßenbauer-Großmann", "Özdemiroğulları", "Çağlayan", "Kılıç-Krämer", "von der Heide", "",
    "zu Hohenlohe-Waldenburg-Schillingsfürst", "Wolfeschlegelsteinhausenbergerdorff", "Šķēps", "O'Brien", "Ångström",
    "Müller-Lüdenscheidt-Kleinschmidt", "Ağaoğlu", "Łukaszewicz", "Dvořák", "Nagy-Kővári", "Ţepeş", "Șerban", "Ħabibi",
    "Guðmundsdóttir", "Al-Ḫwārizmī", "Ñuñez", "Çelik Iğdırlı", "Ġużeppi", "Łŷsko", "Æbelø", "Œuvrard", "d'Été",
)
LONG = ("W" * 200, "Maria " * 33, "Donaudampfschifffahrtsgesellschaftskapitän" * 4, "ıİğŞ" * 50)


def _person(number: int) -> BadgeFace:
    given, family = GIVEN[number % 30], FAMILY[(number // 30 + 7 * number) % 30]
    if number % 75 == 74:
        given, family = LONG[number // 75].strip()[:200], "M" * 60
    symbols_ = f"{number:024}"
    return BadgeFace(
        token=symbols_ + rules.check_character(symbols_), serial=f"K{number:05}", given_name=given, family_name=family,
        category=CategoryFace(Line("Delegationsleitung", "de"), (Line("Heyet başkanı", "tr"), Line("Head of delegation", "en")),
                              "#a23c25", list(ShapeName)[number % len(ShapeName)]),
        function=Line(("Leiterin der Abteilung Stadtgrün", "Bürgermeister", "F" * 90)[number % 3], "de"),
        function_translation=Line("Kentsel Yeşil Alanlar Şube Müdürü", "tr") if number % 2 else None,
        city=("Karşıyaka", "Bremerhaven", "")[number % 3], organisation=("Stadt Köln", "")[number % 2],
        languages=(("de", "tr", "en"), ("de",), ())[number % 3], photo_mark=Line("Keine Fotos, bitte", "de") if number % 2 else None,
        contact_url=f"https://summit.example.org/c/{number:018}",
        design=replace(STANDARD, both_sides=number % 3 != 0) if number % 2 else STANDARD,
    )  # fmt: skip


def _sheet(layout: Layout, faces: tuple[BadgeFace, ...]) -> Sheet:
    three = (Line("Gefunden? Bitte bringen Sie dieses Schild zum Empfang.", "de"), Line("Bulduysanız kayıt masasına getirin.", "tr"),
             Line("Found? Please bring this badge to the registration desk.", "en"))
    back_face = BackFace(notes=(three,) * 3, emergency=(Line("Notfall: 112", "de"), Line("Acil: 112", "tr")),
                         programme_url="https://summit.example.org/de/summits/izmir-2027/agenda/",
                         programme_words=(Line("Das Programm", "de"),), contact_words=(Line("In Kontakt bleiben", "de"),))
    name = Translated(de="Deutsch-türkischer Gipfel der Partnerstädte İzmir")
    return Sheet(name, "14.–16. Oktober 2027", "İzmir", "de", faces, back_face, layout)


def _bare(text: str) -> str:
    text = unicodedata.normalize("NFC", text).replace("\ufffe", "-").replace("\u200b", "")
    return "".join(text.split())


FACES = tuple(_person(number) for number in range(PEOPLE))


@pytest.mark.slow
@pytest.mark.parametrize("layout", PAPERS)
def test_every_badge_is_whole_and_its_code_is_read_by_zbar(layout: Layout) -> None:
    pdf = documents.lay_out(_sheet(layout, FACES))
    texts = [_bare(text) for text in reader.texts(pdf)]
    all_text = "\n".join(texts)
    for face in FACES:
        for word in (face.given_name, face.family_name, face.function.text if face.function else ""):
            assert _bare(word) in all_text, (layout, face.serial, word)
    fronts = [place for place, text in enumerate(texts) if "Delegationsleitung" in text]
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for start in range(0, len(fronts), 60):
        images = [document[page].render(scale=300 / 72, grayscale=True).to_pil().convert("L") for page in fronts[start:start + 60]]
        found += [code for codes in reader.codes(images) for code in codes]
    tokens = [code for code in found if not code.startswith("https://")]
    assert sorted(tokens) == sorted(face.token for face in FACES)


@pytest.mark.parametrize("layout", [Layout.A6, Layout.CR80, Layout.LABEL_90X54])
def test_the_contact_code_is_read_from_the_back_and_the_code_of_the_door_is_not_there(layout: Layout) -> None:
    faces = tuple(replace(face, design=STANDARD) for face in FACES[:12])
    pdf = documents.lay_out(_sheet(layout, faces))
    backs = reader.page_codes(pdf)[1::2]
    assert backs == [[face.contact_url] for face in faces]
    assert not any(face.token[:10] in text for face in faces for text in reader.texts(pdf)[1::2])


def _boxes(items: list[Item]) -> Iterator[tuple[float, float, float, float]]:
    """The rectangles in which words stand, measured line by line."""
    for item in items:
        if item[0] == "t":
            _kind, x, y, size, face, _colour, _lang, lines = item
            for number, line in enumerate(lines):
                top = y + number * fitting.LINE * size * fitting.POINT
                yield x, top, x + paper.width(line, Face(face)) * size * fitting.POINT, top + fitting.LINE * size * fitting.POINT


@pytest.mark.parametrize("layout", PAPERS)
def test_no_word_leaves_the_card_or_touches_a_code_or_another_word(layout: Layout) -> None:
    width, height = FORMATS[layout].card
    for face in FACES:
        card = card_of(_sheet(layout, ()), face)
        for side in (front(card), back(card)):
            words = list(_boxes(side.read))
            codes = [(x, y, x + size, y + size) for kind, x, y, size, *_ in side.read if kind == "q"]
            assert len(codes) == 1
            for place, (left, top, right, bottom) in enumerate(words):
                assert left >= 0 and top >= 0 and right <= width and bottom <= height + 0.05, (face.serial, layout, words[place])
                for other in [*codes, *words[place + 1:]]:
                    apart = right <= other[0] + 0.05 or other[2] <= left + 0.05 or bottom <= other[1] + 0.05 or other[3] <= top + 0.05
                    assert apart, (face.serial, layout, words[place], other)


@pytest.mark.parametrize("layout", [Layout.A6, Layout.CR80, Layout.LABEL_62X100])
def test_what_is_drawn_is_where_it_was_reckoned(layout: Layout) -> None:
    """The compiler agrees with our measures: no letter lies beyond the card or over the code, as PDFium sees it."""
    face = replace(FACES[149], design=STANDARD)
    document = pypdfium2.PdfDocument(documents.lay_out(_sheet(layout, (face,))))
    card = card_of(_sheet(layout, ()), face)
    code = card.plan.code
    page, text = document[0], document[0].get_textpage()
    width, height = page.get_size()
    for place in range(text.count_chars()):
        if text.get_text_range(place, 1).isspace():
            continue
        left, bottom, right, top = text.get_charbox(place)
        assert left >= -0.5 and right <= width + 0.5 and bottom >= -0.5 and top <= height + 0.5
        x, y = left / 72 * 25.4, (height - bottom) / 72 * 25.4
        assert not (code.x < x < code.right - 0.5 and code.y + 0.5 < y < code.bottom - 0.5), text.get_text_range(place, 1)


def test_a_duplex_sheet_has_each_back_behind_its_front() -> None:
    faces = tuple(replace(face, design=STANDARD) for face in FACES[:6])
    document = pypdfium2.PdfDocument(documents.lay_out(_sheet(Layout.FOUR_UP, faces)))
    assert len(document) == 4

    def where(page: int) -> dict[str, tuple[bool, bool]]:
        found = {}
        for left in (True, False):
            for upper in (True, False):
                width, height = document[page].get_size()
                part = document[page].get_textpage().get_text_bounded(
                    0 if left else width / 2, height / 2 if upper else 0, width / 2 if left else width, height if upper else height / 2)
                for face in faces:
                    name = _bare(face.given_name + face.family_name)
                    if name and name in _bare(part):
                        found[face.serial] = (left, upper)
        return found

    fronts, backs = where(0), where(1)
    assert len(fronts) == len(backs) == 4
    assert backs == {serial: (not left, upper) for serial, (left, upper) in fronts.items()}


def test_a_label_says_nothing_by_colour_alone() -> None:
    side = front(card_of(_sheet(Layout.LABEL_62X100, ()), FACES[1]))
    colours = {colour for item in (*side.forms, *side.read) for colour in item if isinstance(colour, str) and colour.startswith("#")}
    assert colours == {"#000000", "#ffffff"}


def test_parts_that_a_design_leaves_out_are_not_there() -> None:
    bare = replace(FACES[1], design=replace(STANDARD, parts=frozenset()))
    text = reader.texts(documents.lay_out(_sheet(Layout.A6, (bare,))))
    assert bare.given_name in text[0] and "Delegationsleitung" in text[0]
    for word in ("Bürgermeister", "Kentsel", "Bremerhaven", "Keine Fotos", "Gipfel", "112", "Gefunden"):
        assert word not in text[0] + text[1], word
    one_sided = replace(FACES[1], design=replace(STANDARD, both_sides=False))
    assert "112" in reader.texts(documents.lay_out(_sheet(Layout.LABEL_62X100, (one_sided,))))[0], "no back to say it on"
    assert BadgePart.EMERGENCY in one_sided.design.parts


def test_our_symbols_are_those_of_the_library_cell_by_cell() -> None:
    from qrcode import QRCode

    texts = ["https://a.de/c/x", "https://summit.example.org/c/0123456789ABCDEFGH", "ABC123", "a" * 90, "http://x.example/" + "z" * 100]
    for text in texts:
        for level in (symbols.LEVEL_M, symbols.LEVEL_Q):
            version = next(one for one in range(1, 10) if symbols.modules(text, one, level))
            code = QRCode(version=version, error_correction=level, border=0, mask_pattern=symbols.MASK)
            code.add_data(text, optimize=0)
            code.make(fit=False)
            assert symbols.modules(text, version, level) == ["".join("1" if cell else "0" for cell in row) for row in code.get_matrix()]
    assert symbols.modules("x" * 300, 9, symbols.LEVEL_M) is None


@pytest.mark.parametrize("text", ["Wu", "von der Heide", "W" * 200, "Maria " * 30, "ıİğŞ " * 40])
@pytest.mark.parametrize("room", [(89.0, 25.0), (40.0, 8.0), (20.0, 4.0)])
def test_a_text_is_fitted_whole_into_any_room(text: str, room: tuple[float, float]) -> None:
    made = fitting.fit(text, Face.DISPLAY_BOLD, room, fitting.Sizes(50, 18))
    assert "".join(made.lines).replace(" ", "") == text.replace(" ", "")
    fits = made.height <= room[1] + 0.01
    assert fits or made.size == 2.0, "only where not even letters of 2 points have room"
    assert all(paper.width(line, Face.DISPLAY_BOLD) * made.size * fitting.POINT <= room[0] + 0.01 for line in made.lines)


def test_marks_stay_with_their_letters() -> None:
    assert fitting.clusters("C̣a\u0308b") == ["C̣", "a\u0308", "b"]
