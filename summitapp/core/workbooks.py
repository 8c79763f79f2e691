"""Opening workbooks that strangers send: measured before anything is unpacked, and again while it is.

What a reader of workbooks is then given is a copy made here, of the parts a table needs. So it cannot meet a part whose
real size differs from the announced one, an entity, or a cell at the end of the world for which it would make room.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from summitapp.core.errors import DomainError
from summitapp.core.text import N_

MOST_UNPACKED: Final = 20 * 1024 * 1024
MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 100
MOST_IN_A_CELL: Final = 2_000
ZIP: Final = b"PK\x03\x04"
COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_MOST_PARTS: Final = 1_000
_STEP: Final = 64 * 1024
#: Title rows may stand above the list.
_LOWEST: Final = MOST_ROWS + 50
_LOCAL: Final = struct.Struct("<4s5H3I2H")
#: The parts without which there is no table; pictures, macros, themes and remarks are not even unpacked.
_NEEDED: Final = re.compile(r"(?:\[Content_Types\]\.xml|_rels/\.rels|xl/(?:_rels/)?workbook\.xml(?:\.rels)?"
                            r"|xl/(?:sharedStrings|styles)\.xml|xl/worksheets/[^/]+\.xml)", re.IGNORECASE)  # fmt: skip
_CELL: Final = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
Value = str | int | float | bool | date | time | timedelta
Page = tuple[str, list[list[str]]]


class Unreadable(DomainError):
    """A file that cannot be taken for a list."""

    code = "unreadable"
    status = 422
    message = N_("We cannot read this file as a list. Please save it as XLSX or CSV and try again.")


class UnpacksTooLarge(Unreadable):
    """The workbook is small when packed and without measure when unpacked."""

    code = "unpacks_too_large"
    message = N_("This workbook is too large when it is unpacked. Please copy the list into a new workbook.")


class TooManyRows(Unreadable):
    """More rows than a list may have."""

    code = "too_many_rows"
    message = N_("A list may have %(most)s rows at most, and there is something further down in this one. "
                 "Please take a part of it.")  # fmt: skip


class TooManyColumns(Unreadable):
    """More columns than a list may have."""

    code = "too_many_columns"
    message = N_("A list may have %(most)s columns at most, and there is something further right in this one.")


class PasswordProtected(Unreadable):
    """The workbook is encrypted."""

    code = "password_protected"
    message = N_("This workbook is protected by a password. Please save it without one and try again.")


class OldWorkbook(Unreadable):
    """A workbook of before 2007."""

    code = "old_workbook"
    message = N_("This is a workbook of the old kind (.xls). Please save it as .xlsx or CSV and try again.")


class OtherWorkbook(Unreadable):
    """An OpenDocument or Numbers file."""

    code = "other_workbook"
    message = N_("This is a workbook of another program. Please save it as .xlsx or CSV and try again.")


class BrokenWorkbook(Unreadable):
    """Looks like a workbook and is damaged, or made to harm."""

    code = "broken_workbook"
    message = N_("This workbook is damaged. Please open it, save it anew as .xlsx and try again.")


def is_workbook(body: bytes) -> bool:
    """Return whether the bytes begin like a workbook of any kind, readable or not."""
    return body.startswith((ZIP, COMPOUND))


def pages(body: bytes) -> Iterator[Page]:
    """Return each visible page of a workbook with its name and its cells as text, from the first row and column on.

    :raises Unreadable: in words, for what is no XLSX, is encrypted, damaged, or larger than a list can be.
    """
    if body.startswith(COMPOUND):
        raise PasswordProtected if _ENCRYPTED in body else OldWorkbook
    clean = _copy(body)
    try:
        book = CalamineWorkbook.from_filelike(clean)
        for page in book.sheets_metadata:
            if page.typ is SheetTypeEnum.WorkSheet and page.visible is SheetVisibleEnum.Visible:
                sheet = book.get_sheet_by_name(page.name)
                rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
                _spread(rows, sheet.merged_cell_ranges or [])
                yield page.name, [[as_text(cell) for cell in row] for row in rows]
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise BrokenWorkbook from error


def _spread(rows: list[list[Any]], merged: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Let what stands in cells merged downwards hold for every row they span, as the one who merged them meant it."""
    for (top, left), (bottom, _right) in merged[: MOST_ROWS * 2]:
        if top >= len(rows) or left >= len(rows[top]) or rows[top][left] == "":
            continue
        for row in rows[top + 1 : bottom + 1]:
            if row[left] == "":
                row[left] = rows[top][left]


def as_text(cell: Value) -> str:
    """Return a cell as somebody would write it: whole numbers without a point, dates as ISO 8601."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)[: MOST_IN_A_CELL + 1]


# --- the copy that can be trusted ------------------------------------------------------------------


def _copy(body: bytes) -> io.BytesIO:
    parts = _parts(body)
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise OtherWorkbook if {"mimetype", "Index/Document.iwa", "xl/workbook.bin"} & names else BrokenWorkbook
    needed = [part for part in parts if _NEEDED.fullmatch(part.filename)]
    if sum(part.file_size for part in needed) > MOST_UNPACKED:
        raise UnpacksTooLarge
    clean, left = io.BytesIO(), MOST_UNPACKED
    with zipfile.ZipFile(clean, "w", zipfile.ZIP_STORED) as target:
        for part in needed:
            text = b"".join(_unpack(body, part, left))
            left -= len(text)
            _measure(text)
            target.writestr(part.filename, text)
    clean.seek(0)
    return clean


def _parts(body: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, RuntimeError, struct.error, UnicodeDecodeError) as error:
        raise BrokenWorkbook from error
    if len(parts) > _MOST_PARTS:
        raise UnpacksTooLarge
    if len({part.filename for part in parts}) != len(parts):
        raise BrokenWorkbook
    if any(part.flag_bits & 0x1 for part in parts):
        raise PasswordProtected
    return parts


def _unpack(body: bytes, part: zipfile.ZipInfo, most: int) -> Iterator[bytes]:
    """Unpack one part in steps and stop at the limit, whatever size its directory announces."""
    start = _start_of(body, part)
    packed = memoryview(body)[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        if len(packed) > most:
            raise UnpacksTooLarge
        yield bytes(packed)
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise BrokenWorkbook
    engine, size, rest = zlib.decompressobj(-zlib.MAX_WBITS), 0, bytes(packed)
    try:
        while not engine.eof:
            piece = engine.decompress(rest, _STEP)
            size += len(piece)
            if size > most:
                raise UnpacksTooLarge
            if not piece and not engine.unconsumed_tail:
                break
            yield piece
            rest = engine.unconsumed_tail
    except zlib.error as error:
        raise BrokenWorkbook from error


def _start_of(body: bytes, part: zipfile.ZipInfo) -> int:
    """Return where the bytes of a part begin: behind its own header, whose length only it knows."""
    try:
        signature, *_rest, name, extra = _LOCAL.unpack_from(body, part.header_offset)
    except struct.error as error:
        raise BrokenWorkbook from error
    if signature != ZIP:
        raise BrokenWorkbook
    return int(part.header_offset + _LOCAL.size + name + extra)


def _measure(text: bytes) -> None:
    """Read one part as XML: without a document type, so without entities, and with no cell beyond a list's bounds."""
    if text[:2] in (b"\xfe\xff", b"\xff\xfe"):
        raise BrokenWorkbook
    parser, bounds = expat.ParserCreate(), _Bounds()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = bounds.begin
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise BrokenWorkbook from error


def _refuse(*_: Any) -> None:
    raise BrokenWorkbook


class _Bounds:
    """Follows the cells of a page and stops where a list cannot reach; an empty cell with a colour is no cell."""

    def __init__(self) -> None:
        self.row, self.column = 0, 0

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            self.row = _number(attributes.get("r")) or self.row + 1
            self.column = 0
        elif name == "c":
            self._cell(attributes.get("r", ""))
        elif name in ("v", "is", "f"):
            if self.row > _LOWEST:
                raise TooManyRows(most=MOST_ROWS)
            if self.column > MOST_COLUMNS:
                raise TooManyColumns(most=MOST_COLUMNS)

    def _cell(self, place: str) -> None:
        if not place:
            self.column += 1
        elif found := _CELL.fullmatch(place):
            self.column, self.row = _column(found[1]), int(found[2])
        else:
            raise BrokenWorkbook


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 8 else 0
