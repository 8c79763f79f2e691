"""Lists of registrations as text for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

#: A cell that begins so would be run as a formula by a spreadsheet.
_RUNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
BYTE_ORDER_MARK: Final = "\ufeff"


def guarded(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; a guard stands before it if need be."""
    return f"'{text}" if text.lstrip(" ").startswith(_RUNS) else text


def write_csv(heads: Sequence[str], rows: Iterable[Sequence[str]], separator: str = ",") -> bytes:
    """Return the list as CSV in UTF-8 with the mark by which a spreadsheet knows it."""
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow([guarded(head) for head in heads])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode()
