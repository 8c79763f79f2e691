"""The lists for the doors when nothing else works: on A4 with boxes to tick, and as a workbook that comes back."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from summitapp.core.paper import press
from summitapp.core.sheets import Sheet, write_xlsx
from summitapp.core.text import fold
from summitapp.core.workbooks import pages
from summitapp.desk.values import Group, NoTickList, PackSheet, Tick

_TEMPLATE: Final = "desk/pack.typ"
COLUMNS: Final = ("serial", "name", "delegation", "category", "time")


def _title(sheet: PackSheet, group: Group) -> str:
    return group.name.best(sheet.language) if group.name else sheet.alone


def sheet_data(sheet: PackSheet) -> dict[str, Any]:
    """Return what the template reads."""
    return {
        "language": sheet.language, "summit": sheet.summit, "title": sheet.title, "as_of": sheet.as_of,
        "words": dict(sheet.words),
        "groups": [
            {"title": _title(sheet, group), "people": [
                {"name": _listed_name(one.family_name, one.given_name), "function": one.function,
                 "category": one.category.best(sheet.language), "serial": one.serial or "–"} for one in group.people
            ]} for group in sheet.groups
        ],
    }  # fmt: skip


def _listed_name(family: str, given: str) -> str:
    return ", ".join(part for part in (family, given) if part)


def pack_pdf(sheet: PackSheet) -> bytes:
    """Return the lists as a tagged PDF.

    :raises LayingOutFailed: if they could not be laid out.
    """
    return press(_TEMPLATE, sheet_data(sheet))


def pack_xlsx(sheet: PackSheet) -> bytes:
    """Return the same lists as a workbook; only the column for the time is empty."""
    rows = [
        (one.serial, _listed_name(one.family_name, one.given_name), _title(sheet, group), one.category.best(sheet.language), "")
        for group in sheet.groups for one in group.people
    ]  # fmt: skip
    above = (f"{sheet.summit}: {sheet.title}", sheet.as_of, sheet.words["hint"])
    return write_xlsx([Sheet(sheet.title, [sheet.words[column] for column in COLUMNS], rows, above)])


def read_ticks(body: bytes, serials: Collection[str], times: Collection[str]) -> list[Tick]:
    """Return the lines of a list that came back which have a time.

    :param serials: what the column of the badge may be called. :param times: what that of the time may be called.
    :raises NoTickList: if it is none of ours. :raises Unreadable: if it is no workbook that can be read.
    """
    found, known = [], False
    for _name, rows in pages(body):
        top = next((number for number, row in enumerate(rows) if _has(row, serials) and _has(row, times)), None)
        if top is None:
            continue
        known = True
        badge, at = _place(rows[top], serials), _place(rows[top], times)
        found += [
            Tick(number, row[badge].strip(), row[at].strip()) for number, row in enumerate(rows[top + 1:], top + 2)
            if max(badge, at) < len(row) and row[at].strip()
        ]
    if not known:
        raise NoTickList
    return found


def _has(row: Sequence[str], names: Collection[str]) -> bool:
    return any(fold(cell) in names for cell in row)


def _place(row: Sequence[str], names: Collection[str]) -> int:
    return next(number for number, cell in enumerate(row) if fold(cell) in names)
