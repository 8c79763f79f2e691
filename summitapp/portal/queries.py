"""Counting what the overview shows, one question for each figure; and on what a person's calendar depends."""

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from summitapp.agenda.models import AgendaSession, AgendaVersion, Slot
from summitapp.agenda.values import SessionState, VersionState
from summitapp.badges.models import Badge
from summitapp.badges.values import BadgeState
from summitapp.calendars.models import CalendarChoice, CalendarEntry, Feed
from summitapp.calendars.values import Delivery, EntryState
from summitapp.core.db import as_stored, db, table_of
from summitapp.core.security import digest
from summitapp.delegations.models import Delegation
from summitapp.directory.models import City, Person
from summitapp.enrolment import queries as enrolment
from summitapp.hall import queries as hall
from summitapp.outbox.models import OutboxMessage
from summitapp.outbox.values import MessageState
from summitapp.portal.values import MailSearch
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from summitapp.summits.models import Summit, SummitDay

PAGE = 50
COMING: Final = frozenset({State.CONFIRMED, State.APPROVED})
_feed, _choice, _entry = table_of(Feed), table_of(CalendarChoice), table_of(CalendarEntry)
_person, _registration, _summit, _day = (table_of(one) for one in (Person, Registration, Summit, SummitDay))


def cities(summit_id: int) -> dict[str, int]:
    """Return how many cities sent a delegation, by country."""
    statement = (
        sa.select(City.country, sa.func.count(sa.distinct(City.id)))
        .join(Delegation, Delegation.city_id == City.id)
        .where(Delegation.summit_id == summit_id)
        .group_by(City.country)
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


def sessions(summit_id: int) -> tuple[int, int]:
    """Return how many sessions are planned, and how many of them have a time in the draft."""
    standing = (AgendaSession.summit_id == summit_id) & (AgendaSession.state != SessionState.CANCELLED)
    planned = db.session.scalar(sa.select(sa.func.count(AgendaSession.id)).where(standing)) or 0
    placed = db.session.scalar(
        sa.select(sa.func.count(sa.distinct(Slot.session_id)))
        .join(Slot.version).join(AgendaSession, AgendaSession.id == Slot.session_id)
        .where(AgendaVersion.summit_id == summit_id, AgendaVersion.state == VersionState.DRAFT, standing)
    )  # fmt: skip
    return planned, placed or 0


def badges_to_print(summit_id: int) -> int:
    """Return how many valid badges were never printed."""
    where = (Badge.summit_id == summit_id) & (Badge.state == BadgeState.ACTIVE) & Badge.printed_at.is_(None)
    return db.session.scalar(sa.select(sa.func.count(Badge.id)).where(where)) or 0


def messages(summit: Summit, search: MailSearch, page: int) -> Sequence[OutboxMessage]:
    """Return a page of the mails of a summit, the newest first."""
    rows = sa.select(OutboxMessage).where(_wanted(summit, search)).order_by(OutboxMessage.id.desc())
    return db.session.scalars(rows.limit(PAGE).offset((page - 1) * PAGE)).all()


def message_count(summit: Summit, search: MailSearch) -> int:
    """Return how many mails of a summit fit."""
    return db.session.scalar(sa.select(sa.func.count(OutboxMessage.id)).where(_wanted(summit, search))) or 0


def _wanted(summit: Summit, search: MailSearch) -> sa.ColumnElement[bool]:
    where = OutboxMessage.summit == summit.public_id
    if search.state in list(MessageState):
        where &= OutboxMessage.state == MessageState(search.state)
    if search.batch:
        where &= OutboxMessage.batch == search.batch
    if search.text:
        where &= _concerns(summit, search.text)
    return where


def _concerns(summit: Summit, text: str) -> sa.ColumnElement[bool]:
    """A mail to an address that holds the text, or to somebody whose name, city, address or code begins so."""
    people = sa.select(Person.public_id).join(Registration, Registration.person_id == Person.id).where(
        Registration.summit_id == summit.id, *registrations.matching(summit.id, text)
    )  # fmt: skip
    return OutboxMessage.recipient.contains(text.strip().lower(), autoescape=True) | OutboxMessage.person.in_(people)


def mail_choosers(summit: str) -> list[str]:
    """Return, by public id, who of those registered at a summit, by its public id, is invited by mail."""
    statement = (
        sa.select(CalendarChoice.owner).distinct()
        .join(Person, Person.public_id == CalendarChoice.owner)
        .join(Registration, Registration.person_id == Person.id).join(Summit, Summit.id == Registration.summit_id)
        .where(Summit.public_id == summit, CalendarChoice.way == Delivery.MAIL)
    )  # fmt: skip
    return list(db.session.scalars(statement))


def readers(summit: Summit, people: Collection[str]) -> dict[str, Registration]:
    """Return, by the public ids of people, their newest registration of a summit with its person."""
    if not people:
        return {}
    here = (Registration.summit_id == summit.id) & Person.public_id.in_(list(people))
    rows = db.session.scalars(
        sa.select(Registration).join(Registration.person).options(contains_eager(Registration.person))
        .where(here).order_by(Registration.id)
    )  # fmt: skip
    return {one.person.public_id: one for one in rows}


def failed_of_person(summit: Summit, person: str, address: str) -> list[OutboxMessage]:
    """Return the mails to one address of a person that failed."""
    own = (OutboxMessage.summit == summit.public_id) & (OutboxMessage.person == person)
    failed = (OutboxMessage.state == MessageState.FAILED) & (OutboxMessage.recipient == address)
    return list(db.session.scalars(sa.select(OutboxMessage).where(own, failed).order_by(OutboxMessage.id)))


def mail_states(summit: Summit, batch: str = "") -> dict[str, int]:
    """Return how many mails of a summit, or of one mailing, stand in each state."""
    statement = sa.select(OutboxMessage.state, sa.func.count()).where(OutboxMessage.summit == summit.public_id)
    if batch:
        statement = statement.where(OutboxMessage.batch == batch)
    return {row[0].value: row[1] for row in db.session.execute(statement.group_by(OutboxMessage.state))}


# --- somebody's calendar ---------------------------------------------------------------------------

_LEDGER: Final = [_entry.c[field.name] for field in fields(EntryState)]
_OF_DAY: Final = (
    sa.literal_column("'registration.day:'").op("||")(_registration.c.public_id).op("||")(sa.literal_column("':'"))
    .op("||")(_day.c.public_id)
)  # fmt: skip
_BASIS: Final = (
    sa.select(
        _feed.c.last_fetched_at, _feed.c.public_id.label("feed"), _choice.c.alarm, _person.c.id.label("person"),
        _person.c.language, _registration.c.id.label("registration"), _registration.c.state, _registration.c.summit_id,
        as_stored(_registration.c.submitted_at), as_stored(_registration.c.decided_at), _summit.c.revision,
        _summit.c.redactions, _day.c.id.label("day"), *_LEDGER,
    )
    .join(_person, _person.c.public_id == _feed.c.owner)
    .outerjoin(_choice, _choice.c.owner == _feed.c.owner)
    .outerjoin(_registration, _registration.c.person_id == _person.c.id)
    .outerjoin(_summit, _summit.c.id == _registration.c.summit_id)
    .outerjoin(_day, _day.c.summit_id == _summit.c.id)
    .outerjoin(_entry, _entry.c.subject == _OF_DAY)
    .where(_feed.c.digest == sa.bindparam("digest"), _feed.c.revoked_at.is_(None))
    .order_by(_registration.c.id, _day.c.id)
)  # fmt: skip


def calendar_basis(token: str) -> Sequence[Any]:
    """Return on what the calendar behind a secret address depends, its sessions aside; nothing if there is none.

    One statement, and a row for each day of each summit: when the feed was ``last_fetched_at``, the ``feed``, the
    ``alarm``, the ``person``, their ``language``, ``registration`` and its ``state``, the ``summit_id``, and more that is
    only compared. What is shown of the summit, its days and places changes with its revision alone.
    """
    return db.session.connection().execute(_BASIS, {"digest": digest(token)}).all()


def _as_texts(statement: sa.Select[Any], width: int) -> sa.Select[Any]:
    """Return a statement as texts of one width, so that it can stand below another."""
    columns: list[sa.ColumnElement[Any]] = [sa.cast(as_stored(column), sa.Text) for column in statement.subquery().c]
    columns += [sa.cast(sa.null(), sa.Text)] * (width - len(columns))
    return sa.select(*columns)


_WIDTH: Final = max(len(one.selected_columns) for one in (enrolment.MARKS, hall.MARKS))
_MARKS: Final = sa.union_all(*(_as_texts(one, _WIDTH) for one in (enrolment.MARKS, hall.MARKS)))


def marks_of(person_id: int, basis: Sequence[Any], today: date) -> list[tuple[str, ...]]:
    """Return on what sessions and meetings of a calendar depend beside its :func:`calendar_basis`, in one statement.

    :param today: what was cancelled is told no longer when the summit is over.
    """
    coming = [row for row in basis if row.state in COMING]
    taking_part = {row.registration for row in basis if row.state in COMING | registrations.GONE}
    if not taking_part:
        return []
    given = {
        "person": person_id, "registrations": sorted({row.registration for row in coming}),
        "summits": sorted({row.summit_id for row in coming}), "taking_part": sorted(taking_part), "today": today,
    }  # fmt: skip
    rows = db.session.connection().execute(_MARKS, given)
    return sorted(tuple(text or "" for text in row) for row in rows)


def days_known(basis: Sequence[Any]) -> dict[str, EntryState]:
    """Return what the ledger holds of the days among :func:`calendar_basis`, by subject."""
    states = (EntryState(*row[-len(_LEDGER) :]) for row in basis if row.uid is not None)
    return {state.subject: state for state in states}
