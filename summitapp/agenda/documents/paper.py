"""The programme on paper: A4, by day, tagged so that it can be read aloud."""

from dataclasses import dataclass
from typing import Any, Final

from summitapp.core.paper import press

_TEMPLATE: Final = "agenda/programme.typ"


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One session in the words of the reader's language. :param mark: ``cancelled``, ``moved``, ``break`` or empty."""

    time: str
    title: str
    place: str
    cast: str = ""
    notes: str = ""
    mark: str = ""
    mark_text: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class PaperDay:
    """A day with its sessions."""

    title: str
    rows: tuple[PaperRow, ...]


@dataclass(frozen=True, slots=True)
class PaperProgramme:
    """A whole programme, every word in one language.

    :param stands: version, date and zone in one line, on each page. :param page: ``Page {page} of {pages}``.
    """

    language: str
    title: str
    summit: str
    dates: str
    motto: str
    stands: str
    page: str
    address: str
    notes: tuple[str, ...]
    days: tuple[PaperDay, ...]


def sheet_data(programme: PaperProgramme) -> dict[str, Any]:
    """Return what the template reads."""
    return {
        **{name: getattr(programme, name) for name in
           ("language", "title", "summit", "dates", "motto", "stands", "page", "address")},
        "notes": list(programme.notes),
        "days": [
            {"title": day.title, "rows": [
                {name: getattr(row, name) for name in PaperRow.__slots__} for row in day.rows
            ]}
            for day in programme.days
        ],
    }  # fmt: skip


def lay_out_programme(programme: PaperProgramme) -> bytes:
    """Return the programme as a tagged PDF, equal bytes for an equal programme.

    :raises LayingOutFailed: if it could not be laid out.
    """
    return press(_TEMPLATE, sheet_data(programme))
