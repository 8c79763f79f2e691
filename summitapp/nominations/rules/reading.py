"""Finding the list in a file: which encoding, which separator, which page, which row has the headings."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import Final

from summitapp.core import workbooks
from summitapp.core.sheets import unguarded
from summitapp.core.workbooks import (
    MOST_COLUMNS,
    MOST_IN_A_CELL,
    MOST_ROWS,
    BrokenWorkbook,
    TooManyColumns,
    TooManyRows,
    Unreadable,
)
from summitapp.nominations.rules import headings, letters
from summitapp.nominations.values.importing import MOST_BYTES, Table
from summitapp.nominations.values.refusals import CellTooLong, FileEmpty, FileTooLarge, NoHeadings, NoRows

_SEPARATORS: Final = (";", ",", "\t", "|")
#: Titles, dates and greetings may stand above the headings.
_LOOKED_AT: Final = 30
_PICTURES: Final = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_XML: Final = (b"<?xml", b"<html", b"<!doc", b"<!DOC", b"<HTML")


def read_table(body: bytes) -> Table:
    """Return the list in a file, XLSX or text; what the file calls itself is not asked.

    :raises Unreadable: in words, whatever is wrong.
    """
    if len(body) > MOST_BYTES:
        raise FileTooLarge
    if not body.strip():
        raise FileEmpty
    if workbooks.is_workbook(body):
        return _of_workbook(body)
    if body.startswith(_PICTURES) or body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_XML):
        raise Unreadable
    return _of_text(body)


def _of_workbook(body: bytes) -> Table:
    number, found, empty = 0, None, True
    for name, rows in workbooks.pages(body):
        number += 1
        empty = empty and not any(any(row) for row in rows)
        if found is None and (head := _head_row(rows)) is not None:
            found = replace(_cut(rows, head), sheet=name)
    if found is None:
        raise FileEmpty if number and empty else NoHeadings if number else BrokenWorkbook
    return _filled(replace(found, sheets=number))


def _of_text(body: bytes) -> Table:
    text, encoding = letters.read_text(body)
    text = text.removeprefix("\ufeff")
    named = text[:6].lower()
    if named.startswith("sep=") and named[4:5]:
        text = text.partition("\n")[2]
        return _filled(_with(text, named[4], encoding, above=1))
    best = max(_SEPARATORS, key=lambda separator: _fit(text, separator))
    return _filled(_with(text, best, encoding))


def _fit(text: str, separator: str) -> tuple[int, int]:
    """Return how well a separator explains the beginning of a text: known headings, then rows of equal length."""
    rows: list[list[str]] = []
    with suppress(Unreadable):  # whoever reads all of it says what is wrong
        rows.extend(islice(_records(text[:200_000], separator, 0), _LOOKED_AT * 2))
    head = _head_row(rows)
    if head is None:
        return 0, 0
    return headings.recognised(rows[head]), sum(len(row) == len(rows[head]) for row in rows)


def _with(text: str, separator: str, encoding: str, above: int = 0) -> Table:
    rows = list(_records(text, separator, above))
    head = _head_row(rows)
    if head is None:
        raise NoHeadings
    freed = [[unguarded(cell) for cell in row] for row in rows]
    return replace(_cut(freed, head), encoding=encoding, separator=separator)


def _records(text: str, separator: str, above: int) -> Iterator[list[str]]:
    """Return the rows of a text; a quoted cell may have several lines and still is one row, as a spreadsheet counts.

    :param above: empty rows to put before the first, for lines that were taken away.
    """
    yield from ([] for _ in range(above))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    number = above
    try:
        for row in reader:
            number += 1
            while row and not row[-1].strip():
                row.pop()
            if len(row) > MOST_COLUMNS:
                raise TooManyColumns(most=MOST_COLUMNS)
            if row and number > MOST_ROWS + _LOOKED_AT:
                raise TooManyRows(most=MOST_ROWS)
            if any(len(cell) > MOST_IN_A_CELL for cell in row):
                raise CellTooLong(row=number, most=MOST_IN_A_CELL)
            yield row
    except csv.Error as error:
        raise CellTooLong(row=number + 1, most=MOST_IN_A_CELL) from error


def _head_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the row with the most known headings among the first ones, the first of equals."""
    known = [headings.recognised(row) for row in rows[:_LOOKED_AT]]
    most = max(known, default=0)
    if not most:
        return None
    best = known.index(most)
    return best if most > 1 or _alone(rows[best]) else None


def _alone(row: Iterable[str]) -> bool:
    """One known heading is enough only where nothing else stands beside it: a title may contain the word *name*."""
    return sum(bool(cell.strip()) for cell in row) == 1


def _cut(rows: Sequence[Sequence[str]], head: int) -> Table:
    """Return the table below the headings, without empty rows and without headings that are repeated on each page.

    A column is there if it has a heading or a cell. What stands in columns on diet, health and access is left behind
    here, so that nothing further on can keep it.
    """
    below = [
        (number, row) for number, row in enumerate(rows[head + 1 :], head + 2)
        if any(cell.strip() for cell in row) and row != rows[head]
    ]  # fmt: skip
    width = max([_width(rows[head]), *(_width(row) for _number, row in below)])
    heads = tuple(_one_line(cell) for cell in _wide(rows[head], width))
    hidden = [headings.is_sensitive(title) for title in heads]
    kept = (
        (number, tuple("" if hide else cell for cell, hide in zip(_wide(row, width), hidden, strict=True)))
        for number, row in below
    )
    return Table(heads, tuple((number, row) for number, row in kept if any(cell.strip() for cell in row)), head + 1)


def _width(row: Sequence[str]) -> int:
    return max((place for place, cell in enumerate(row, 1) if cell.strip()), default=0)


def _wide(row: Sequence[str], width: int) -> tuple[str, ...]:
    return (*row[:width], *("" for _ in range(width - len(row))))


def _one_line(cell: str) -> str:
    """Return a heading on one line; lines of their own are often the same in two languages."""
    return " / ".join(" ".join(line.split()) for line in cell.splitlines() if line.strip())


def _filled(table: Table) -> Table:
    if len(table.rows) > MOST_ROWS:
        raise TooManyRows(most=MOST_ROWS)
    if not table.rows:
        raise NoRows(row=table.head_row)
    for number, row in table.rows:
        if any(len(cell) > MOST_IN_A_CELL for cell in row):
            raise CellTooLong(row=number, most=MOST_IN_A_CELL)
    return table
