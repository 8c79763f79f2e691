"""The public agenda as a file for other programs."""

from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urlencode

from summitapp.agenda import queries
from summitapp.agenda.values import Placement, Programme
from summitapp.calendars.documents import write_calendar
from summitapp.calendars.rules import uid_of
from summitapp.calendars.values import CalendarHead
from summitapp.core.context import settings
from summitapp.core.text import Language, Translated
from summitapp.summits.models import Summit


def export_calendar(summit: Summit, language: Language, *, programme: Programme | None = None,
                    title: Translated | None = None, path: str = "", withdrawn: Sequence[Placement] | None = None,
                    alarm: int | None = None) -> bytes:  # fmt: skip
    """Return the public agenda, or the part of it given as ``programme``, as iCalendar.

    :param path: of the feed this is, so that a calendar program knows where it came from.
    :param withdrawn: what was public in it once, see :func:`queries.withdrawn`; the whole agenda's if not given.
    :param alarm: minutes before each session at which the reader wishes to be reminded.
    """
    path = path or f"/summits/{summit.slug}/agenda.ics"
    base, asked = settings().base_url, {"lang": language, **({"alarm": alarm} if alarm else {})}
    head = CalendarHead(
        uid_of(f"calendar:{summit.public_id}:{path}"), title or summit.name, summit.timezone,
        source=f"{base}{path}?{urlencode(asked)}", url=f"{base}/{language}/summits/{summit.slug}/agenda/",
        alarm=timedelta(minutes=alarm) if alarm else None,
    )  # fmt: skip
    shown = queries.public_programme(summit) if programme is None else programme
    gone = queries.withdrawn(summit) if withdrawn is None else withdrawn
    items = [*queries.calendar_items(summit, shown, language), *queries.withdrawn_items(gone)]
    return write_calendar(head, items, language)
