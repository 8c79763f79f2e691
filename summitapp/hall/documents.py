"""Paper of the hall, tagged, and the plan as a workbook. What stands on it arrives as data with its words."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from summitapp.core.paper import press, press_to
from summitapp.core.sheets import Cell, Sheet, write_xlsx

TABLES: Final = "hall/tables.typ"
SIGNS: Final = "hall/signs.typ"
ROSTER: Final = "hall/roster.typ"
POCKET: Final = "hall/pocket.typ"
BRIEFING: Final = "hall/briefing.typ"


def lay_out(template: str, data: Mapping[str, Any]) -> bytes:
    """Return one of the papers as a tagged PDF.

    :raises LayingOutFailed: if it could not be laid out.
    """
    return press(template, data)


def lay_out_to(target: Path, template: str, data: Mapping[str, Any]) -> None:
    """Write one of the papers to a file, without ever holding it.

    :raises LayingOutFailed: if it could not be laid out.
    """
    press_to(target, template, data)


def write_plan(title: str, above: Sequence[str], heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return the plan as a workbook with one table."""
    return write_xlsx([Sheet(title, heads, rows, above)])
