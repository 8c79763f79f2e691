"""Opening workbooks of strangers: what they hold, and what they cannot do to us."""

import io
import json
import struct
import subprocess
import sys
import textwrap
import zipfile
import zlib
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from summitapp.core.workbooks import (
    BrokenWorkbook,
    OldWorkbook,
    OtherWorkbook,
    PasswordProtected,
    TooManyColumns,
    TooManyRows,
    UnpacksTooLarge,
    Unreadable,
    pages,
)
from summitapp.nominations.rules.reading import read_table
from summitapp.nominations.values.importing import MOST_BYTES
from summitapp.nominations.values.refusals import FileEmpty, FileTooLarge, NoHeadings
from tests.rig.places import ROOT

HEADS = ["Ad", "Soyad", "E-posta"]


def book(*rows: list[object], **cells: object) -> bytes:
    """Return a workbook as openpyxl writes it."""
    made = openpyxl.Workbook()
    page = made.active
    for row in rows:
        page.append(row)
    for place, value in cells.items():
        page[place] = value
    return saved(made)


def saved(made: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def first(body: bytes) -> list[list[str]]:
    return next(iter(pages(body)))[1]


def test_numbers_dates_and_truths_are_as_somebody_would_write_them() -> None:
    row = ["Işıl", 7, 494213610000.0, 4.942136e11, 1.5, date(2027, 10, 13), datetime(2027, 10, 13, 9, 30), time(9, 0), True]
    assert first(book(row)) == [[
        "Işıl", "7", "494213610000", "494213600000", "1.5", "2027-10-13", "2027-10-13 09:30", "09:00:00", "true",
    ]]  # fmt: skip


def test_text_that_looks_like_a_formula_stays_text() -> None:
    made = openpyxl.Workbook()
    for place, text in enumerate(("=1+1", "+49 421 361", "-5", "@SUM(A1)", "'=x"), 1):
        cell = made.active.cell(1, place)
        cell.value, cell.data_type = text, "s"
    assert first(saved(made)) == [["=1+1", "+49 421 361", "-5", "@SUM(A1)", "'=x"]]


def test_what_stands_in_merged_cells_holds_for_each_row() -> None:
    made = openpyxl.Workbook()
    page = made.active
    page.append(["Heyet listesi"])
    page.merge_cells("A1:C1")
    page.append(["Ad", "Soyad", "Kurum"])
    page.append(["Işıl", "Su", "Belediye"])
    page.append(["Can", "Öz", None])
    page.merge_cells("C3:C4")
    table = read_table(saved(made))
    assert table.heads == ("Ad", "Soyad", "Kurum")
    assert table.rows == ((3, ("Işıl", "Su", "Belediye")), (4, ("Can", "Öz", "Belediye")))


def test_the_first_page_with_headings_is_taken_and_hidden_ones_are_not() -> None:
    made = openpyxl.Workbook()
    made.active.title = "Deckblatt"
    made.active.append(["Delegation", "Bremen"])
    hidden = made.create_sheet("Alt")
    hidden.append(HEADS)
    hidden.append(["Nie", "Mand", "x@example.org"])
    hidden.sheet_state = "hidden"
    page = made.create_sheet("Liste")
    page.append(HEADS)
    page.append(["Işıl", "Su", "isil@example.org"])
    other = made.create_sheet("Presse")
    other.append(HEADS)
    other.append(["Can", "Öz", "can@example.org"])
    table = read_table(saved(made))
    assert (table.sheet, table.sheets, len(table.rows)) == ("Liste", 3, 1)


def test_colour_at_the_end_of_the_world_is_no_cell() -> None:
    made = openpyxl.Workbook()
    made.active.append(HEADS)
    made.active.append(["Işıl", "Su", "isil@example.org"])
    made.active["XFD1048576"].fill = PatternFill("solid", "00FF00")
    assert len(read_table(saved(made)).rows) == 1


@pytest.mark.parametrize(("place", "refusal"), [("XFD1", TooManyColumns), ("CW2", TooManyColumns), ("A1048576", TooManyRows),
                                                ("A5100", TooManyRows), ("XFD1048576", TooManyRows)])  # fmt: skip
def test_a_word_at_the_end_of_the_world_is_refused(place: str, refusal: type[Unreadable]) -> None:
    with pytest.raises(refusal):
        read_table(book(HEADS, ["Işıl", "Su", "x"], **{place: "far"}))


def repacked(body: bytes, **parts: bytes) -> bytes:
    """Return a workbook with some of its parts replaced; ``__`` stands for a slash, ``_xml`` for the ending."""
    out = io.BytesIO()
    replaced = {name.replace("__", "/").replace("_xml", ".xml"): text for name, text in parts.items()}
    with zipfile.ZipFile(io.BytesIO(body)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, replaced.get(name, source.read(name)))
    return out.getvalue()


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr">
<is><t>&b;</t></is></c></row></sheetData></worksheet>"""
OUTSIDE = LAUGHS.replace(b'"haha"', b'SYSTEM "file:///etc/passwd"')


@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE])
def test_entities_are_refused(text: bytes) -> None:
    with pytest.raises(BrokenWorkbook):
        read_table(repacked(book(HEADS), xl__worksheets__sheet1_xml=text))


def test_a_cell_that_does_not_say_where_it_stands_is_refused() -> None:
    text = LAUGHS.split(b"]>")[1].replace(b"&b;", b"x").replace(b'r="A1"', b'r="&#65;1x"')
    with pytest.raises(BrokenWorkbook):
        read_table(repacked(book(HEADS), xl__worksheets__sheet1_xml=text))


@pytest.mark.parametrize(("body", "refusal"), [
    (b"", FileEmpty), (b"  \r\n ", FileEmpty), (b"PK\x03\x04" + b"x" * 100, BrokenWorkbook), (b"%PDF-1.7 Ad;Soyad", Unreadable),
    (b"\x89PNG\r\n\x1a\n" + bytes(9), Unreadable), (b"<html><body>Ad;Soyad</body></html>", Unreadable),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), OldWorkbook),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), PasswordProtected),
    (b"x" * (MOST_BYTES + 1), FileTooLarge), (book(HEADS)[:-300], BrokenWorkbook), (book(), FileEmpty),
    (book(["Farbe", "Zahl"], ["rot", 1]), NoHeadings),
])  # fmt: skip
def test_what_is_no_list_is_refused_in_words(body: bytes, refusal: type[Unreadable]) -> None:
    with pytest.raises(refusal) as caught:
        read_table(body)
    assert type(caught.value) is refusal


def test_another_program_s_workbook_is_named() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(OtherWorkbook):
        read_table(out.getvalue())


def test_an_encrypted_part_is_a_password() -> None:
    body = bytearray(book(HEADS))
    with zipfile.ZipFile(io.BytesIO(bytes(body))) as archive:
        end = archive.start_dir
    flags = end + 8
    body[flags] |= 1
    with pytest.raises(PasswordProtected):
        read_table(bytes(body))


# --- bombs: in a process of its own, under a limit, so that it would die if it took what it is offered ---------------


def bomb(size: int = 600 * 1024 * 1024) -> bytes:
    """Return a workbook of less than a megabyte whose page unpacks to ``size`` bytes, and says so."""
    start = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    engine = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    step = b" " * (1024 * 1024)
    packed = [engine.compress(start), *(engine.compress(step) for _ in range(size // len(step))), engine.flush()]
    return _with_page(b"".join(packed), size + len(start))


def liar(size: int = 600 * 1024 * 1024) -> bytes:
    """Return the same with a directory that announces a hundred bytes."""
    body = bomb(size)
    real = struct.pack("<I", size + 99)
    return body.replace(real, struct.pack("<I", 100))


def _with_page(packed: bytes, size: int) -> bytes:
    """Put a page into a workbook whose bytes are packed already."""
    plain = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book(HEADS))) as source, zipfile.ZipFile(plain, "w") as target:
        for name in source.namelist():
            if name != "xl/worksheets/sheet1.xml":
                target.writestr(name, source.read(name))
    with zipfile.ZipFile(io.BytesIO(plain.getvalue())) as source:
        entries = [(info.filename, source.read(info), 0, info.file_size) for info in source.infolist()]
    entries.append(("xl/worksheets/sheet1.xml", packed, 8, size))
    out, directory = io.BytesIO(), b""
    for name, body, method, whole in entries:
        check = zlib.crc32(body) if method == 0 else 0
        shared = struct.pack("<HHHHHIIIHH", 20, 0, method, 0, 33, check, len(body), whole, len(name), 0)
        place = out.tell()
        out.write(b"PK\x03\x04" + shared + name.encode() + body)
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + shared + struct.pack("<HHHII", 0, 0, 0, 0, place) + name.encode()
    start = out.tell()
    out.write(directory + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, len(entries), len(entries), len(directory), start, 0))
    return out.getvalue()


_CHILD = textwrap.dedent("""
    import json, resource, sys
    from summitapp.nominations.rules.reading import read_table
    from summitapp.nominations.values.refusals import Unreadable
    body = open(sys.argv[1], "rb").read()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    resource.setrlimit(resource.RLIMIT_AS, (400 * 2**20, 400 * 2**20))
    try:
        read_table(body)
        code = "read"
    except Unreadable as error:
        code = error.code
    print(json.dumps({"code": code, "grown": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024}))
""")


def outcome_in_a_child(path: Path) -> dict[str, object]:
    run = subprocess.run([sys.executable, "-c", _CHILD, str(path)], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    found: dict[str, object] = json.loads(run.stdout)
    return found


@pytest.mark.parametrize("kind", ["announced", "hidden", "far", "laughs"])
def test_a_bomb_gets_a_clear_answer_and_costs_no_memory(kind: str, tmp_path: Path) -> None:
    made = {
        "announced": (bomb, UnpacksTooLarge), "hidden": (liar, UnpacksTooLarge),
        "far": (lambda: book(HEADS, XFD1048576="x"), TooManyRows),
        "laughs": (lambda: repacked(book(HEADS), xl__worksheets__sheet1_xml=LAUGHS), BrokenWorkbook),
    }[kind]  # fmt: skip
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(made[0]())  # type: ignore[operator]
    assert path.stat().st_size < MOST_BYTES
    told = outcome_in_a_child(path)
    assert told["code"] == made[1].code
    assert float(str(told["grown"])) < 70, told


def test_pictures_charts_tables_and_remarks_do_not_disturb() -> None:
    from openpyxl.chart import BarChart, Reference
    from openpyxl.comments import Comment
    from openpyxl.worksheet.table import Table as NamedTable

    made = openpyxl.Workbook()
    made.create_chartsheet("Chart", 0)
    page = made.worksheets[0]
    for row in (HEADS, ["Işıl", "Su", "isil@example.org"], ["Can", "Öz", "can@example.org"]):
        page.append(row)
    page.add_table(NamedTable(displayName="Liste", ref="A1:C3"))
    page["A2"].comment = Comment("not for us", "somebody")
    chart = BarChart()
    chart.add_data(Reference(page, min_col=1, min_row=1, max_row=3))
    page.add_chart(chart, "F5")
    page["C2"].hyperlink = "mailto:isil@example.org"
    assert [row for _number, row in read_table(saved(made)).rows] == [
        ("Işıl", "Su", "isil@example.org"), ("Can", "Öz", "can@example.org"),
    ]  # fmt: skip
