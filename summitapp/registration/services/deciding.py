"""What the organiser decides: approve, decline, cancel, and think again."""

from summitapp.registration import mails, rules
from summitapp.registration.models import Registration
from summitapp.registration.services import places
from summitapp.registration.services.moving import claim, frees, move
from summitapp.registration.services.waiting import promote_waiting
from summitapp.registration.values import (
    ENDED_BY_ORGANISER,
    REASON_LENGTH,
    CategoryFull,
    ReasonMissing,
    State,
    TransitionRefused,
)


def approve(registration: Registration, greeting: str = "") -> Registration:
    """Give somebody a place, or put them on the waiting list when none is free; tells the person.

    Who waits already receives a free place before their turn. Who has not proven the address
    has the place held until they do.

    :param greeting: words of the organisers for the mail; may be empty.

    :raises TransitionRefused: if it was decided already.
    :raises CategoryFull: if they wait already and still no place is free.
    """
    registration = claim(registration, State.CONFIRMED)
    free = registration.holds_place or places.take(
        registration.summit_id, registration.category_id, registration.delegation_id
    )
    if not free and registration.state is State.WAITING:
        raise CategoryFull
    smaller = registration.state is State.WAITING and registration.party is not None
    state = rules.decide_approval(free, registration.proven or registration.state is State.WAITING)
    move(registration, state, "approved", reason=" ".join(greeting.split())[:REASON_LENGTH])
    mails.tell(registration, "waiting" if state is State.WAITING else "confirmed")
    if smaller:  # the rest of the party may fit now
        promote_waiting(registration.summit_id)
    return registration


def decline(registration: Registration, reason: str) -> Registration:
    """Say no, with a reason the person reads.

    :raises ReasonMissing: without a reason. :raises TransitionRefused: if it was decided already.
    """
    return _end(registration, State.DECLINED, "declined", reason)


def cancel(registration: Registration, reason: str) -> Registration:
    """Take somebody's place or request away, with a reason; the next on the waiting list moves up.

    :raises ReasonMissing: without a reason. :raises TransitionRefused: if it has ended already.
    """
    return _end(registration, State.CANCELLED, "cancelled", reason)


def _end(registration: Registration, state: State, word: str, reason: str) -> Registration:
    """Say so with the reason; what this frees goes to whoever waits next."""
    registration = claim(registration, state)
    held = frees(registration)
    move(registration, state, word, reason=_reason(reason))
    mails.tell(registration, word)
    if held:
        promote_waiting(registration.summit_id)
    return registration


def reopen(registration: Registration) -> Registration:
    """Take a refusal or a cancellation back: the request waits for a decision again, and the person is told.

    The place is not kept for them: it may have gone to the waiting list.

    :raises TransitionRefused: if it was neither declined nor cancelled.
    :raises AlreadyRegistered: at the flush, if the person has registered anew.
    """
    registration = claim(registration, State.SUBMITTED)
    if registration.state not in ENDED_BY_ORGANISER:
        raise TransitionRefused(state=registration.state.value)
    move(registration, State.SUBMITTED, "reopened")
    registration.decided_at = None
    mails.tell(registration, "reopened")
    return registration


def _reason(text: str) -> str:
    reason = " ".join(text.split())[:REASON_LENGTH]
    if not reason:
        raise ReasonMissing({"reason": ReasonMissing.message})
    return reason
