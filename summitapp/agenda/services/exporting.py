"""The public agenda as a file for other programs."""

from summitapp.agenda import queries
from summitapp.agenda.values import Programme
from summitapp.calendars.documents import write_calendar
from summitapp.calendars.rules import uid_of
from summitapp.calendars.values import CalendarHead
from summitapp.core.context import settings
from summitapp.core.text import Language, Translated
from summitapp.summits.models import Summit


def export_calendar(summit: Summit, language: Language, *, programme: Programme | None = None,
                    title: Translated | None = None, path: str = "") -> bytes:  # fmt: skip
    """Return the public agenda, or the part of it given as ``programme``, as iCalendar.

    :param path: of the feed this is, so that a calendar program knows where it came from.
    """
    path = path or f"/summits/{summit.slug}/agenda.ics"
    base = settings().base_url
    head = CalendarHead(
        uid_of(f"calendar:{summit.public_id}:{path}"), title or summit.name, summit.timezone,
        source=f"{base}{path}?lang={language}", url=f"{base}/{language}/summits/{summit.slug}/agenda/",
    )  # fmt: skip
    shown = queries.public_programme(summit) if programme is None else programme
    return write_calendar(head, queries.calendar_items(summit, shown, language), language)
