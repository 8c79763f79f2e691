"""Whose summit it is that My summit shows."""

from typing import Any

from summitapp.core.security import Actor


def _is_oneself(actor: Actor, person: Any) -> bool:
    return bool(actor.person) and person is not None and actor.person == person.public_id


def _receives(actor: Actor, receiver: Any) -> bool:
    return receiver is not None and receiver.subject == (actor.person or actor.reference)


def _owns(actor: Actor, passkey: Any) -> bool:
    return bool(actor.person) and passkey is not None and actor.person == passkey.subject


PERMISSIONS = {
    "code:use": _receives,
    "my:use": _is_oneself,
    "passkey:remove": _owns,
}
