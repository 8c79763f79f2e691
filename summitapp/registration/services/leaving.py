"""What the person decides: not to come."""

from summitapp.registration import mails
from summitapp.registration.models import Registration
from summitapp.registration.services.moving import claim, frees, move
from summitapp.registration.services.waiting import promote_waiting
from summitapp.registration.values import State


def withdraw(registration: Registration, reason: str = "") -> Registration:
    """Give a place or a request back; the next on the waiting list moves up, and the person gets a receipt.

    :raises TransitionRefused: if it has ended already.
    """
    registration = claim(registration, State.WITHDRAWN)
    held = frees(registration)
    move(registration, State.WITHDRAWN, "withdrawn", reason=reason)
    mails.tell(registration, "withdrawn")
    if held:
        promote_waiting(registration.summit_id)
    return registration
