"""Tables for spreadsheets: CSV and XLSX that run nothing and come back as they went."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

#: A cell that begins so would be run as a formula by a spreadsheet.
_RUNS: Final = r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
_RISKY: Final = re.compile(rf"'*\s*{_RUNS}")
_GUARDED: Final = re.compile(rf"''*\s*{_RUNS}")
#: Plain numbers and telephone numbers (E.164) begin like a formula and are none.
_HARMLESS: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
BYTE_ORDER_MARK: Final = "\ufeff"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv; charset=utf-8"
Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its title (at most 31 characters are shown), its headings, its rows, and lines above it."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    above: Sequence[str] = ()


def guarded(text: str) -> str:
    """Return a cell of a CSV that no spreadsheet takes for a formula; an apostrophe stands before it if need be."""
    return f"'{text}" if _RISKY.match(text) and not _HARMLESS.fullmatch(text) else text


def unguarded(text: str) -> str:
    """Take back what :func:`guarded` did, and nothing else."""
    return text[1:] if _GUARDED.match(text) else text


def write_csv(heads: Sequence[str], rows: Iterable[Sequence[Cell]], separator: str = ",") -> bytes:
    """Return a table as CSV in UTF-8 with the mark by which a spreadsheet knows it."""
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow([guarded(head) for head in heads])
    writer.writerows([guarded(_as_text(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def write_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook. Text stays text whatever it looks like; numbers and dates are cells of their kind."""
    import xlsxwriter  # 60 ms that a web worker spends when somebody exports

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "remove_timezone": True,
    })  # fmt: skip
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "title": book.add_format({"bold": True, "font_size": 14}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "time": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        "text": book.add_format({"num_format": "@"}),
    }
    for sheet in sheets:
        _fill(book.add_worksheet(_tab(sheet.title)), sheet, formats)
    book.close()
    return out.getvalue()


def _tab(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", title).strip("' ")[:31] or "1"


def _fill(page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    for number, line in enumerate(sheet.above):
        page.write_string(number, 0, _clean(line), formats["title"] if number == 0 else None)
    top = len(sheet.above) + (1 if sheet.above else 0)
    for column, head in enumerate(sheet.heads):
        page.write_string(top, column, _clean(head), formats["head"])
    for number, row in enumerate(sheet.rows, start=top + 1):
        for column, cell in enumerate(row):
            _write(page, number, column, cell, formats)
    for column in range(len(sheet.heads)):
        widest = max([len(sheet.heads[column]), *(len(_as_text(row[column])) for row in sheet.rows[:500])])
        page.set_column(column, column, min(max(widest + 2, 8), 50))
    page.freeze_panes(top + 1, 0)
    if sheet.rows:
        page.autofilter(top, 0, top + len(sheet.rows), max(len(sheet.heads) - 1, 0))


def _write(page: Any, row: int, column: int, cell: Cell, formats: dict[str, Any]) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, datetime):
        page.write_datetime(row, column, cell, formats["time"])
    elif isinstance(cell, date):
        page.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), formats["date"])  # noqa: DTZ001
    elif isinstance(cell, str):
        page.write_string(row, column, _clean(cell), formats["text"])
    else:
        page.write_number(row, column, cell)


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("", text)[:32_000]
