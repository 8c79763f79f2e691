"""A list as a PDF in landscape and as a sheet of a workbook."""

from collections.abc import Mapping
from typing import Any, Final

from summitapp.core.paper import press
from summitapp.core.sheets import Cell, Sheet
from summitapp.lists.values import Listing, ListKind, Print

_TEMPLATE: Final = "lists/list.typ"
#: How the columns share the width of the page.
_WIDTHS: Final[Mapping[ListKind, tuple[str, ...]]] = {
    ListKind.PARTICIPANTS: ("3", "4", "2", "4"),
    ListKind.EVERYONE: ("3", "3", "2", "3", "2", "2", "4", "2", "1"),
    ListKind.DELEGATIONS: ("4", "2", "5", "5"),
    ListKind.PROTOCOL: ("auto", "4", "5", "3", "3"),
    ListKind.NO_PHOTO: ("4", "3", "3", "2"),
    ListKind.DIET: ("4", "1"),
}


def sheet_data(listing: Listing, around: Print) -> dict[str, Any]:
    """Return what the template reads."""
    return {
        "language": listing.language, "title": listing.title, "summit": around.summit, "version": around.version,
        "as_of": around.as_of, "recipient": around.recipient, "words": dict(around.words), "heads": list(listing.heads),
        "widths": list(_WIDTHS[listing.kind]), "notes": list(listing.notes),
        "sections": [
            {"title": one.title, "why": one.why, "rows": [list(row.cells) for row in one.rows]} for one in listing.sections
        ],
    }  # fmt: skip


def lay_out(listing: Listing, around: Print) -> bytes:
    """Return the list as a tagged PDF, the same bytes for the same list.

    :raises LayingOutFailed: if it could not be laid out.
    """
    return press(_TEMPLATE, sheet_data(listing, around))


def as_sheet(listing: Listing, around: Print, reasons: Mapping[str, str]) -> Sheet:
    """Return the list as a table of text; the title of a section stands in a column of its own.

    :param reasons: registration → why it was put where it stands, shown beside the order of precedence.
    """
    parted = any(one.title for one in listing.sections)
    told = listing.kind is ListKind.PROTOCOL
    rows: list[list[Cell]] = []
    for section in listing.sections:
        for row in section.rows:
            cells: list[Cell] = [*([section.title] if parted else []), *row.cells]
            rows.append([*cells, reasons.get(row.reference, "")] if told else cells)
    heads = [*([around.words["part"]] if parted else []), *listing.heads, *([around.words["reason"]] if told else [])]
    above = [part for part in (
        f"{around.summit}: {listing.title}", f"{around.version} · {around.as_of}", around.recipient, *listing.notes,
    ) if part]  # fmt: skip
    return Sheet(listing.title, heads, rows, above)
