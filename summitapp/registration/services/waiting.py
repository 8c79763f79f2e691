"""Moving people up from the waiting list, and ending what was not answered in time."""

from summitapp.core.clock import now
from summitapp.core.db import db, lock, unit_of_work
from summitapp.registration import mails, queries, rules
from summitapp.registration.models import Registration
from summitapp.registration.services import places
from summitapp.registration.services.moving import move
from summitapp.registration.values import EntryPolicy, Reason, State
from summitapp.summits.models import Summit
from summitapp.summits.values import ApprovalMode


def promote_waiting(summit_id: int) -> list[Registration]:
    """Give every free place to the next who fits it; returns who moved up.

    Where places are given automatically they are confirmed at once, elsewhere they receive an offer.
    """
    places.be_alone(summit_id)
    queue = {one.registration_id: one for one in queries.waiting(summit_id)}
    if not queue:
        return []
    summit = db.session.get_one(Summit, summit_id)
    policy = EntryPolicy(automatic=summit.approval is ApprovalMode.AUTOMATIC)
    moved: list[Registration] = []
    while True:
        whole, categories = queries.places(summit_id)
        chosen = rules.next_waiting(queue.values(), whole, categories, queries.delegation_places(summit_id),
                                    queries.shares(summit_id))  # fmt: skip
        if chosen is None or not places.take(summit_id, chosen.category_id, chosen.delegation_id):
            return moved
        del queue[chosen.registration_id]
        registration = lock(Registration, chosen.registration_id)
        state = rules.decide_promotion(policy)
        move(registration, state, "offered" if state is State.OFFERED else "promoted")
        mails.tell(registration, "offered" if state is State.OFFERED else "confirmed")
        moved.append(registration)


def lapse_due() -> int:
    """End what was not proven or answered in time, each in a unit of work of its own, then fill free places.

    Returns how many ended. Safe to run twice.
    """
    due = queries.due_to_lapse(now())
    waiting = queries.waiting_summits()
    ended = 0
    for row in due:
        with unit_of_work():
            ended += _lapse(row)
    for summit_id in waiting:
        with unit_of_work():
            promote_waiting(summit_id)
    return ended


def _lapse(row: int) -> bool:
    found = db.session.get(Registration, row)
    if found is None:
        return False
    places.be_alone(found.summit_id)
    registration = lock(Registration, row)
    moment = now()
    if rules.has_lapsed(registration.state, registration.proven, registration.proof_due_at, moment):
        reason = Reason.UNPROVEN
    elif rules.offer_has_lapsed(registration.state, registration.offered_until, moment):
        reason = Reason.OFFER_LAPSED
    else:
        return False
    held = registration.holds_place
    move(registration, State.WITHDRAWN, "lapsed", reason=reason.value)
    if reason is Reason.OFFER_LAPSED:
        mails.tell(registration, "withdrawn")
    if held:
        promote_waiting(registration.summit_id)
    return True
