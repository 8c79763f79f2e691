"""One participant's choices and agenda."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from summitapp.agenda import queries as agenda
from summitapp.agenda.models import AgendaSession, subject_of
from summitapp.agenda.values import Released
from summitapp.calendars.values import CalendarItem, EntryState, EntryStatus
from summitapp.core.db import db, table_of
from summitapp.core.text import Language
from summitapp.directory import queries as directory
from summitapp.enrolment import rules
from summitapp.enrolment.models import Enrolment, Favourite
from summitapp.enrolment.values import Choices, Chosen, Item
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

_own, _favourite, _session = table_of(Enrolment), table_of(Favourite), table_of(AgendaSession)
_registration = table_of(Registration)
_other = aliased(_own)
_AHEAD: Final = (
    sa.select(sa.func.count()).select_from(_other)
    .where(_other.c.session_id == _own.c.session_id, _other.c.state == "waiting", _other.c.rank <= _own.c.rank)
    .scalar_subquery()
)  # fmt: skip
_CHOSEN: Final = sa.select(_own.c.session_id, _own.c.state, _own.c.changed_at, _AHEAD.label("position")).where(
    _own.c.registration_id == sa.bindparam("registration")
)
_STARRED: Final = (
    sa.select(_favourite.c.session_id).join(_session, _session.c.id == _favourite.c.session_id)
    .where(_favourite.c.person_id == sa.bindparam("person"), _session.c.summit_id == sa.bindparam("summit"))
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Visit:
    """A participant at one summit who asks, and for which session, if for one."""

    registration: Registration
    code: str = ""


def visit(slug: str, person: str, code: str = "") -> Visit | None:
    """Return the registration of a person at the summit of an address, an active one before others.

    :param person: public id.
    """
    summit = summits.by_slug(slug)
    found = directory.person_by_reference(person) if person and summit is not None else None
    if summit is None or found is None:
        return None
    registration = registrations.of_person_at(found.id, summit.id)
    return Visit(registration, code) if registration is not None else None


def choices_of(registration: Registration) -> Choices:
    """Return what a participant chose at the summit of a registration."""
    connection = db.session.connection()
    rows = connection.execute(_CHOSEN, {"registration": registration.id}).all()
    given = {"person": registration.person_id, "summit": registration.summit_id}
    return Choices(
        {row.session_id: Chosen(row.session_id, row.state, row.position if row.state == "waiting" else None, row.changed_at)
         for row in rows},
        frozenset(connection.scalars(_STARRED, given)),
    )  # fmt: skip


def items_of(registration: Registration) -> tuple[Item, ...]:
    """Return a participant's own agenda."""
    choices = choices_of(registration)
    found = agenda.released_for(registration.summit, registration.person_id, choices.sessions)
    return rules.items_of(found, choices)


def offered_to(registration: Registration) -> tuple[Item, ...]:
    """Return everything in the last release that a participant may see, with what they have of it and beside it."""
    choices = choices_of(registration)
    items = [rules.item_of(one, choices) for one in agenda.released_for(registration.summit, registration.person_id)]
    return rules.with_clashes(items, [item for item in items if item.kinds])


def events_of(registration: Registration, language: Language, codes: Collection[str] = ()) -> list[CalendarItem]:
    """Return a participant's own agenda for calendars, under the UIDs and numbers of the ledger.

    What they only hope for or marked with a star is tentative and leaves their time free. A session they left is
    simply no more among it: it takes place, so it is not cancelled (docs/decisions/0027).

    :param codes: only these sessions.
    """
    summit, choices = registration.summit, choices_of(registration)
    found = agenda.released_for(summit, registration.person_id, choices.sessions)
    items = {item.placement.reference: item for item in rules.items_of(found, choices)
             if not codes or item.placement.code in codes}  # fmt: skip
    if not items:
        return []
    programme = agenda.programme_around(summit, [one.placement for one in items.values()])
    subjects = {subject_of(reference): item for reference, item in items.items()}
    return [
        replace(event, entry=_as_theirs(event.entry, subjects[event.entry.subject], choices))
        for event in agenda.calendar_items(summit, programme, language)
    ]


def _as_theirs(entry: EntryState, item: Item, choices: Choices) -> EntryState:
    chosen = choices.enrolled.get(item.released.session_id)
    since = max(entry.last_modified, chosen.changed_at) if chosen is not None else entry.last_modified
    firm = item.kinds[0].firm or entry.status is EntryStatus.CANCELLED
    return replace(entry, status=entry.status if firm else EntryStatus.TENTATIVE, last_modified=since)


def one_for(registration: Registration, code: str) -> Released | None:
    """Return one session of the last release, if a participant may see it."""
    found = agenda.released_for(registration.summit, registration.person_id, codes=(code,))
    return found[0] if found else None


def item_for(registration: Registration, code: str) -> Item | None:
    """Return one session as a participant has it, if they may see it; without kinds if they have nothing of it."""
    found = one_for(registration, code)
    return rules.item_of(found, choices_of(registration)) if found is not None else None


def of_pair(session_id: int, registration_id: int) -> Enrolment | None:
    """Return somebody's enrolment in a session, as it is in the database now."""
    pair = (Enrolment.session_id == session_id) & (Enrolment.registration_id == registration_id)
    return db.session.scalar(sa.select(Enrolment).where(pair).execution_options(populate_existing=True))


def by_reference(reference: str) -> Enrolment | None:
    """Return an enrolment by its public id with everything a page or a mail needs of it."""
    whole = (
        joinedload(Enrolment.session).joinedload(AgendaSession.summit),
        joinedload(Enrolment.registration).joinedload(Registration.person),
    )
    return db.session.scalar(sa.select(Enrolment).where(Enrolment.public_id == reference).options(*whole))


def session_ids(summit: Summit, codes: Collection[str]) -> dict[str, int]:
    """Return code → row id of these sessions of a summit."""
    if not codes:
        return {}
    rows = sa.select(_session.c.code, _session.c.id).where(
        _session.c.summit_id == summit.id, _session.c.code.in_(sorted(codes))
    )
    return {row.code: row.id for row in db.session.execute(rows)}


def favourites_of(person_id: int, summit: Summit) -> set[str]:
    """Return the codes of the sessions somebody gave a star."""
    rows = sa.select(_session.c.code).join(_favourite, _favourite.c.session_id == _session.c.id).where(
        _favourite.c.person_id == person_id, _session.c.summit_id == summit.id
    )
    return set(db.session.scalars(rows))


def sessions_of_person(summit_id: int, person_id: int) -> set[str]:
    """Return the codes of the sessions in which somebody has a place or waits for one."""
    rows = (
        sa.select(_session.c.code).join(_own, _own.c.session_id == _session.c.id)
        .join(_registration, _registration.c.id == _own.c.registration_id)
        .where(_session.c.summit_id == summit_id, _registration.c.person_id == person_id)
    )  # fmt: skip
    return set(db.session.scalars(rows))

