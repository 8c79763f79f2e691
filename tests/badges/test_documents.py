"""Badges on paper, read back by programs that share no code with ours."""

import csv
import io
import string
import time
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from fontTools.ttLib import TTFont

from summitapp.badges import documents, rules
from summitapp.badges.documents import colours as sheet_module
from summitapp.badges.values import BackFace, BadgeFace, CategoryFace, Layout, Line, Sheet
from summitapp.core import paper
from summitapp.core.text import Translated
from summitapp.summits.values import COLOURS, ShapeName

HARD_NAMES = [
    ("Ayşe İnci", "Çağlayan"), ("İbrahim", "Iğdırlı"), ("Şükrü", "Öğüt"), ("Gülşah Yıldız", "Ünal"),
    ("Işıl", "Su"), ("Jürgen", "Weiß-Özdemir"), ("Clemens", "von der Heide"), ("Katharina", "Groß"),
    ("Nilüfer", "Kılıç-Krämer"), ("Līga", "Šķēps"), ("Siobhán", "O'Brien"), ("Wu", ""),
    ("Maria Anna Theresia Josepha Elisabeth Wilhelmine", "zu Hohenlohe-Waldenburg-Schillingsfürst"),
    ("Donaudampfschifffahrtsgesellschaftskapitänin", "Wolfeschlegelsteinhausenbergerdorff"),
    ("W" * 100, "M" * 100), ("Владимир", "Παπαδόπουλος"),
]
MARKUP = ("#panic()", "#strong[x] *b* $x$ <a> @ref \\u{41} \"q\"")
LATIN_EXTENDED_A = "".join(map(chr, range(0x100, 0x180)))
# Turkish, German, and the neighbours whose names come to such a summit.
OURS = string.ascii_letters + "ÄÖÜäöüßẞÇçĞğİıŞşÂâÎîÛûÉéÈèÑñÅåØøÆæŁłȘșȚțĄąĆćĘęŃńŚśŹźŻżČčĎďĚěŇňŘřŠšŤťŮůŽžĀāĒēĢģĪīĶķĻļŅņŪūŐőŰű"


CODE_TOP = (20 + 28) * 72 / 25.4


def _face(number: int, given: str, family: str, **more: object) -> BadgeFace:
    symbols = f"{number:024}"
    face = BadgeFace(
        token=symbols + rules.check_character(symbols), serial=f"KRS-{number}", given_name=given, family_name=family,
        category=CategoryFace(Line("Delegierte", "de"), (Line("Delege", "tr"), Line("Delegate", "en")),
                              "#0f4c6b", ShapeName.HEXAGON),
        function=Line("Leiterin der Abteilung Stadtgrün", "de"),
        function_translation=Line("Yeşil Alanlar Şube Müdürü", "tr"), city="Karşıyaka", languages=("de", "tr"),
        contact_url=f"https://summit.example.org/c/{number:018}",
    )
    return replace(face, **more)  # type: ignore[arg-type]


def _sheet(*faces: BadgeFace, layout: Layout = Layout.DESIGNED) -> Sheet:
    back = BackFace(emergency=(Line("Notfall: 112", "de"), Line("Acil: 112", "tr")), notes=((Line("Gefunden?", "de"),),),
                    programme_url="https://summit.example.org/de/summits/izmir-2027/agenda/",
                    programme_words=(Line("Programm", "de"), Line("Program", "tr")),
                    contact_words=(Line("In Kontakt bleiben", "de"),))
    return Sheet(Translated(de="Gipfel der Partnerstädte İzmir"), "14.–16. Oktober 2027", "İzmir", "de", faces, back, layout)


def _bare(text: str) -> str:
    """Join what a line break took apart; pdfium tells a hyphen at a line's end as U+FFFE."""
    text = unicodedata.normalize("NFC", text).replace("\ufffe", "-").replace("\u200b", "")
    return "".join(text.split())


def _text(document: pypdfium2.PdfDocument, page: int) -> str:
    return _bare(document[page].get_textpage().get_text_range())


def _codes(document: pypdfium2.PdfDocument, page: int) -> list[str]:
    picture = document[page].render(scale=300 / 72).to_pil()
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def test_every_hard_name_stands_whole_beside_its_own_code() -> None:
    faces = [_face(number, *name) for number, name in enumerate([*HARD_NAMES, MARKUP])]
    document = pypdfium2.PdfDocument(documents.lay_out(_sheet(*faces)))
    assert len(document) == 2 * len(faces)
    for number, face in enumerate(faces):
        text = _text(document, 2 * number)
        for word in (face.given_name, face.family_name, "Leiterin der Abteilung Stadtgrün",
                     "Yeşil Alanlar Şube Müdürü", "Karşıyaka", "Delegierte", "Delege", "DE", "TR", face.serial,
                     rules.grouped(face.token), "Gipfel der Partnerstädte İzmir"):
            assert _bare(word) in text, (word, text)
        assert _codes(document, 2 * number) == [face.token]


def test_nothing_of_a_long_name_leaves_the_page_or_reaches_the_code() -> None:
    face = _face(1, "W" * 200, "M" * 200, function=Line("Ö" * 200, "de"), function_translation=Line("Ş" * 200, "tr"),
                 city="İ" * 80, organisation="Ğ" * 80)
    page = pypdfium2.PdfDocument(documents.lay_out(_sheet(face)))[0]
    width, _height = page.get_size()
    text = page.get_textpage()
    boxes = {letter: [] for letter in "WMÖŞİĞ"}
    for place in range(text.count_chars()):
        letter = text.get_text_range(place, 1)
        if letter in boxes:
            boxes[letter].append(text.get_charbox(place))
    assert len(boxes["W"]) == 200 and len(boxes["Ğ"]) == 80
    for letter, found in boxes.items():
        for left, bottom, right, _top in found:
            assert left >= 0 and right <= width, letter
            assert bottom >= CODE_TOP, (letter, bottom)


def test_the_back_tells_whom_to_call_and_bears_the_contact_code_never_the_code_of_the_door() -> None:
    document = pypdfium2.PdfDocument(documents.lay_out(_sheet(_face(1, "Wu", ""))))
    text = _text(document, 1)
    assert "Notfall" in text and "112" in text and "Wu" in text and "Program" in text
    assert "summit.example.org/de/summits/izmir-2027/agenda" in text
    assert _codes(document, 1) == [f"https://summit.example.org/c/{1:018}"]


def test_the_folded_layout_holds_both_sides_on_one_sheet() -> None:
    document = pypdfium2.PdfDocument(documents.lay_out(_sheet(_face(1, "Işıl", "Su"), layout=Layout.FOLD)))
    assert len(document) == 1 and document[0].get_width() > document[0].get_height()
    assert len(_codes(document, 0)) == 2 and "Notfall" in _text(document, 0)


def test_equal_badges_give_equal_bytes() -> None:
    sheet = _sheet(*(_face(number, *name) for number, name in enumerate(HARD_NAMES)))
    assert documents.lay_out(sheet) == documents.lay_out(sheet)


def _known(font: str) -> set[int]:
    (file,) = (paper.FONTS / font).glob("*.ttf")
    return set(TTFont(file, lazy=True).getBestCmap())


@pytest.mark.parametrize(("face", "fallback"), [
    ("fraunces/600SemiBold", "noto-sans/700Bold"), ("fraunces/400Regular", "noto-sans/400Regular"),
    ("instrument-sans/600SemiBold", "noto-sans/700Bold"), ("instrument-sans/400Regular", "noto-sans/400Regular"),
])
def test_no_letter_of_a_european_name_is_missing_from_the_fonts(face: str, fallback: str) -> None:
    known = _known(face)
    assert [letter for letter in OURS if ord(letter) not in known] == []
    assert [letter for letter in LATIN_EXTENDED_A if ord(letter) not in known | _known(fallback)] == []


def test_all_those_letters_are_really_drawn() -> None:
    """PDF/UA refuses a glyph that is not there, and the print then falls back to plain PDF."""
    pdf = documents.lay_out(_sheet(_face(1, OURS, LATIN_EXTENDED_A, function=Line(OURS + LATIN_EXTENDED_A))))
    assert b"pdfuaid:part>1" in pdf
    assert _bare(OURS) in _text(pypdfium2.PdfDocument(pdf), 0)


def test_a_script_that_no_font_knows_does_not_hold_up_the_others() -> None:
    pdf = documents.lay_out(_sheet(_face(1, "吴", ""), _face(2, "Ayşe", "Çağlayan")))
    document = pypdfium2.PdfDocument(pdf)
    assert "Çağlayan" in _text(document, 2) and _codes(document, 0) == [_face(1, "", "").token]


def test_the_document_is_tagged_for_readers() -> None:
    pdf = documents.lay_out(_sheet(_face(1, "Ayşe", "Çağlayan")))
    assert b"pdfuaid:part>1" in pdf and b"/StructTreeRoot" in pdf


def test_parts_of_a_run_go_to_files_one_after_the_other(tmp_path: Path) -> None:
    faces = [_face(number, *HARD_NAMES[number % 12]) for number in range(501)]
    started = time.perf_counter()
    parts = list(documents.lay_out_many([_sheet(*faces[:500]), _sheet(*faces[500:])], tmp_path))
    took = time.perf_counter() - started
    assert [(path.name, number) for path, number in parts] == [("01.pdf", 500), ("02.pdf", 1)]
    assert [len(pypdfium2.PdfDocument(path)) for path, _ in parts] == [1000, 2]
    assert all(path.stat().st_mode & 0o077 == 0 for path, _ in parts)
    assert took < 10, "far beyond the two seconds promised for an idle machine"


def test_the_archive_names_its_files_in_order(tmp_path: Path) -> None:
    files = [tmp_path / "a", tmp_path / "b"]
    for file in files:
        file.write_bytes(b"%PDF " + file.name.encode())
    packs = [tmp_path / "one.zip", tmp_path / "two.zip"]
    for pack in packs:
        documents.archive(files, pack, "badges")
    assert zipfile.ZipFile(packs[0]).namelist() == ["badges-01.pdf", "badges-02.pdf"]
    assert zipfile.ZipFile(packs[0]).read("badges-02.pdf") == b"%PDF b" and packs[0].read_bytes() == packs[1].read_bytes()


def test_a_picture_of_a_code_is_read_whatever_its_text() -> None:
    svg = documents.qr_svg("0" * 25, badge=True)
    assert svg.startswith("<svg") and 'viewBox="0 0 33 33"' in svg


def test_the_list_for_a_printer_holds_the_token_and_runs_no_formula() -> None:
    face = _face(3, "=cmd()", "Yılmaz, \"Ali\"", city="+90")
    (row,) = csv.DictReader(io.StringIO(documents.badge_csv([("KRS-3", face)])))
    assert row == {"code": "KRS-3", "token": face.token, "given_name": "'=cmd()", "family_name": 'Yılmaz, "Ali"',
                   "function": "Leiterin der Abteilung Stadtgrün", "city": "'+90", "category": "Delegierte"}


def test_every_shape_and_colour_of_a_summit_can_be_printed() -> None:
    faces = [
        replace(_face(number, shape, colour), category=CategoryFace(Line(f"Kategori {shape}"), (), COLOURS[colour].light, shape))
        for number, (shape, colour) in enumerate(zip(ShapeName, COLOURS, strict=True))
    ]
    document = pypdfium2.PdfDocument(documents.lay_out(_sheet(*faces)))
    bands = {document[2 * number].render(scale=1).to_pil().getpixel((290, 410)) for number in range(len(faces))}
    assert len(bands) == len(COLOURS)


def test_what_stands_on_a_colour_of_a_summit_can_be_read() -> None:
    assert sheet_module.contrast("#ffffff", "#000000") == pytest.approx(21)
    assert sheet_module.ink_on("#ffe9a0") == "#16232c"
    for colour in COLOURS.values():
        assert sheet_module.contrast(sheet_module.ink_on(colour.light), colour.light) >= 4.5
