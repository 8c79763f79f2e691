"""Tables as text that strangers send: which letters, which separator, which row has the headings.

What counts as a heading is known to whoever asks: a list of people has others than a list of sessions.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Final

from summitapp.core.letters import read_text
from summitapp.core.sheets import unguarded
from summitapp.core.text import N_
from summitapp.core.workbooks import MOST_COLUMNS, MOST_IN_A_CELL, MOST_ROWS, TooManyColumns, TooManyRows, Unreadable

_SEPARATORS: Final = (";", ",", "\t", "|")
#: Titles, dates and greetings may stand above the headings.
LOOKED_AT: Final = 30
_PICTURES: Final = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_XML: Final = (b"<?xml", b"<html", b"<!doc", b"<!DOC", b"<HTML")
#: How many cells of a row are known as headings; 0 if it cannot be the row of headings.
Recognise = Callable[[Sequence[str]], int]


class CellTooLong(Unreadable):
    """One cell holds a whole document, as when a quotation mark is never closed."""

    code = "cell_too_long"
    message = N_("In row %(row)s a cell has more than %(most)s characters. Is a quotation mark missing?")


@dataclass(frozen=True, slots=True)
class Delimited:
    """The rows of a text, with what they were written in; rows and cells as a spreadsheet would count and show them."""

    rows: list[list[str]]
    encoding: str
    separator: str


def is_text(body: bytes) -> bool:
    """Return whether the bytes may be a table of text: neither a picture or a document, nor a page of markup."""
    return not (body.startswith(_PICTURES) or body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_XML))


def read_delimited(body: bytes, recognise: Recognise, longest: int = MOST_IN_A_CELL) -> Delimited:
    """Return a table of text; a line such as ``sep=;`` decides the separator, else the headings and lengths of rows do.

    :param longest: characters a cell may have.
    :raises Unreadable: in words, whatever is wrong.
    """
    if not is_text(body):
        raise Unreadable
    text, encoding = read_text(body)
    text = text.removeprefix("\ufeff")
    above, named = 0, text[:6].lower()
    if named.startswith("sep=") and named[4:5]:
        text, separator, above = text.partition("\n")[2], named[4], 1
    else:
        separator = max(_SEPARATORS, key=lambda one: _fit(text, one, recognise, longest))
    rows = [[unguarded(cell) for cell in row] for row in _records(text, separator, above, longest)]
    return Delimited(rows, encoding, separator)


def head_row(rows: Sequence[Sequence[str]], recognise: Recognise) -> int | None:
    """Return the row with the most known headings among the first ones, the first of equals."""
    known = [recognise(row) for row in rows[:LOOKED_AT]]
    most = max(known, default=0)
    if not most:
        return None
    best = known.index(most)
    return best if most > 1 or _alone(rows[best]) else None


def _alone(row: Iterable[str]) -> bool:
    """One known heading is enough only where nothing else stands beside it: a title may contain the word *name*."""
    return sum(bool(cell.strip()) for cell in row) == 1


def _fit(text: str, separator: str, recognise: Recognise, longest: int) -> tuple[int, int]:
    """Return how well a separator explains the beginning of a text: known headings, then rows of equal length."""
    rows: list[list[str]] = []
    with suppress(Unreadable):  # whoever reads all of it says what is wrong
        rows.extend(islice(_records(text[:200_000], separator, 0, longest), LOOKED_AT * 2))
    head = head_row(rows, recognise)
    if head is None:
        return 0, 0
    return recognise(rows[head]), sum(len(row) == len(rows[head]) for row in rows)


def _records(text: str, separator: str, above: int, longest: int) -> Iterator[list[str]]:
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
            if row and number > MOST_ROWS + LOOKED_AT:
                raise TooManyRows(most=MOST_ROWS)
            if any(len(cell) > longest for cell in row):
                raise CellTooLong(row=number, most=longest)
            yield row
    except csv.Error as error:
        raise CellTooLong(row=number + 1, most=longest) from error
