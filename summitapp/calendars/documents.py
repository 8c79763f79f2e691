"""Writing calendars (RFC 5545, 7986), and their addresses as pictures. Equal input gives equal bytes, so that an ETag holds."""

import base64
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from icalendar import Alarm, Calendar, Event, Parameters, Timezone, vCalAddress, vDuration, vText, vUri

from summitapp.accounts.documents import qr_svg
from summitapp.calendars.rules import uid_of
from summitapp.calendars.values import CalendarHead, CalendarItem, EntryStatus, Method
from summitapp.core.text import Language, Translated
from summitapp.core.tz import to_local, zone

PRODUCT: Final = "-//İzmir World City Society//Summits//EN"
MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
_MARGIN: Final = timedelta(days=2)
_END: Final = b"END:VCALENDAR\r\n"
_Parties = tuple[Method, str, str]


def write_calendar(head: CalendarHead, items: Iterable[CalendarItem], language: Language) -> bytes:
    """Return a calendar with every item, cancelled ones included, in the words of ``language``.

    A text that is missing in it is written in the nearest language and marked so.
    """
    ordered = sorted(items, key=lambda item: (item.starts_at, item.entry.uid))
    parties = (head.method, head.organiser, head.attendee)
    parts = [_zone(name, *_days_of(ordered, head.zone, name)) for name in sorted({item.zone or head.zone for item in ordered})]
    parts += [_event(item, item.zone or head.zone, parties, head.alarm, language) for item in ordered]
    return b"".join((_head(head, language).to_ical().removesuffix(_END), *parts, _END))


def qr_picture(address: str) -> str:
    """Return an address as a QR code, to be the source of a picture: nothing of a page is fetched for it."""
    return "data:image/svg+xml;base64," + base64.b64encode(qr_svg(address)).decode()


def _head(head: CalendarHead, language: Language) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", head.method.value)
    calendar.add("uid", head.uid)
    name = head.name.best(language)
    _add(calendar, "name", head.name, language)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", head.zone)
    if head.description:
        _add(calendar, "description", head.description, language)
        calendar.add("x-wr-caldesc", head.description.best(language))
    if head.refresh:
        calendar.add("refresh-interval", vDuration(head.refresh), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", vDuration(head.refresh))
    if head.source:
        calendar.add("source", vUri(head.source), parameters={"VALUE": "URI"})
    if head.url:
        calendar.add("url", vUri(head.url))
    return calendar


def _days_of(ordered: Sequence[CalendarItem], usual: str, name: str) -> tuple[date, date]:
    """Return the days between which a zone is needed."""
    own = [item for item in ordered if (item.zone or usual) == name]
    return (min(item.starts_at for item in own) - _MARGIN).date(), (max(item.ends_at for item in own) + _MARGIN).date()


@lru_cache(maxsize=64)
def _zone(name: str, first: date, last: date) -> bytes:
    """Return the rules of one zone for the days needed; all years since 1970 would weigh more than the events."""
    component = Timezone.from_tzid(name, first_date=first, last_date=last)
    component.pop("COMMENT", None)
    return bytes(component.to_ical())


# Writing one event costs the library nearly a millisecond, and the same sessions stand in the calendars of many people.
@lru_cache(maxsize=2048)
def _event(item: CalendarItem, zone_name: str, parties: _Parties, alarm: timedelta | None, language: Language) -> bytes:
    entry, event = item.entry, Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.last_modified.astimezone(UTC))
    if entry.created_at:
        event.add("created", entry.created_at.astimezone(UTC))
    event.add("last-modified", entry.last_modified.astimezone(UTC))
    for name, moment in zip(("dtstart", "dtend"), _moments(item, zone_name), strict=True):
        event.add(name, moment)
    _add(event, "summary", item.title, language)
    _add(event, "description", item.description, language)
    _add(event, "location", item.location, language)
    if item.categories:
        event.add("categories", [category.best(language) for category in item.categories])
    if item.geo:
        event.add("geo", (item.geo.latitude, item.geo.longitude))
    if item.url:
        event.add("url", vUri(item.url))
    if item.conference:
        parameters = Parameters({"VALUE": "URI", "FEATURE": ["AUDIO", "VIDEO"]})
        event.add("conference", vUri(item.conference), parameters=parameters)
    event.add("status", entry.status.value.upper())
    event.add("transp", "TRANSPARENT" if entry.status is EntryStatus.CANCELLED else "OPAQUE")
    _add_parties(event, *parties)
    if alarm and entry.status is not EntryStatus.CANCELLED:
        event.add_component(_alarm(item, alarm, language))
    return bytes(event.to_ical())


def _alarm(item: CalendarItem, before: timedelta, language: Language) -> Alarm:
    """A reminder on the screen (RFC 5545, 3.6.6); with a UID (RFC 9074), so that one put off stays put off."""
    alarm = Alarm()
    alarm.add("uid", uid_of(f"alarm:{item.entry.uid}"))
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -before)
    _add(alarm, "description", item.title, language)
    return alarm


def _add_parties(event: Event, method: Method, organiser: str, attendee: str) -> None:
    """Name who invites whom: only a message needs it (RFC 5546), a feed must not."""
    if method is Method.PUBLISH:
        return
    if organiser:
        event.add("organizer", vCalAddress(f"mailto:{organiser}"))
    if attendee:
        answer = {"PARTSTAT": "ACCEPTED", "RSVP": "FALSE", "ROLE": "REQ-PARTICIPANT"}
        event.add("attendee", vCalAddress(f"mailto:{attendee}"), parameters=answer)


def _moments(item: CalendarItem, zone_name: str) -> tuple[datetime, datetime]:
    """Return beginning and end on the clock of a zone; where its clock shows one of them twice, both in UTC.

    In the night in which clocks are put back an hour comes twice, and RFC 5545 (3.3.5) can name the first of them only.
    """
    starts, ends = (_wall(moment, zone_name) for moment in (item.starts_at, item.ends_at))
    if any(one.utcoffset() != one.replace(fold=1 - one.fold).utcoffset() for one in (starts, ends)):
        return starts.astimezone(UTC), ends.astimezone(UTC)
    return starts, ends


def _wall(moment: datetime, zone_name: str) -> datetime:
    return to_local(moment, zone_name).replace(tzinfo=zone(zone_name), microsecond=0)


def _add(component: Any, name: str, text: Translated, language: Language) -> None:
    """Add a text with the language it is really in."""
    if written := text.best(language):
        component.add(name, vText(written), parameters={"LANGUAGE": text.language_for(language)})
