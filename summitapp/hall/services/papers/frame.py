"""What every paper of the hall begins with."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from summitapp.core.clock import now
from summitapp.core.i18n import current_language, language_name, said, show_date, show_dates, show_time
from summitapp.core.i18n import gettext as _
from summitapp.core.text import Language
from summitapp.core.tz import to_local
from summitapp.hall import queries
from summitapp.hall.values import Rooms, Sitter, TableMeeting
from summitapp.summits.models import Summit

DASH: Final = "–"


@dataclass(frozen=True, slots=True)
class Hall:
    """The plan of a summit as it is told to those who may know it."""

    summit: Summit
    version: int
    meetings: tuple[TableMeeting, ...]
    rooms: Rooms


def hall_of(summit: Summit) -> Hall:
    """Return the meetings of a summit that stand; empty before people know of the plan."""
    round_ = queries.round_of(summit.id)
    if round_ is None:
        return Hall(summit, 0, (), {})
    found = tuple(one for one in queries.in_round(round_.id) if one.told)
    return Hall(summit, round_.version, found, queries.rooms_of([summit.id]))


def base(summit: Summit, title: str, version: int = 0) -> dict[str, Any]:
    """Return the head and foot of a paper."""
    here = to_local(now(), summit.timezone)
    made = _("As of %(day)s, %(time)s", day=show_date(here.date()), time=show_time(here))
    return {
        "language": current_language(), "title": title, "summit": said(summit.name),
        "dates": show_dates(summit.starts_on, summit.ends_on), "made": made,
        "version": _("Plan %(number)s", number=version) if version else "",
        "page": _("Page {page} of {pages}"), "empty": _("No meeting stands in the plan yet."),
    }  # fmt: skip


def local(summit: Summit, moment: datetime) -> datetime:
    """Return a moment by the clock of the venue."""
    return to_local(moment, summit.timezone)


def span(summit: Summit, meeting: TableMeeting) -> str:
    """Return from when until when: ``09:30–09:55``."""
    return f"{show_time(local(summit, meeting.starts_at))}–{show_time(local(summit, meeting.ends_at))}"


def day(summit: Summit, meeting: TableMeeting) -> str:
    """Return the day at the venue in full."""
    return show_date(local(summit, meeting.starts_at).date(), "full")


def place(rooms: Rooms, meeting: TableMeeting) -> str:
    """Return the room of a table."""
    room = rooms.get(meeting.room_id or 0)
    return said(room.name) if room is not None else ""


def houses(meeting: TableMeeting, language: Language) -> list[str]:
    """Return who meets, by house and city and never by name."""
    return [one.house(language) or DASH for one in meeting.seated]


def person(sitter: Sitter, language: Language) -> dict[str, str]:
    """Return somebody for those at their table."""
    name = "" if sitter.hidden else sitter.name.with_title
    return {"name": name, "function": sitter.function if name else "", "house": sitter.house(language) or DASH}


def tongue(meeting: TableMeeting) -> str:
    """Return the language of a meeting, and that it is interpreted."""
    language = language_name(meeting.language)
    return _("%(language)s, interpreted", language=language) if meeting.interpreter is not None else language
