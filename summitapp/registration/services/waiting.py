"""The waiting list: moving people up in order, out of order by hand, and ending what was not answered in time."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db, lock, unit_of_work
from summitapp.registration import mails, queries, rules
from summitapp.registration.models import Registration
from summitapp.registration.services import places
from summitapp.registration.services.moving import frees, move
from summitapp.registration.values import (
    CategoryFull,
    DelegationFull,
    EntryPolicy,
    Hold,
    PartyTooLarge,
    Reason,
    ReasonMissing,
    Seat,
    State,
    TransitionRefused,
    Waiting,
)
from summitapp.summits.values import ApprovalMode


def promote_waiting(summit_id: int) -> list[Registration]:
    """Give every free place to the next who fits it; returns who moved up.

    Where places are given automatically they are confirmed at once, elsewhere they receive an offer. Those who
    come together move up together, and categories of protocol are left to people.
    """
    places.be_alone(summit_id)
    queue = queries.waiting(summit_id)
    if not queue:
        return []
    turns = rules.go_through(queue, queries.room(summit_id))
    places.note_passes(turns)
    moved: list[Registration] = []
    for turn in turns:
        if turn.hold is None and places.take_party(summit_id, _seats(turn.members)):
            moved += _move_up(turn.members)
    return moved


def _seats(members: Iterable[Waiting]) -> list[Seat]:
    return [(one.category_id, one.delegation_id) for one in members]


def _move_up(members: Iterable[Waiting], note: str = "", *, by_hand: bool = False) -> list[Registration]:
    """Let people into the places taken for them; whom nobody has decided about yet keeps theirs until then."""
    moved = [lock(Registration, one.registration_id) for one in members]
    for registration in moved:
        policy = EntryPolicy(automatic=registration.summit.approval is ApprovalMode.AUTOMATIC)
        state = rules.decide_promotion(policy, by_hand or registration.decided_at is not None)
        registration.holds_place = state is State.SUBMITTED
        if state is State.SUBMITTED:
            move(registration, state, "moved_up")
            registration.decided_at = None
            continue
        move(registration, state, "offered" if state is State.OFFERED else "promoted", note=note)
        mails.tell(registration, "offered" if state is State.OFFERED else "confirmed")
    return moved


# --- by hand ------------------------------------------------------------------------------------


def offer(registration: Registration, reason: str = "") -> list[Registration]:
    """Offer a free place before somebody's turn, or in a category of protocol; to everybody of their party.

    :param reason: why, for the audit; the person does not read it.
    :raises TransitionRefused: if they do not wait.
    :raises CategoryFull, DelegationFull, PartyTooLarge: if no place is free for them, or too few.
    """
    members = _party_of(registration)
    if not places.take_party(registration.summit_id, _seats(members)):
        (turn,) = rules.go_through(rules.without_protocol(members), queries.room(registration.summit_id))
        raise _REFUSALS.get(turn.hold or Hold.SUMMIT, CategoryFull)
    return _move_up(members, reason, by_hand=True)


_REFUSALS = {
    Hold.DELEGATION: DelegationFull, Hold.SHARE: DelegationFull, Hold.PARTY: PartyTooLarge,
}  # fmt: skip


def move_in_queue(registration: Registration, position: int, reason: str) -> None:
    """Move somebody, with their party, to another position of the waiting list, from 1; free places are then given.

    :raises ReasonMissing: without a reason. :raises TransitionRefused: if they do not wait.
    """
    if not reason.strip():
        raise ReasonMissing({"reason": ReasonMissing.message})
    members = _party_of(registration)
    own = {one.registration_id for one in members}
    queue = queries.waiting(registration.summit_id)
    before = next(place for place, one in enumerate(queue, start=1) if one.registration_id == registration.id)
    others = [one for one in queue if one.registration_id not in own]
    place = min(max(position, 1), len(others) + 1) - 1
    _renumber(queue, [*others[:place], *members, *others[place:]])
    registration = lock(Registration, registration.id)
    record("registration.requeued", registration, summit=registration.summit.public_id, note=reason.strip(),
           position=(before, place + 1))  # fmt: skip
    promote_waiting(registration.summit_id)


def _party_of(registration: Registration) -> list[Waiting]:
    """Return somebody who waits with everybody of their party, while nobody else decides about places."""
    places.be_alone(registration.summit_id)
    queue = queries.waiting(registration.summit_id)
    for turn in rules.go_through(queue, queries.room(registration.summit_id)):
        if any(one.registration_id == registration.id for one in turn.members):
            return list(turn.members)
    raise TransitionRefused(state=lock(Registration, registration.id).state.value)


def _renumber(queue: Sequence[Waiting], wanted: Sequence[Waiting]) -> None:
    """Give the ranks of a queue to the same people in another order."""
    for rank, one in zip([one.rank for one in queue], wanted, strict=True):
        if one.rank != rank:
            row = sa.update(Registration).where(Registration.id == one.registration_id)
            db.session.execute(row.values(waiting_rank=rank))


# --- in time ------------------------------------------------------------------------------------


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
    held = frees(registration)
    move(registration, State.WITHDRAWN, "lapsed", reason=reason.value)
    if reason is Reason.OFFER_LAPSED:
        mails.tell(registration, "withdrawn")
    if held:
        promote_waiting(registration.summit_id)
    return True
