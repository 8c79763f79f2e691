"""Finding the list in a file: any table that can be written in any of the dialects is read back as it was."""

import csv
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitapp.core.delimited import CellTooLong
from summitapp.core.sheets import Sheet, write_csv, write_xlsx
from summitapp.core.workbooks import MOST_ROWS, TooManyColumns, TooManyRows, Unreadable
from summitapp.nominations.rules.reading import read_table
from summitapp.nominations.values.refusals import NoHeadings, NoRows

HEADS = ("Ad", "Soyad", "E-posta", "Görev")
LETTERS = "abcİıIişğÜßÄö;,\t|\"'\n =+-@€ 1"
CELLS = st.text(LETTERS, max_size=12).map(str.strip)
ROWS = st.lists(st.tuples(st.text("Aaİıßş", min_size=1, max_size=8), CELLS, CELLS, CELLS), min_size=1, max_size=6)


def plain(cell: str) -> str:
    return "\n".join(cell.splitlines())


@settings(max_examples=80, deadline=None)
@given(ROWS, st.sampled_from(";,\t|"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]),
       st.integers(0, 3), st.booleans())  # fmt: skip
def test_any_text_table_is_read_back(rows: list[tuple[str, ...]], separator: str, encoding: str, above: int, quoted: bool) -> None:
    out = io.StringIO(newline="")
    out.write("Heyet listesi\r\n\r\n" * above)
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerows([HEADS, *rows])
    table = read_table(out.getvalue().encode(encoding))
    assert (table.heads, table.separator, table.head_row) == (HEADS, separator, 2 * above + 1)
    assert [tuple(map(plain, row)) for _number, row in table.rows] == [
        tuple(plain(cell[1:] if cell.startswith("''") else _freed(cell)) for cell in row) for row in rows
    ]


def _freed(cell: str) -> str:
    from summitapp.core.sheets import unguarded

    return unguarded(cell)


@settings(max_examples=40, deadline=None)
@given(ROWS, st.integers(0, 2))
def test_any_workbook_of_openpyxl_is_read_back(rows: list[tuple[str, ...]], above: int) -> None:
    book = openpyxl.Workbook()
    for _ in range(above):
        book.active.append(["Heyet listesi"])
    for number, row in enumerate([HEADS, *rows], above + 1):
        for place, text in enumerate(row, 1):
            cell = book.active.cell(number, place)
            if text:
                cell.value, cell.data_type = text, "s"
    out = io.BytesIO()
    book.save(out)
    table = read_table(out.getvalue())
    assert table.heads == HEADS
    assert [tuple(map(plain, row)) for _number, row in table.rows] == [tuple(map(plain, row)) for row in rows]


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_what_we_write_ourselves_is_read_back_in_both_kinds(rows: list[tuple[str, ...]]) -> None:
    for body in (write_csv(HEADS, rows), write_csv(HEADS, rows, ";"), write_xlsx([Sheet("Heyet", HEADS, rows)])):
        assert [tuple(map(plain, row)) for _number, row in read_table(body).rows] == [tuple(map(plain, row)) for row in rows]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda body: b"PK\x03\x04" + body))
def test_no_bytes_end_in_anything_but_a_list_or_a_clear_refusal(body: bytes) -> None:
    try:
        read_table(body)
    except Unreadable as error:
        assert error.message


def test_titles_empty_rows_and_repeated_headings_are_left_out() -> None:
    table = read_table("Zirve;;\n\n;;\nAd;Soyad;E-posta\n\nIşıl;Su;a@example.org\nAd;Soyad;E-posta\n;;\nCan;Öz;b@example.org\n".encode())
    assert (table.head_row, [number for number, _row in table.rows]) == (4, [6, 9])


def test_a_line_that_names_the_separator_is_understood() -> None:
    table = read_table(b"sep=;\r\nName;Mail\r\nWu, Li;wu@example.org\r\n")
    assert (table.separator, table.head_row, table.rows) == (";", 2, ((3, ("Wu, Li", "wu@example.org")),))


def test_a_heading_of_two_lines_is_two_languages() -> None:
    table = read_table('"Vorname\nAd";"Nachname\nSoyad"\nIşıl;Su\n'.encode())
    assert table.heads == ("Vorname / Ad", "Nachname / Soyad")


def test_sensitive_columns_are_empty_before_anybody_can_keep_them() -> None:
    table = read_table("Ad;Soyad;Alerji;Not\nIşıl;Su;Fındık;x\n;;Süt;\n".encode())
    assert table.rows == ((2, ("Işıl", "Su", "", "x")),)


@pytest.mark.parametrize(("text", "refusal"), [
    ("Farbe;Zahl\nrot;1", NoHeadings), ("Ad;Soyad\n;\n", NoRows), ("Ad;Soyad\n" + "x;" * 101 + "y", TooManyColumns),
    ("Ad;Soyad\n" + "a;b\n" * (MOST_ROWS + 1), TooManyRows), ('Ad;Soyad\n"' + "x" * 3000, CellTooLong),
    ('Ad;Soyad\n"' + "x;y\n" * 60000, CellTooLong),
])  # fmt: skip
def test_tables_without_measure_are_refused_in_words(text: str, refusal: type[Unreadable]) -> None:
    with pytest.raises(refusal):
        read_table(text.encode())
