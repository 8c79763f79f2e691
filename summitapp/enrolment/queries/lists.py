"""The list of one session, how full each is, and where something is to be done."""

from collections.abc import Collection, Iterable

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from summitapp.agenda.models import AgendaSession
from summitapp.agenda.values import Attendance, SessionState
from summitapp.core.db import db
from summitapp.delegations.models import Delegation
from summitapp.directory.models import Person
from summitapp.enrolment.models import Enrolment, Favourite
from summitapp.enrolment.values import EnrolmentState
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.registration.values import ACTIVE, State
from summitapp.summits.models import Summit

_FOUND = 12
_WHOLE = (
    joinedload(Enrolment.registration).options(
        joinedload(Registration.person), joinedload(Registration.category),
        joinedload(Registration.delegation).joinedload(Delegation.city),
    ),
)  # fmt: skip
_WAITS = Enrolment.state == EnrolmentState.WAITING


def enrolments_of(session_id: int) -> list[Enrolment]:
    """Return everybody with a place in a session, in the order they came, then those who wait, in theirs."""
    statement = sa.select(Enrolment).where(Enrolment.session_id == session_id).options(*_WHOLE)
    return list(db.session.scalars(statement.order_by(_WAITS, Enrolment.rank, Enrolment.changed_at, Enrolment.id)))


def enrolments_with_places(registration_id: int) -> list[Enrolment]:
    """Return what one registration holds and waits for, in the order in which its sessions are locked."""
    statement = sa.select(Enrolment).where(Enrolment.registration_id == registration_id)
    return list(db.session.scalars(statement.order_by(Enrolment.session_id)))


def next_waiting(session_id: int, most: int | None) -> list[Enrolment]:
    """Return who waits for a session, in order, of those who are participants now. :param most: none for all."""
    statement = (
        sa.select(Enrolment).join(Enrolment.registration)
        .where(Enrolment.session_id == session_id, _WAITS, Registration.state == State.CONFIRMED)
        .options(*_WHOLE).order_by(Enrolment.rank, Enrolment.id).limit(most)
        .execution_options(populate_existing=True)
    )  # fmt: skip
    return list(db.session.scalars(statement))


def edge_of_queue(session_id: int) -> tuple[int, int]:
    """Return the lowest and the highest rank of those who wait for a session; zeros where nobody does."""
    ranks = sa.select(sa.func.min(Enrolment.rank), sa.func.max(Enrolment.rank)).where(
        Enrolment.session_id == session_id, _WAITS
    )
    lowest, highest = db.session.execute(ranks).one()
    return lowest or 0, highest or 0


def enrolled_in(session_ids: Iterable[int]) -> dict[int, list[Person]]:
    """Return session → the people who have a place in it, by name; for telling them of a change."""
    wanted = sorted(set(session_ids))
    found: dict[int, list[Person]] = {session: [] for session in wanted}
    statement = (
        sa.select(Enrolment.session_id, Person)
        .join(Registration, Registration.id == Enrolment.registration_id)
        .join(Person, Person.id == Registration.person_id)
        .where(Enrolment.session_id.in_(wanted), Enrolment.state == EnrolmentState.ENROLLED)
        .order_by(Person.search_key, Person.id)
    )
    for session, person in db.session.execute(statement):
        found[session].append(person)
    return found


def starred_in(session_ids: Iterable[int]) -> dict[int, list[Person]]:
    """Return session → the participants who gave it a star or wait for a place; for telling them of a change."""
    wanted = sorted(set(session_ids))
    found: dict[int, list[Person]] = {session: [] for session in wanted}
    takes_part = sa.exists().where(
        Registration.person_id == Person.id, Registration.summit_id == AgendaSession.summit_id,
        Registration.state == State.CONFIRMED,
    )
    stars = (
        sa.select(Favourite.session_id, Person).select_from(Favourite)
        .join(AgendaSession, AgendaSession.id == Favourite.session_id).join(Person, Person.id == Favourite.person_id)
        .where(Favourite.session_id.in_(wanted), takes_part).order_by(Person.search_key, Person.id)
    )  # fmt: skip
    queue = (
        sa.select(Enrolment.session_id, Person).join(Registration, Registration.id == Enrolment.registration_id)
        .join(Person, Person.id == Registration.person_id).where(Enrolment.session_id.in_(wanted), _WAITS)
        .order_by(Enrolment.rank)
    )
    for session, person in (*db.session.execute(stars), *db.session.execute(queue)):
        if person not in found[session]:
            found[session].append(person)
    return found


def find_participants(summit: Summit, text: str, without: Collection[int] = ()) -> list[Registration]:
    """Return the first participants whose name, city or number fits what was typed.

    :param without: row ids of registrations that are on the list already.
    """
    if not text.strip():
        return []
    found = registrations.search(summit.id, text, _FOUND + len(without))
    return [one for one in found if one.state is State.CONFIRMED and one.id not in without][:_FOUND]


# --- where something is to be done ---------------------------------------------------------------


def with_free_places() -> list[int]:
    """Return the sessions in which a place is free while somebody waits, whoever forgot to give it on."""
    waits = sa.exists().where(Enrolment.session_id == AgendaSession.id, _WAITS)
    statement = sa.select(AgendaSession.id).where(
        AgendaSession.attendance == Attendance.ENROL, AgendaSession.state == SessionState.PLANNED, waits,
        sa.or_(AgendaSession.capacity.is_(None), AgendaSession.taken < AgendaSession.capacity),
    )  # fmt: skip
    return list(db.session.scalars(statement.order_by(AgendaSession.id)))


def ended() -> list[int]:
    """Return the registrations that ended and still have a place or a turn somewhere."""
    statement = (
        sa.select(Enrolment.registration_id).join(Enrolment.registration)
        .where(Registration.state.not_in(sorted(ACTIVE))).distinct()
    )  # fmt: skip
    return list(db.session.scalars(statement))

