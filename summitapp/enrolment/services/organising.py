"""The organisers put somebody on the list of a session, take them off, or let them move up first."""

from collections.abc import Sequence

import sqlalchemy as sa

from summitapp.agenda.models import AgendaSession
from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db, lock, table_of
from summitapp.core.security import new_reference
from summitapp.enrolment import mails, queries
from summitapp.enrolment.models import Enrolment
from summitapp.enrolment.services.enrolling import released
from summitapp.enrolment.services.queue import give_free_places, seat, unseat
from summitapp.enrolment.values import EnrolmentNotOffered, EnrolmentState, NotParticipant
from summitapp.registration.models import Registration
from summitapp.registration.values import State


def add_participant(session: AgendaSession, registration: Registration) -> Enrolment:
    """Put a participant on the list of a session and write to them; without a free place they wait.

    What they have at the same time is theirs to sort out: their agenda shows it.

    :raises NotParticipant: if they are none of this summit.
    :raises NoSuchSession, EnrolmentNotOffered: if nobody enrols in it, or they may not know of it.
    """
    registration = lock(Registration, registration.id)
    if registration.state is not State.CONFIRMED or registration.summit_id != session.summit_id:
        raise NotParticipant
    found = released(registration, session.code)
    session = lock(AgendaSession, session.id)
    if (held := queries.of_pair(session.id, registration.id)) is not None:
        return held
    if not found.enrols:
        raise EnrolmentNotOffered
    enrolment = seat(session, registration)
    mails.tell(enrolment, "added")
    return enrolment


def enrol_many(session: AgendaSession, registrations: Sequence[Registration]) -> None:
    """Put participants on the empty list of a session, in their order, as far as it has places; the others wait.

    Nobody is written to: for lists that were gathered elsewhere, and for demonstrations.
    """
    session = lock(AgendaSession, session.id)
    places = len(registrations) if session.capacity is None else min(session.capacity, len(registrations))
    moment = now()
    rows = [
        {"public_id": new_reference(), "session_id": session.id, "registration_id": one.id, "created_at": moment,
         "changed_at": moment, "state": EnrolmentState.ENROLLED if number < places else EnrolmentState.WAITING,
         "rank": None if number < places else number - places + 1}
        for number, one in enumerate(registrations)
    ]  # fmt: skip
    db.session.execute(sa.insert(table_of(Enrolment)), rows)
    session.taken += places
    record("enrolment.list_taken", session, summit=session.summit.public_id, people=len(rows))


def remove_participant(enrolment: Enrolment, reason: str = "") -> None:
    """Take somebody off the list of a session and write to them; the place goes to the next who waits.

    :param reason: for the log; the person does not read it.
    """
    registration = lock(Registration, enrolment.registration_id)
    session = lock(AgendaSession, enrolment.session_id)
    current = queries.of_pair(session.id, registration.id)
    if current is not None:
        unseat(session, current, "removed", reason.strip())
        mails.tell_removed(registration, session)


def move_to_front(enrolment: Enrolment) -> bool:
    """Let somebody who waits be the next to move up; returns whether they have a place now."""
    session = lock(AgendaSession, enrolment.session_id)
    current = queries.of_pair(session.id, enrolment.registration_id)
    if current is None or current.state is not EnrolmentState.WAITING:
        return current is not None
    current.rank = queries.edge_of_queue(session.id)[0] - 1
    record("enrolment.moved_to_front", current, summit=session.summit.public_id, session=session.code)
    return current in give_free_places(session)
