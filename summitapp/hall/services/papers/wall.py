"""Paper for the hall: the plan of tables for the wall, a sign for each table, and the plan as a workbook."""

from itertools import groupby
from typing import Any

from summitapp.core.i18n import current_language, language_name
from summitapp.core.i18n import gettext as _
from summitapp.core.sheets import Cell
from summitapp.core.text import Language
from summitapp.hall import documents
from summitapp.hall.services.papers.frame import Hall, base, day, hall_of, houses, local, place, span
from summitapp.hall.values import TableMeeting
from summitapp.summits.models import Summit


def table_plan(summit: Summit) -> bytes:
    """Return the plan for the wall: a page for each slot, its tables with houses and cities, never a name."""
    return documents.lay_out(documents.TABLES, wall_data(hall_of(summit)))


def wall_data(hall: Hall) -> dict[str, Any]:
    """Return what the plan for the wall is laid out from."""
    summit, language = hall.summit, current_language()
    slots = [
        {"day": day(summit, some[0]), "time": span(summit, some[0]), "tables": [
            {"code": one.table, "room": place(hall.rooms, one), "houses": houses(one, language),
             "interpreted": _("interpreted") if one.interpreter is not None else ""} for one in some
        ]}
        for _slot, some in _grouped(hall, lambda one: (one.starts_at, one.slot), lambda one: (one.table_position, one.table))
    ]  # fmt: skip
    words = {"table": _("Table")}
    return {**base(summit, _("Who sits where"), hall.version), "words": words, "slots": slots}


def table_signs(summit: Summit) -> bytes:
    """Return a sign for each table: its number, large, and who comes when."""
    hall, language = hall_of(summit), current_language()
    tables = [
        {"code": some[0].table, "room": place(hall.rooms, some[0]), "days": [
            {"day": name, "lines": [{"time": span(summit, one), "houses": houses(one, language)} for one in part]}
            for name, part in ((name, [*part]) for name, part in groupby(some, key=lambda one: day(summit, one)))
        ]}
        for _table, some in _grouped(hall, lambda one: (one.table_position, one.table), lambda one: one.starts_at)
    ]  # fmt: skip
    data = {**base(summit, _("Signs for the tables"), hall.version), "words": {"table": _("Table")}, "tables": tables}
    return documents.lay_out(documents.SIGNS, data)


def _grouped(hall: Hall, by: Any, then: Any) -> list[tuple[Any, list[TableMeeting]]]:
    ordered = sorted(hall.meetings, key=lambda one: (by(one), then(one)))
    return [(key, [*some]) for key, some in groupby(ordered, key=by)]


def plan_sheet(summit: Summit) -> bytes:
    """Return the plan as a workbook, a row for each person at each table; for the team, with names."""
    hall, language = hall_of(summit), current_language()
    heads = [_("Day"), _("From"), _("Until"), _("Table"), _("Room"), _("Meeting"), _("State"), _("Name"), _("Function"),
             _("Organisation"), _("City"), _("Language"), _("Interpreter")]  # fmt: skip
    rows = [row for one in hall.meetings for row in _rows(hall, one, language)]
    facts = base(summit, _("Plan of meetings"), hall.version)
    above = (f"{facts['summit']}: {facts['title']}", " · ".join(part for part in (facts["version"], facts["made"]) if part))
    return documents.write_plan(_("Plan of meetings"), above, heads, rows)


def _rows(hall: Hall, meeting: TableMeeting, language: Language) -> list[list[Cell]]:
    summit = hall.summit
    starts, ends = local(summit, meeting.starts_at), local(summit, meeting.ends_at)
    state = {"provisional": _("Provisional"), "confirmed": _("Confirmed")}[meeting.state.value]
    head: list[Cell] = [starts.date(), f"{starts:%H:%M}", f"{ends:%H:%M}", meeting.table, place(hall.rooms, meeting),
                        meeting.reference, state]  # fmt: skip
    interpreter = meeting.interpreter.full if meeting.interpreter is not None else ""
    return [
        [*head, *(("", "") if one.hidden else (one.name.list_form, one.function)), one.organisation, one.city.best(language),
         language_name(meeting.language), interpreter]
        for one in meeting.seated
    ]  # fmt: skip
