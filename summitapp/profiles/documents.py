"""The list of profiles as a table for spreadsheets."""

from collections.abc import Iterable, Sequence

from summitapp.core.sheets import Cell, Sheet, write_csv, write_xlsx


def write_workbook(title: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], above: Sequence[str]) -> bytes:
    """Return the list as a workbook with one table."""
    return write_xlsx([Sheet(title, heads, rows, above)])


def write_text(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the list as CSV."""
    return write_csv(heads, rows, ";")
