"""Whose contacts these are: one's own, and nobody's of the team."""

from typing import Any

from summitapp.core.security import Actor


def is_oneself(actor: Actor, person: Any) -> bool:
    """The person whose list it is."""
    return bool(actor.person) and person is not None and person.public_id == actor.person


def is_one_of_both(actor: Actor, exchange: Any) -> bool:
    """The two people of an exchange."""
    return bool(actor.person) and actor.person in (exchange.one.public_id, exchange.other.public_id)


def is_blocker(actor: Actor, block: Any) -> bool:
    """The person who blocked; the loader finds their own only."""
    return bool(actor.person) and block is not None


PERMISSIONS = {
    "contacts:use": is_oneself,
    "contacts:unblock": is_blocker,
    "contacts:hold": is_one_of_both,
}
