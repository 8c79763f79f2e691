"""Paper for people: an interpreter's roster, and a delegate's schedule for the pocket."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby
from typing import Any, Final

from summitapp.accounts.documents import qr_svg
from summitapp.core.context import settings
from summitapp.core.i18n import current_language, language_name, said, speaking
from summitapp.core.i18n import gettext as _
from summitapp.core.text import as_language
from summitapp.hall import documents
from summitapp.hall.services.papers.frame import Hall, base, day, hall_of, houses, person, place, span, tongue
from summitapp.hall.values import TableMeeting
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit

#: A pause this long is told as a rest.
REST: Final = timedelta(minutes=15)


def roster(summit: Summit) -> bytes:
    """Return when each interpreter works at which table, between which languages, and when they rest."""
    hall = hall_of(summit)
    working = sorted((one for one in hall.meetings if one.interpreter is not None), key=lambda one: one.interpreter_reference)
    people = [_shifts(hall, [*some]) for _who, some in groupby(working, key=lambda one: one.interpreter_reference)]
    words = {"time": _("Time"), "table": _("Table"), "who": _("Who meets"), "language": _("Language"), "rest": _("Rest"),
             "languages": _("Works between: %(languages)s")}  # fmt: skip
    facts = base(summit, _("Interpreters at the tables"), hall.version) | {"empty": _("No interpreter is needed at a table.")}
    return documents.lay_out(documents.ROSTER, {**facts, "words": words, "people": sorted(people, key=lambda one: one["name"])})


def _shifts(hall: Hall, some: Sequence[TableMeeting]) -> dict[str, Any]:
    summit, language = hall.summit, current_language()
    ordered = sorted(some, key=lambda one: one.starts_at)
    name = ordered[0].interpreter
    assert name is not None
    days = []
    for told, part in groupby(ordered, key=lambda one: day(summit, one)):
        lines: list[dict[str, Any]] = []
        before: TableMeeting | None = None
        for one in part:
            if before is not None and one.starts_at - before.ends_at >= REST:
                minutes = int((one.starts_at - before.ends_at).total_seconds() // 60)
                lines.append({"rest": _("Rest: %(minutes)s minutes", minutes=minutes)})
            where = ", ".join(part for part in (one.table, place(hall.rooms, one)) if part)
            spoken = dict.fromkeys(code for sitter in one.seated for code in (sitter.languages or (sitter.language,)))
            lines.append({"time": span(summit, one), "table": where, "who": houses(one, language), "rest": "",
                          "language": " – ".join(language_name(code) for code in spoken)})  # fmt: skip
            before = one
        days.append({"day": told, "lines": lines})
    between = ", ".join(language_name(code) for code in ordered[0].interpreter_languages)
    return {"name": name.full, "languages": _("Works between: %(languages)s", languages=between), "days": days}


# --- the pocket schedule ------------------------------------------------------------------------------------------------


def pocket(registration: Registration) -> bytes:
    """Return a participant's meetings to be folded and taken along, in the language in force."""
    hall = hall_of(registration.summit)
    return documents.lay_out(documents.POCKET, {"people": [pocket_data(hall, registration)]})


def pocket_data(hall: Hall, registration: Registration) -> dict[str, Any]:
    """Return what one person's schedule is laid out from; its code leads to the public page of the summit."""
    summit, language = hall.summit, current_language()
    mine = [one for one in hall.meetings if (sitter := one.of(registration.id)) is not None and sitter.seated]
    days = [
        {"day": told, "lines": [
            {"time": span(summit, one), "table": one.table, "room": place(hall.rooms, one), "language": tongue(one),
             "people": [person(other, language) for other in one.others(registration.id)],
             "state": _("provisional") if one.state.value == "provisional" else ""} for one in some
        ]}
        for told, some in groupby(mine, key=lambda one: day(summit, one))
    ]  # fmt: skip
    delegation = said(registration.delegation.name) if registration.delegation is not None else ""
    address = f"{settings().base_url}/{language}/summits/{summit.slug}/"
    return {
        **base(summit, _("My meetings"), hall.version), "name": registration.person.name.full,
        "delegation": delegation or registration.organisation_text, "days": days, "address": address,
        "code": qr_svg(address).decode(), "words": {
            "table": _("Table"), "notes": _("My notes"), "fold": _("Fold here"),
            "code": _("The programme as it is now"),
            "hint": _("Please be at your table in time. If somebody does not come, tell the staff at once."),
        },
    }  # fmt: skip


def pockets_of(summit: Summit, people: Sequence[Registration]) -> list[dict[str, Any]]:
    """Return the schedules of some people, each in their own language."""
    hall, found = hall_of(summit), []
    for one in people:
        with speaking(as_language(one.language)):
            found.append(pocket_data(hall, one))
    return found

