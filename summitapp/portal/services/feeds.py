"""A person's calendar: gathered from the agenda, the days of the summit and the state of the registration."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from summitapp.calendars import queries as calendars_queries
from summitapp.calendars import rules as calendar_rules
from summitapp.calendars import services as calendars
from summitapp.calendars.documents import write_calendar
from summitapp.calendars.models import Feed
from summitapp.calendars.values import (
    CalendarHead,
    CalendarItem,
    Delivery,
    EntryFacts,
    EntryState,
    EntryStatus,
    FeedKind,
    FeedUnknown,
)
from summitapp.core.clock import now
from summitapp.core.context import extension, settings
from summitapp.core.db import see_one_moment
from summitapp.core.text import Language, as_language
from summitapp.core.tz import to_local
from summitapp.directory import queries as directory
from summitapp.directory.models import Person
from summitapp.enrolment import queries as enrolment
from summitapp.hall import services as hall
from summitapp.portal import queries, rules
from summitapp.portal.services.keeping import Mark, Shelf
from summitapp.portal.values import CALENDAR_NAME, Coming, InvitedByMail
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.summits.models import SummitDay

NOTE: Final = "portal.note_fetch"
NOTED_EACH: Final = timedelta(hours=1)
_SHELF: Final = Shelf()


@dataclass(frozen=True, slots=True)
class Written:
    """A calendar as it is handed over; without its bytes to whoever holds them."""

    data: bytes
    etag: str
    feed: str


def start_calendar(person: Person) -> Feed | None:
    """Return the feed of a person, made now if there is none; whoever chose mail has none."""
    choice = calendars_queries.choice_of(person.public_id)
    if choice is not None and choice.way is Delivery.MAIL:
        return None
    return calendars.open_feed(FeedKind.PERSONAL, person.public_id)


def renew_calendar(person: Person) -> Feed:
    """Give a person's feed a new address; the old one stops at once.

    :raises InvitedByMail: if they chose that instead: what stands in their calendar would stand there twice.
    """
    choice = calendars_queries.choice_of(person.public_id)
    if choice is not None and choice.way is Delivery.MAIL:
        raise InvitedByMail
    return calendars.renew_feed(FeedKind.PERSONAL, person.public_id)


def write_feed(token: str, language: str | None = None, holds: Callable[[str], bool] = lambda _etag: False) -> Written:
    """Return the calendar behind a secret address.

    Whether it is as it was is seen by two statements (docs/decisions/0030); only when it is not, it is gathered.

    :param holds: whether the asker holds the calendar of an ETag; it is handed over without its bytes then.
    :raises FeedUnknown: if there is none.
    """
    see_one_moment()
    basis = queries.calendar_basis(token)
    if not basis:
        raise FeedUnknown
    first = basis[0]
    spoken = as_language(language, as_language(first.language))
    stamp, key = _stamp_of(basis), (first.feed, spoken)
    mark = _SHELF.find(key, stamp)
    data = b"" if mark is not None and holds(mark.etag) else _SHELF.body(mark) if mark is not None else None
    if mark is None or data is None:
        data, news = _write(token, basis, spoken)
        mark = Mark(stamp, hashlib.sha256(data).hexdigest()[:32], news)
        _SHELF.put(key, mark, data)
    if mark.news or first.last_fetched_at is None or now() - first.last_fetched_at > NOTED_EACH:
        extension("jobs").wake(NOTE, first.feed)  # reading never writes; the worker does
    return Written(data, mark.etag, first.feed)


def _stamp_of(basis: Sequence[Any]) -> bytes:
    """Return the mark of everything a calendar shows; when it was last fetched is none of it."""
    marks = queries.marks_of(basis[0].person, basis, now().date())
    seen = (settings().base_url, [tuple(row[1:]) for row in basis], marks)
    return hashlib.blake2b(repr(seen).encode(), digest_size=16).digest()


def _write(token: str, basis: Sequence[Any], spoken: Language) -> tuple[bytes, bool]:
    """Gather and write a calendar; says beside whether the ledger has not heard of something in it."""
    first, mine = basis[0], registrations.with_days(basis[0].person)
    head = CalendarHead(
        uid=f"{first.feed}@{_host()}", name=CALENDAR_NAME,
        zone=mine[0].summit.timezone if mine else "Europe/Istanbul",
        source=f"{settings().base_url}/calendars/{token}.ics", url=f"{settings().base_url}/{spoken}/my/",
        alarm=timedelta(minutes=first.alarm) if first.alarm else None,
    )  # fmt: skip
    items = items_of(mine, spoken, queries.days_known(basis))
    return write_calendar(head, items, spoken), any(map(_is_news, items))


def _is_news(item: CalendarItem) -> bool:
    """Whether the ledger has not heard of an entry as it is now: it was worked out for this answer only."""
    return item.entry.created_at is None


def note_fetch(feed: str) -> None:
    """Write down that a calendar program came just now, and what the ledger has not heard of the days it was told."""
    calendars.note_fetches([(feed, now())])
    found = calendars_queries.feed_of_reference(feed)
    person = directory.person_by_reference(found.owner) if found is not None else None
    if person is not None:
        keep_all(person)


def keep_all(person: Person) -> None:
    """Let the ledger know the days somebody takes part in, and their meetings, as they are now."""
    found = registrations.with_days(person.id)
    calendars.revise(fact for one in found for fact, _day in _days(one))
    hall.keep_entries(_with_meetings(found))


def _with_meetings(found: Iterable[Registration]) -> list[Registration]:
    """Return the registrations whose meetings stand in a calendar, cancelled ones of a place given back included."""
    return [one for one in found if one.state in queries.COMING or one.state in registrations.GONE]


def coming_of(person: Person, language: Language) -> list[Coming]:
    """Return what comes next for a person."""
    items = [
        Coming(
            item.title, item.location, to_local(item.starts_at, item.zone), to_local(item.ends_at, item.zone), item.zone,
            item.url, item.entry.status is EntryStatus.CANCELLED,
        ) for item in items_of(registrations.with_days(person.id), language)
    ]  # fmt: skip
    return rules.next_of(items, now())


def items_of(
    found: Iterable[Registration], language: Language, known: Mapping[str, EntryState] | None = None
) -> list[CalendarItem]:
    """Return everything that belongs into a person's calendar, each thing once.

    :param known: what the ledger holds of the days, for whoever has asked already.
    """
    mine = list(found)
    meetings = hall.events_of(_with_meetings(mine), language)
    unique = {item.entry.uid: item for one in reversed(mine) for item in _of_one(one, language, known)}
    return list((unique | {item.entry.uid: item for item in meetings}).values())


def _of_one(registration: Registration, language: Language, known: Mapping[str, EntryState] | None) -> list[CalendarItem]:
    """The days one takes part in and one's own agenda; of a place given back, the days as cancelled."""
    facts = _days(registration)
    if not facts:
        return []
    if known is None:
        known = calendars_queries.states_of(fact.subject for fact, _day in facts)
    days = [_day_item(fact, day, known.get(fact.subject), registration, language) for fact, day in facts]
    if registration.state in registrations.GONE:
        return days
    return [*days, *enrolment.events_of(registration, language)]


def _days(registration: Registration) -> list[tuple[EntryFacts, SummitDay]]:
    """Return what the ledger has to know of the days somebody takes part in, or does not any more."""
    gone = registration.state in registrations.GONE
    if not (registration.state in queries.COMING or (gone and registration.decided_at)):
        return []
    return registrations.days_of(registration)


def _day_item(facts: EntryFacts, day: SummitDay, known: EntryState | None, registration: Registration,
              language: Language) -> CalendarItem:  # fmt: skip
    """One day as the ledger has it, or will have it as soon as the worker wrote it down."""
    state = calendar_rules.revise_entry(known, facts, now() if known else _since(registration))
    if state is not known:
        state = replace(state, created_at=None)
    return registrations.day_item(registration, facts, day, state, language)


def _since(registration: Registration) -> datetime:
    return registration.decided_at or registration.submitted_at


def _host() -> str:
    return settings().base_url.split("://", 1)[-1].split("/")[0].split(":")[0]
