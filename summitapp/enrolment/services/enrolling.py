"""A participant takes a place in a session, or gives it back."""

from summitapp.agenda.models import AgendaSession
from summitapp.agenda.values import Released
from summitapp.core.clock import now
from summitapp.core.db import lock
from summitapp.enrolment import queries, rules
from summitapp.enrolment.models import Enrolment
from summitapp.enrolment.services.queue import seat, unseat
from summitapp.enrolment.services.viewing import besides_of
from summitapp.enrolment.values import ClashesUnconfirmed, EnrolmentOver, NoSuchSession, NotParticipant
from summitapp.registration.models import Registration
from summitapp.registration.values import State


def enrol(registration: Registration, code: str, agreed: str = "") -> Enrolment:
    """Give a participant a place in a session, or a turn on its waiting list; whoever has one keeps it.

    :param agreed: :attr:`Plan.mark` of what the person was told falls on the same time, and said yes to.
    :raises NotParticipant: if their place at the summit is not confirmed.
    :raises NoSuchSession: if there is none they may see.
    :raises EnrolmentNotOffered, EnrolmentOver: if nobody enrols in it, or not any more.
    :raises ClashesUnconfirmed: if they have something else at that time and were not told, or of something else.
    """
    registration = lock(Registration, registration.id)
    if registration.state is not State.CONFIRMED:
        raise NotParticipant
    wanted = released(registration, code)
    if (held := queries.of_pair(wanted.session_id, registration.id)) is not None:
        return held
    if (refusal := rules.refusal_to_enrol(wanted, now())) is not None:
        raise refusal
    clashing = rules.clashing_with(wanted, queries.items_of(registration))
    losing = {item.released.session_id for item in clashing if rules.has_to_go(item)}
    locked = {row: lock(AgendaSession, row) for row in sorted({wanted.session_id, *losing})}
    session = locked[wanted.session_id]
    others = rules.beside(wanted, besides_of(registration))
    plan = rules.plan_for(clashing, waits=session.capacity is not None and session.taken >= session.capacity, others=others)
    if plan.mark != agreed and plan.mark:
        raise ClashesUnconfirmed(plan)
    for row in sorted(losing):
        if (other := queries.of_pair(row, registration.id)) is not None:
            unseat(locked[row], other, "given_up")
    return seat(session, registration)


def leave(registration: Registration, code: str) -> bool:
    """Give a place or a turn back; it goes to the next who waits. Returns whether there was one.

    :raises NoSuchSession: if there is no such session. :raises EnrolmentOver: if it has begun.
    """
    registration = lock(Registration, registration.id)
    found = released(registration, code)
    session = lock(AgendaSession, found.session_id)
    enrolment = queries.of_pair(session.id, registration.id)
    if enrolment is None:
        return False
    if not found.placement.cancelled and found.placement.starts_at <= now():
        raise EnrolmentOver
    unseat(session, enrolment)
    return True


def released(registration: Registration, code: str) -> Released:
    """Return a session of the last release, as a participant may see it.

    :raises NoSuchSession: if there is none.
    """
    found = queries.one_for(registration, code)
    if found is None:
        raise NoSuchSession
    return found
