"""Giving somebody another category or delegation; a place they hold moves with them."""

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
    TransitionRefused,
)
from summitapp.summits.models import Category


def change_category(registration: Registration, category: Category) -> Registration:
    """Let somebody take part as something else.

    :raises CategoryUnknown: if the summit has no such category. :raises TransitionRefused: if they no longer come.
    :raises CategoryFull: if they hold a place and there is none of the other category.
    """
    if category.summit_id != registration.summit_id:
        raise CategoryUnknown({"category": CategoryUnknown.message})
    registration = _claim(registration)
    if registration.category_id == category.id:
        return registration
    before = registration.category.code
    _reseat(registration, category.id, registration.delegation_id)
    registration.category = category
    record("registration.assigned", registration, summit=registration.summit.public_id,
           category=(before, category.code))  # fmt: skip
    _fill(registration)
    return registration


def change_delegation(registration: Registration, delegation: Delegation | None) -> Registration:
    """Let somebody come with a delegation, or with none; there they are a member first.

    :raises DelegationUnknown: if the summit has no such delegation. :raises TransitionRefused: if they no longer come.
    :raises DelegationFull: if they hold a place and the delegation has none left.
    """
    if delegation is not None and delegation.summit_id != registration.summit_id:
        raise DelegationUnknown({"delegation": DelegationUnknown.message})
    registration = _claim(registration)
    after = delegation.id if delegation is not None else None
    if registration.delegation_id == after:
        return registration
    before = registration.delegation.code if registration.delegation is not None else None
    _reseat(registration, registration.category_id, after)
    registration.delegation, registration.delegation_role = delegation, DelegationRole.MEMBER
    record("registration.assigned", registration, summit=registration.summit.public_id,
           delegation=(before, delegation.code if delegation is not None else None))  # fmt: skip
    index_again(registration)
    _fill(registration)
    return registration


def _claim(registration: Registration) -> Registration:
    places.be_alone(registration.summit_id)
    registration = lock(Registration, registration.id)
    if registration.state not in ACTIVE:
        raise TransitionRefused(state=registration.state.value)
    return registration


def _reseat(registration: Registration, category_id: int, delegation_id: int | None) -> None:
    """Give the place back and take one elsewhere; nobody can step in between."""
    if not registration.holds_place:
        return
    summit_id = registration.summit_id
    places.give_back(summit_id, registration.category_id, registration.delegation_id)
    if not places.take(summit_id, category_id, delegation_id):
        raise CategoryFull if queries.places(summit_id)[1][category_id].full else DelegationFull


def _fill(registration: Registration) -> None:
    """Let whoever waits for the place that was left move up."""
    db.session.flush()
    if registration.holds_place:
        promote_waiting(registration.summit_id)
