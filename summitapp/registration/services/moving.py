"""One step of a registration from a state to another, with its place, its rank and its audit entry."""

from datetime import timedelta

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db, lock
from summitapp.core.events import announce
from summitapp.registration import queries, rules
from summitapp.registration.models import Registration
from summitapp.registration.services import places
from summitapp.registration.services.answering import follow_state
from summitapp.registration.values import (
    ANSWER_WITHIN,
    MAY_HOLD_A_PLACE,
    SEATED,
    RegistrationCancelled,
    RegistrationConfirmed,
    State,
    TransitionRefused,
)


def claim(registration: Registration, *to: State) -> Registration:
    """Load a registration afresh so that nobody else changes it, if it may move to one of ``to``.

    The places of its summit are claimed first, as everywhere, so that no two wait for each other.

    :raises TransitionRefused: if it has moved on in the meantime.
    """
    places.be_alone(registration.summit_id)
    registration = lock(Registration, registration.id)
    if not any(rules.can_transition(registration.state, state) for state in to):
        raise TransitionRefused(state=registration.state.value)
    return registration


def frees(registration: Registration) -> bool:
    """Whether somebody may move up once this one has left: into the place, or since a waiting party is smaller."""
    return registration.holds_place or (registration.state is State.WAITING and registration.party is not None)


def move(registration: Registration, to: State, action: str, *, reason: str = "", note: str = "",
         **facts: object) -> None:  # fmt: skip
    """Move a claimed registration, which already has the place it needs, and tell the audit and whoever listens.

    :param reason: what the person reads of it. :param note: what only the audit says of it.
    :param facts: what else the audit keeps.
    """
    was = registration.state
    if not rules.can_transition(was, to):
        raise TransitionRefused(state=was.value)
    # asked first: a query flushes, and the database refuses what is only half changed
    stands = timedelta(hours=registration.summit.offer_hours)
    rank = queries.last_rank(registration.summit_id) + 1 if to is State.WAITING else None
    registration.state, registration.reason, registration.waiting_rank = to, reason, rank
    registration.offered_until = now() + stands if to is State.OFFERED else None
    registration.decided_at, registration.passed_over = now(), 0
    if to is State.APPROVED:  # a place is held: there is time to answer, however old the request is
        registration.proof_due_at = now() + ANSWER_WITHIN
    if to in SEATED:
        registration.holds_place = True
    elif registration.holds_place and to not in MAY_HOLD_A_PLACE:
        registration.holds_place = False
        places.give_back(registration.summit_id, registration.category_id, registration.delegation_id)
    follow_state(registration, was, to)
    record(f"registration.{action}", registration, summit=registration.summit.public_id, note=note or reason,
           state=(was, to), **facts)  # fmt: skip
    db.session.flush()
    if to is State.CONFIRMED:
        announce(RegistrationConfirmed(registration.id, registration.public_id, registration.summit_id,
                                       registration.person_id, registration.category_id,
                                       registration.delegation_id, registration.summit.public_id))  # fmt: skip
    elif was is State.CONFIRMED:
        announce(RegistrationCancelled(registration.id, registration.public_id, registration.summit_id,
                                       registration.person_id, to))  # fmt: skip
