"""A person's calendar: gathered from the agenda, the days of the summit and the state of the registration."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from summitapp.calendars import queries as calendars_queries
from summitapp.calendars import services as calendars
from summitapp.calendars.documents import write_calendar
from summitapp.calendars.models import Feed
from summitapp.calendars.values import CalendarHead, CalendarItem, EntryState, EntryStatus, FeedKind, FeedUnknown
from summitapp.core.clock import now
from summitapp.core.context import extension, settings
from summitapp.core.text import Language, Translated, as_language
from summitapp.core.tz import from_local, to_local
from summitapp.directory import queries as directory
from summitapp.directory.models import Person
from summitapp.enrolment import queries as enrolment
from summitapp.portal import rules
from summitapp.portal.values import CALENDAR_NAME, Coming
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from summitapp.summits.models import Summit, SummitDay

COMING: Final = frozenset({State.CONFIRMED, State.APPROVED})
NOTE: Final = "portal.note_fetch"
NOTED_EACH: Final = timedelta(hours=1)
GONE: Final = frozenset({State.WITHDRAWN, State.CANCELLED})


@dataclass(frozen=True, slots=True)
class Written:
    """A calendar as it is handed over."""

    data: bytes
    etag: str
    feed: str


def start_calendar(person: Person) -> Feed:
    """Return the feed of a person, made now if there is none."""
    return calendars.open_feed(FeedKind.PERSONAL, person.public_id)


def renew_calendar(person: Person) -> Feed:
    """Give a person's feed a new address; the old one stops at once."""
    return calendars.renew_feed(FeedKind.PERSONAL, person.public_id)


def write_feed(token: str, language: str | None = None) -> Written:
    """Return the calendar behind a secret address.

    :raises FeedUnknown: if there is none.
    """
    feed = calendars_queries.feed_of_token(token)
    person = directory.person_by_reference(feed.owner) if feed is not None else None
    if feed is None or person is None:
        raise FeedUnknown
    spoken = as_language(language, as_language(person.language))
    found = registrations.of_person(person.id)
    head = CalendarHead(
        uid=f"{feed.public_id}@{_host()}", name=CALENDAR_NAME,
        zone=found[0].summit.timezone if found else "Europe/Istanbul",
        source=f"{settings().base_url}/calendars/{token}.ics", url=f"{settings().base_url}/{spoken}/my/",
    )  # fmt: skip
    data = write_calendar(head, _items(person, found, spoken), spoken)
    if feed.last_fetched_at is None or now() - feed.last_fetched_at > NOTED_EACH:
        extension("jobs").wake(NOTE, feed.public_id)  # reading never writes; the worker does
    return Written(data, hashlib.sha256(data).hexdigest()[:32], feed.public_id)


def note_fetch(feed: str) -> None:
    """Write down that a calendar program came just now."""
    calendars.note_fetches([(feed, now())])


def coming_of(person: Person, language: Language) -> list[Coming]:
    """Return what comes next for a person."""
    found = registrations.of_person(person.id)
    zones = {item.entry.uid: one.summit.timezone for one in found for item in _of_one(person, one, language)}
    items = [
        Coming(
            item.title, item.location, to_local(item.starts_at, zones[item.entry.uid]),
            to_local(item.ends_at, zones[item.entry.uid]), zones[item.entry.uid], item.url,
            item.entry.status is EntryStatus.CANCELLED,
        ) for item in _items(person, found, language)
    ]  # fmt: skip
    return rules.next_of(items, now())


def _items(person: Person, found: Iterable[Registration], language: Language) -> list[CalendarItem]:
    unique = {item.entry.uid: item for one in reversed(list(found)) for item in _of_one(person, one, language)}
    return list(unique.values())


def _of_one(person: Person, registration: Registration, language: Language) -> list[CalendarItem]:
    """The days one takes part in and one's own agenda; of a place given back, the days as cancelled."""
    if registration.state not in COMING | GONE:
        return []
    days = [_day(day, registration, language) for day in registration.summit.days]
    if registration.state in GONE:
        return days if registration.decided_at else []
    return [*days, *enrolment.events_of(registration, language)]


def _day(day: SummitDay, registration: Registration, language: Language) -> CalendarItem:
    summit, gone = registration.summit, registration.state in GONE
    subject = f"registration.day:{registration.public_id}:{day.public_id}"
    state = EntryState(
        subject=subject, uid=f"{hashlib.sha256(subject.encode()).hexdigest()[:24]}@{_host()}",
        sequence=2 * summit.revision + gone, fingerprint="", text_mark="",
        status=EntryStatus.CANCELLED if gone else EntryStatus.CONFIRMED,
        last_modified=registration.decided_at or registration.submitted_at,
    )  # fmt: skip
    return CalendarItem(
        entry=state, starts_at=_instant(day, day.opens, summit), ends_at=_instant(day, day.closes, summit),
        title=_joined(summit.name, day.label), location=_venue(summit),
        url=f"{settings().base_url}/{language}/summits/{summit.slug}/",
    )  # fmt: skip


def _instant(day: SummitDay, wall: time, summit: Summit) -> datetime:
    return from_local(datetime.combine(day.day, wall), summit.timezone, second=False)


def _joined(name: Translated, label: Translated) -> Translated:
    texts = {lang: ": ".join(part for part in (name.best(lang), label.best(lang)) if part) for lang, _ in name}
    return Translated(**texts)


def _venue(summit: Summit) -> Translated:
    if not summit.venues:
        return Translated()
    venue = summit.venues[0]
    return Translated(**{
        lang: ", ".join(part for part in (venue.name.best(lang), venue.address) if part) for lang, _ in venue.name
    })  # fmt: skip


def _host() -> str:
    return settings().base_url.split("://", 1)[-1].split("/")[0].split(":")[0]
