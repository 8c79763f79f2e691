"""Tables for spreadsheets, read back by other programs."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitapp.core.sheets import Sheet, guarded, unguarded, write_csv, write_xlsx

cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=30)
printable = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cn", "Cc"]), min_size=1, max_size=20)
risky = st.builds(lambda head, tail: head + tail, st.sampled_from(["=", "+", "-", "@", "\t", " =", "'=", "''+", "＝"]), cells)


@given(st.lists(st.lists(st.one_of(cells, risky), min_size=2, max_size=2), max_size=5), st.sampled_from([",", ";"]))
def test_everything_comes_back_and_nothing_is_run(rows: list[list[str]], separator: str) -> None:
    text = write_csv(["Code", "Name"], rows, separator).decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    assert found[0] == ["Code", "Name"]
    for written, read in zip(rows, found[1:], strict=True):
        for before, after in zip(written, read, strict=True):
            assert unguarded(after) == before
            harmless = after.lstrip("+-").replace(".", "").replace(",", "").isdecimal()
            assert harmless or not after.lstrip(" ").startswith(("=", "+", "-", "@", "\t"))


@pytest.mark.parametrize("text", ["+494213610", "-5", "3,5", "+90232.5"])
def test_numbers_and_telephone_numbers_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


def test_a_spreadsheet_sees_turkish_letters() -> None:
    body = write_csv(["Şehir"], [["İzmir"]])
    assert body.startswith(b"\xef\xbb\xbf")
    assert body.decode("utf-8-sig") == "Şehir\r\nİzmir\r\n"


@given(st.lists(st.builds(lambda head, tail: head + tail, st.sampled_from(["", "=", "+", "-", "@", " ="]), printable),
                min_size=1, max_size=4))  # fmt: skip
def test_text_in_a_workbook_is_text_whatever_it_looks_like(texts: list[str]) -> None:
    body = write_xlsx([Sheet("Liste: [1]", ["A"], [[text] for text in texts])])
    page = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]
    for written, (cell,) in zip(texts, page.iter_rows(min_row=2), strict=True):
        assert cell.data_type != "f"
        assert str(cell.value) == written


def test_dates_and_numbers_in_a_workbook_are_what_they_are() -> None:
    body = write_xlsx([Sheet("Liste", ["Tag", "Zahl"], [[date(2027, 10, 13), 7], [None, 1.5]], above=["Stand", "v 1"])])
    page = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]
    assert page["A1"].value == "Stand"
    assert page["A5"].value.date() == date(2027, 10, 13)
    assert page["B5"].value == 7
    assert page["A6"].value is None
