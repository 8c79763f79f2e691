"""The agenda as a file of another format."""

from summitapp.agenda import queries as agenda
from summitapp.agenda.models import subject_of
from summitapp.agenda.values import Programme
from summitapp.calendars.rules import uid_of
from summitapp.core import sheets
from summitapp.core.context import settings
from summitapp.core.text import Language
from summitapp.exchange import queries, rules
from summitapp.exchange.documents import Conference, write_json, write_xml
from summitapp.exchange.values import COLUMN_NAMES, Column, Known
from summitapp.summits.models import Summit

WRITERS = {"frab-xml": write_xml, "frab-json": write_json}


def write_schedule(summit: Summit, language: Language, form: str) -> bytes:
    """Return the public part of the last release as ``frab-xml`` or ``frab-json``."""
    programme = agenda.public_programme(summit)
    return WRITERS[form](_conference(summit, programme, language), programme, language)


def _conference(summit: Summit, programme: Programme, language: Language) -> Conference:
    address = f"{settings().base_url}/{language}/summits/{summit.slug}/"
    guids = {one.reference: uid_of(subject_of(one.reference)) for one in programme.placements}
    return Conference(
        summit.slug, summit.name, summit.starts_on, summit.ends_on, address, f"{address}sessions/", guids
    )  # fmt: skip


def write_draft(summit: Summit, language: Language, form: str = "xlsx") -> bytes:
    """Return the draft as a workbook, or as CSV, with headings in ``language``; an import knows it again."""
    known = sorted(queries.known_of(summit).values(), key=lambda one: (one.starts.isoformat() if one.starts else "~", one.code))
    heads = [COLUMN_NAMES[column][language] for column in Column]
    rows = [_typed(one, language) for one in known if not one.cancelled]
    if form == "csv":
        return sheets.write_csv(heads, rows)
    return sheets.write_xlsx([sheets.Sheet(summit.slug, heads, rows)])


def _typed(known: Known, language: Language) -> list[sheets.Cell]:
    cells: dict[Column, sheets.Cell] = dict(rules.worth(known))
    cells |= {Column.STARTS: known.starts, Column.ENDS: known.ends, Column.CAPACITY: known.text.capacity,
              Column.SPEAKERS: rules.cast_cell(known, language)}  # fmt: skip
    return [cells[column] for column in Column]
