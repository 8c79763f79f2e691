"""The roster of the interpreters as tables."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from summitapp.agenda.values import Programme, RosterDay
from summitapp.core.sheets import Cell, Sheet
from summitapp.core.text import Translated
from summitapp.core.tz import to_local


def roster_sheets(days: Sequence[RosterDay], programme: Programme, said: Callable[[Translated], str],
                  heads: Sequence[str]) -> list[Sheet]:  # fmt: skip
    """Return the roster of the interpreters as tables, one a day, in wall time of the venue.

    :param said: gives a text in the reader's language. :param heads: headings of the eight columns.
    """
    by_day: dict[date, list[list[Cell]]] = {}
    for one in days:
        for shift in one.shifts:
            placement, text = shift.placement, shift.placement.text
            room = programme.rooms.get(placement.room)
            by_day.setdefault(one.day, []).append([
                one.who.name, ", ".join(code.upper() for code in one.who.languages),
                to_local(placement.starts_at, programme.zone), to_local(placement.ends_at, programme.zone),
                said(room.name) if room else "", said(text.title),
                ", ".join(code.upper() for code in dict.fromkeys((*text.languages, *text.interpretation))),
                shift.rest // timedelta(minutes=1) if shift.rest is not None else None,
            ])  # fmt: skip
    return [Sheet(day.isoformat(), heads, rows) for day, rows in by_day.items()] or [Sheet("–", heads, [])]
