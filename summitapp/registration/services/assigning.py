"""Giving somebody another category or delegation; a place they hold moves with them."""

from typing import Any

from summitapp.audit.services import record
from summitapp.core.db import db, lock
from summitapp.delegations.models import Delegation
from summitapp.registration import queries
from summitapp.registration.models import Registration
from summitapp.registration.services import places
from summitapp.registration.services.details import index_again
from summitapp.registration.services.waiting import promote_waiting
from summitapp.registration.values import (
    ACTIVE,
    CategoryFull,
    CategoryUnknown,
    DelegationFull,
    DelegationRole,
    DelegationUnknown,
    State,
    TransitionRefused,
)
from summitapp.summits.models import Category


def change_category(registration: Registration, category: Category, *, anew: bool = False) -> Registration:
    """Let somebody take part as something else.

    :param anew: whether they hold a place is asked anew, see :func:`reseat`.
    :raises CategoryUnknown: if the summit has no such category. :raises TransitionRefused: if they no longer come.
    :raises CategoryFull: if they hold a place and there is none of the other category.
    """
    if category.summit_id != registration.summit_id:
        raise CategoryUnknown({"category": CategoryUnknown.message})
    registration = _claim(registration)
    if registration.category_id != category.id:
        held = registration.holds_place
        reseat(registration, category, registration.delegation, anew=anew)
        _fill(registration, held)
    return registration


def change_delegation(registration: Registration, delegation: Delegation | None) -> Registration:
    """Let somebody come with a delegation, or with none; there they are a member first.

    :raises DelegationUnknown: if the summit has no such delegation. :raises TransitionRefused: if they no longer come.
    :raises DelegationFull: if they hold a place and the delegation has none left.
    """
    if delegation is not None and delegation.summit_id != registration.summit_id:
        raise DelegationUnknown({"delegation": DelegationUnknown.message})
    registration = _claim(registration)
    if registration.delegation_id != (delegation.id if delegation is not None else None):
        held = registration.holds_place
        reseat(registration, registration.category, delegation)
        index_again(registration)
        _fill(registration, held)
    return registration


def reseat(registration: Registration, category: Category, delegation: Delegation | None, *, anew: bool = False) -> None:
    """Let a claimed registration count for another category and delegation; a place it holds moves with it.

    Nobody can step in between: whoever calls is alone with the places of the summit.

    :param anew: for a nomination: it holds a place if its new category keeps them and one is free, as when it was made.
    :raises CategoryFull, DelegationFull: if it holds a place and there is none where it is to go.
    """
    after = delegation.id if delegation is not None else None
    _move_place(registration, category, after, anew and registration.state is State.NOMINATED)
    changes: dict[str, Any] = {}
    if registration.category_id != category.id:
        changes["category"] = (registration.category.code, category.code)
    if registration.delegation_id != after:
        was = registration.delegation.code if registration.delegation is not None else None
        changes["delegation"] = (was, delegation.code if delegation is not None else None)
        registration.delegation_role, registration.position, registration.acting = DelegationRole.MEMBER, None, False
    registration.category, registration.delegation = category, delegation
    record("registration.assigned", registration, summit=registration.summit.public_id, **changes)


def _claim(registration: Registration) -> Registration:
    places.be_alone(registration.summit_id)
    registration = lock(Registration, registration.id)
    if registration.state not in ACTIVE:
        raise TransitionRefused(state=registration.state.value)
    return registration


def _move_place(registration: Registration, category: Category, delegation_id: int | None, anew: bool) -> None:
    held, summit_id = registration.holds_place, registration.summit_id
    if held:
        places.give_back(summit_id, registration.category_id, registration.delegation_id)
    if anew:
        registration.holds_place = category.holds_place and places.take(summit_id, category.id, delegation_id)
    elif held and not places.take(summit_id, category.id, delegation_id):
        raise CategoryFull if queries.places(summit_id)[1][category.id].full else DelegationFull


def _fill(registration: Registration, held: bool) -> None:
    """Let whoever waits for the place that was left move up, or the registration itself where there is room now."""
    db.session.flush()
    if held or registration.state is State.WAITING:
        promote_waiting(registration.summit_id)
