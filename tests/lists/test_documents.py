"""Lists on paper and in workbooks, read back by programs that share no code with ours."""

import io
import unicodedata

import openpyxl
import pypdfium2
import pytest

from summitapp.core import sheets
from summitapp.lists import documents
from summitapp.lists.values import Listing, ListKind, Print, Row, Section

WORDS = {"page": "Seite {page} von {pages}", "reason": "Grund", "part": "Delegation"}
AROUND = Print("Gipfel der Partnerstädte İzmir", "Fassung 3", "Stand: Montag, 4. Oktober 2027, 14:30", "Nur für Deniz Aksu", WORDS)
# Turkish, German, and the neighbours whose names come to such a summit.
LETTERS = "ÄÖÜäöüßẞÇçĞğİıŞşÂâÎîÛûÉéÈèÑñÅåØøÆæŁłȘșȚțĄąĆćĘęŃńŚśŹźŻżČčĎďĚěŇňŘřŠšŤťŮůŽžĀāĒēĢģĪīĶķĻļŅņŪūŐőŰű"


def protocol(*names: str) -> Listing:
    rows = tuple(Row(f"r{place}", (str(place), name, "Oberbürgermeister", "Köln", "Leitung")) for place, name in enumerate(names, 1))
    return Listing(ListKind.PROTOCOL, "de", "Rangliste", ("Nr.", "Name", "Funktion", "Stadt", "Rolle"),
                   (Section("Leitungen der Delegationen", rows, "Partnerstädte sind gleichrangig."),), ("Alphabetisch: Türkisch.",))


def bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).replace("\ufffe", "-").replace("\u200b", "").split())


def texts(pdf: bytes) -> list[str]:
    return [bare(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(pdf)]


def test_each_page_says_which_list_it_is_of_when_and_for_whom() -> None:
    pdf = documents.lay_out(protocol(*(f"Işıl Ağaoğlu {number}" for number in range(90))), AROUND)
    found = texts(pdf)
    assert len(found) > 1
    for number, text in enumerate(found, 1):
        for words in ("Rangliste", AROUND.summit, AROUND.version, AROUND.as_of, AROUND.recipient, f"Seite {number} von {len(found)}"):
            assert bare(words) in text, (number, words)
    page = pypdfium2.PdfDocument(pdf)[0]
    assert page.get_width() > page.get_height()
    assert bare("Partnerstädte sind gleichrangig.") in found[0] and bare("Alphabetisch: Türkisch.") in found[0]


def test_no_letter_of_a_name_is_lost_and_the_paper_is_tagged() -> None:
    pdf = documents.lay_out(protocol(*(LETTERS[start:start + 16] for start in range(0, len(LETTERS), 16)), "Siobhán O'Brien", "Wu"), AROUND)
    text = "".join(texts(pdf))
    for start in range(0, len(LETTERS), 16):
        assert LETTERS[start:start + 16] in text
    assert b"/StructTreeRoot" in pdf and b"pdfuaid:part>1" in pdf


def test_names_are_never_markup_and_long_ones_never_cut() -> None:
    wild, long = "#panic() *b* $x$ @ref", "Donaudampfschifffahrtsgesellschaftskapitän" * 3
    text = "".join(texts(documents.lay_out(protocol(wild, long), AROUND)))
    assert bare(wild) in text and long in text


def test_equal_lists_give_equal_bytes() -> None:
    assert documents.lay_out(protocol("A"), AROUND) == documents.lay_out(protocol("A"), AROUND)


@pytest.mark.parametrize("name", ["=HYPERLINK(\"x\")", "+49 421", "@SUM", "-Ümit"])
def test_a_workbook_holds_text_and_runs_nothing(name: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheets.write_xlsx([documents.as_sheet(protocol(name), AROUND, {"r1": "Gastgeberin"})])))
    page = book.active
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows[0][0] == "Gipfel der Partnerstädte İzmir: Rangliste" and "Fassung 3" in rows[1][0]
    head = next(row for row in rows if row[0] == "Delegation")
    assert head[-1] == "Grund"
    line = rows[rows.index(head) + 1]
    assert line == ["Leitungen der Delegationen", "1", name, "Oberbürgermeister", "Köln", "Leitung", "Gastgeberin"]
    assert all(cell.data_type in ("s", "n") and not str(cell.value or "").startswith("{") for row in page.iter_rows() for cell in row)
