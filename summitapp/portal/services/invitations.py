"""Invitations by mail, for those who would rather have them than a feed: one for each entry, then only what changed."""

from typing import Final

from summitapp.calendars import queries as calendars_queries
from summitapp.calendars import rules as calendar_rules
from summitapp.calendars import services as calendars
from summitapp.calendars.models import CalendarChoice
from summitapp.calendars.values import Delivery, FeedKind, Step
from summitapp.core.clock import now
from summitapp.core.db import end_read, lock, unit_of_work
from summitapp.core.text import as_language
from summitapp.directory import queries as directory
from summitapp.directory.models import Person
from summitapp.jobs.services import wake
from summitapp.portal import mails, queries
from summitapp.portal.services.feeds import items_of, keep_all
from summitapp.portal.values import NoAddress
from summitapp.registration import queries as registrations

INVITE: Final = "portal.invite"
SLICE: Final = 50


def choose_way(person: Person, way: Delivery, alarm: int | None) -> None:
    """Let somebody have a feed or invitations; what stood in their calendar by the other way is taken out of it.

    :raises NoAddress: if they want mail and have no address.
    """
    if way is Delivery.MAIL and not person.email:
        raise NoAddress
    calendars.choose(person.public_id, way, alarm)
    if way is Delivery.FEED:
        calendars.open_feed(FeedKind.PERSONAL, person.public_id)
    wake(INVITE, person.public_id)


def ask_summit(summit: str) -> None:
    """Have it looked at what a release changes for those of a summit, by its public id, who chose mail."""
    calendars.mark_due(queries.mail_choosers(summit), now())
    wake(INVITE, summit)


def ask_people(references: list[str]) -> None:
    """Have it looked at what changed for these people, by public id, if they chose mail."""
    calendars.mark_due(references, now())
    for reference in references[:1]:
        wake(INVITE, reference)  # one is enough: it looks for everybody who waits


def join_calendars(gone: str, kept: str) -> None:
    """Let what one entry of a person chose and was sent be the other's; both by public id."""
    calendars.hand_over(gone, kept)
    wake(INVITE, kept)


def tell_due() -> int:
    """Send what is due, a slice of people in each unit of work; safe to run twice. Returns how many mails were written."""
    told = 0
    while owners := calendars_queries.due_choices(now(), SLICE):
        end_read()
        with unit_of_work():
            told += sum(_tell(owner) for owner in owners)
    return told


def _tell(owner: str) -> int:
    """Write the mails one person has to be sent; whoever comes second finds nothing left to do."""
    known = calendars_queries.choice_of(owner)
    if known is None:
        return 0
    choice = lock(CalendarChoice, known.id)
    if choice.due_at is None:
        return 0
    choice.due_at = None
    person = directory.person_by_reference(owner)
    if person is None or not person.email:
        return 0
    steps = _steps(person, choice.way)
    calendars.note_invitations(owner, steps)
    mails.invite(person, steps)
    return len(steps)


def _steps(person: Person, way: Delivery) -> list[Step]:
    sent = calendars_queries.sent_to(person.public_id)
    if way is Delivery.FEED:
        return calendar_rules.next_steps(sent, (), now())
    keep_all(person)
    items = items_of(registrations.with_days(person.id), as_language(person.language))
    return calendar_rules.next_steps(sent, items, now())
