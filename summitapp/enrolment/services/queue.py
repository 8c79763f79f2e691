"""Places and the waiting list of a session: who takes one, who stands where, and who moves up.

Whoever holds the row of a session is alone in deciding about its places until the commit. Rows are always taken in one
order: the summit if it is needed at all, the registration, then the sessions by their number.
"""

from summitapp.agenda.models import AgendaSession
from summitapp.agenda.services import give_back_place, take_place
from summitapp.audit.services import record, write
from summitapp.core.clock import now
from summitapp.core.db import db, lock, unit_of_work
from summitapp.core.events import announce
from summitapp.core.security import acting_as, system_actor
from summitapp.enrolment import mails, queries, rules
from summitapp.enrolment.models import Enrolment
from summitapp.enrolment.values import EnrolmentState, SeatsChanged
from summitapp.registration.models import Registration


def seat(session: AgendaSession, registration: Registration) -> Enrolment:
    """Give somebody a place in a locked session, or the last turn on its waiting list."""
    if take_place(session):
        state, rank = EnrolmentState.ENROLLED, None
    else:
        state, rank = EnrolmentState.WAITING, queries.edge_of_queue(session.id)[1] + 1
    moment = now()
    enrolment = Enrolment(session=session, registration=registration, state=state, rank=rank, created_at=moment,
                          changed_at=moment)  # fmt: skip
    db.session.add(enrolment)
    record(f"enrolment.{'made' if rank is None else 'queued'}", enrolment, summit=registration.summit.public_id,
           session=session.code)  # fmt: skip
    announce(SeatsChanged((registration.person.public_id,)))
    return enrolment


def unseat(session: AgendaSession, enrolment: Enrolment, action: str = "left", note: str = "") -> None:
    """End an enrolment in a locked session; a place that becomes free goes on at once."""
    seated = enrolment.state is EnrolmentState.ENROLLED
    summit = session.summit.public_id
    write(f"enrolment.{action}", "enrolment.enrolment", enrolment.public_id, summit=summit, note=note,
          changes={"session": session.code, "state": enrolment.state.value})  # fmt: skip
    person = enrolment.registration.person.public_id
    db.session.delete(enrolment)
    db.session.flush()
    announce(SeatsChanged((person,)))
    if seated:
        give_back_place(session)
        give_free_places(session)


def give_free_places(session: AgendaSession) -> list[Enrolment]:
    """Give every free place of a locked session to the next who waits, and write to them; returns who moved up.

    Nobody moves up once the session has begun, or where it does not take place.
    """
    free = None if session.capacity is None else session.capacity - session.taken
    waiting = queries.next_waiting(session.id, free) if free is None or free > 0 else []
    if not waiting or not _is_to_come(session, waiting[0].registration):
        return []
    moved = []
    for enrolment in waiting:
        if not take_place(session):
            break
        enrolment.state, enrolment.rank, enrolment.changed_at = EnrolmentState.ENROLLED, None, now()
        record("enrolment.moved_up", enrolment, summit=session.summit.public_id, session=session.code)
        mails.tell(enrolment, "moved_up")
        moved.append(enrolment)
    if moved:
        announce(SeatsChanged(tuple(one.registration.person.public_id for one in moved)))
    return moved


def _is_to_come(session: AgendaSession, registration: Registration) -> bool:
    found = queries.one_for(registration, session.code)
    return found is not None and rules.refusal_to_enrol(found, now()) is None


def sweep() -> int:
    """Take back what ended registrations still hold, and give on every free place; returns how many moved up.

    Everything is done where it happens; this finds what no announcement told of. Safe to run twice.
    """
    ended, waited_for = queries.ended(), queries.with_free_places()
    moved = 0
    for registration_id in ended:
        with acting_as(system_actor("enrolment")), unit_of_work():
            take_back(registration_id)
    for session_id in waited_for:
        with acting_as(system_actor("enrolment")), unit_of_work():
            moved += len(give_free_places(lock(AgendaSession, session_id)))
    return moved


def take_back(registration_id: int) -> None:
    """End everything one registration holds and waits for."""
    held = queries.enrolments_with_places(registration_id)
    for enrolment in held:
        session = lock(AgendaSession, enrolment.session_id)
        current = queries.of_pair(session.id, registration_id)
        if current is not None:
            unseat(session, current, "ended")
