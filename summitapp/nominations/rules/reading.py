"""Finding the list in a file: which page, which row has the headings, which columns are there."""

from collections.abc import Sequence
from dataclasses import replace

from summitapp.core import workbooks
from summitapp.core.delimited import CellTooLong, head_row, read_delimited
from summitapp.core.workbooks import MOST_IN_A_CELL, MOST_ROWS, BrokenWorkbook, TooManyRows
from summitapp.nominations.rules import headings
from summitapp.nominations.values.importing import MOST_BYTES, Table
from summitapp.nominations.values.refusals import FileEmpty, FileTooLarge, NoHeadings, NoRows


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
    return _of_text(body)


def _of_workbook(body: bytes) -> Table:
    number, found, empty = 0, None, True
    for name, rows in workbooks.pages(body):
        number += 1
        empty = empty and not any(any(row) for row in rows)
        if found is None and (head := head_row(rows, headings.recognised)) is not None:
            found = replace(_cut(rows, head), sheet=name)
    if found is None:
        raise FileEmpty if number and empty else NoHeadings if number else BrokenWorkbook
    return _filled(replace(found, sheets=number))


def _of_text(body: bytes) -> Table:
    found = read_delimited(body, headings.recognised)
    head = head_row(found.rows, headings.recognised)
    if head is None:
        raise NoHeadings
    return _filled(replace(_cut(found.rows, head), encoding=found.encoding, separator=found.separator))


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
