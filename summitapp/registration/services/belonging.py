"""What a delegation may change of somebody on its list, and taking them off it."""

from typing import Any

from summitapp.audit.services import record
from summitapp.core.db import db
from summitapp.directory import services as directory
from summitapp.directory.models import Position
from summitapp.registration import mails, rules
from summitapp.registration.models import Registration
from summitapp.registration.services.assigning import change_category
from summitapp.registration.services.moving import claim, frees, move
from summitapp.registration.services.nominating import refuse_after
from summitapp.registration.services.reaching import leave_address
from summitapp.registration.services.waiting import promote_waiting
from summitapp.registration.values import (
    REASON_LENGTH,
    AddressKept,
    CategoryKept,
    DelegationUnknown,
    Reason,
    State,
)
from summitapp.summits.models import Category


def change_belonging(registration: Registration, *, category: Category, position: Position | None, acting: bool,
                     phone: str, email: str | None = None) -> bool:  # fmt: skip
    """Change as what somebody comes: category, office, telephone; returns whether anything changed.

    :param email: taken only as long as nobody has confirmed the one there is: whoever has the address reads the
        person's own answers.
    :raises DeadlinePassed: for the delegation itself, when the time for changes is over.
    :raises TransitionRefused: if the registration has ended.
    :raises CategoryKept: if the category shall change and they are more than nominated.
    :raises AddressKept: if the person has confirmed another address.
    """
    refuse_after(registration.summit, registration.summit.changes_close_at)
    registration = claim(registration, State.WITHDRAWN)  # whoever could still withdraw has not ended
    moved = _change_category(registration, category)
    wanted: dict[str, Any] = {"position_id": position.id if position else None, "acting": acting, "phone": phone}
    changes = {name: value for name, value in wanted.items() if getattr(registration, name) != value}
    for name, value in changes.items():
        setattr(registration, name, value)
    if changes:
        record("registration.changed", registration, summit=registration.summit.public_id, **changes)
    return _correct_address(registration, email) or moved or bool(changes)


def _change_category(registration: Registration, category: Category) -> bool:
    if registration.category is category:
        return False
    if category.summit_id != registration.summit_id or registration.state is not State.NOMINATED:
        raise CategoryKept({"category": CategoryKept.message})
    change_category(registration, category, anew=True)
    return True


def _correct_address(registration: Registration, email: str | None) -> bool:
    """Change an address nobody has confirmed; whoever was written to by mistake cannot come in any more."""
    person = registration.person
    email = email.lower() if email else None
    if person.email == email:
        return False
    if person.proven_at is not None:
        raise AddressKept({"email": AddressKept.message})
    old = person.email
    directory.correct_address(person, email)
    leave_address(person, old)
    registration.sameness = rules.sameness_key(email, person.given_name, person.family_name)
    record("registration.changed", registration, summit=registration.summit.public_id, email=True)
    db.session.flush()
    mails.tell(registration, "nominated")
    return True


def take_off(registration: Registration, reason: str = "") -> Registration:
    """Take somebody off the list of their delegation; the next on the waiting list moves up, and they are told.

    :raises DeadlinePassed: for the delegation itself, when the time for changes is over.
    :raises TransitionRefused: if the registration has ended. :raises DelegationUnknown: if they come alone.
    """
    refuse_after(registration.summit, registration.summit.changes_close_at)
    registration = claim(registration, State.WITHDRAWN)
    if registration.delegation_id is None:
        raise DelegationUnknown({"delegation": DelegationUnknown.message})
    held, words = frees(registration), " ".join(reason.split())[:REASON_LENGTH]
    move(registration, State.WITHDRAWN, "taken_off", reason=words or Reason.BY_DELEGATION.value)
    mails.tell(registration, "taken_off")
    if held:
        promote_waiting(registration.summit_id)
    return registration
