"""The list for the door of a session, on paper and as a sheet."""

from typing import Final

from summitapp.core.paper import press
from summitapp.core.sheets import Cell, Sheet, write_xlsx
from summitapp.enrolment.values import DoorList

_TEMPLATE: Final = "enrolment/door.typ"


def lay_out(listed: DoorList) -> bytes:
    """Return the list as a tagged PDF with a box to tick before each name.

    :raises LayingOutFailed: if it could not be laid out.
    """
    return press(_TEMPLATE, listed.as_data())


def write_sheet(listed: DoorList) -> bytes:
    """Return the list as a workbook with one table."""
    rows: list[list[Cell]] = [
        [number, line.name, line.body, line.code, line.state]
        for number, line in enumerate((*listed.seated, *listed.waiting), start=1)
    ]
    heads = [listed.words["number"], *listed.heads, listed.words["state"]]
    return write_xlsx([Sheet(listed.title, heads, rows, (f"{listed.summit}: {listed.title}", listed.moment))])
