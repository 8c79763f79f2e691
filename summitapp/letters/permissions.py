"""Who may ask for letters, read the queue, approve, and carry their own."""

from typing import Any

from summitapp.accounts.values import DELEGATION, SUMMIT, Role
from summitapp.core.security import Actor
from summitapp.summits.models import Summit

_DECIDE = (Role.OWNER, Role.ORGANISER)


def _scope(thing: Any) -> str:
    summit: Summit = thing if isinstance(thing, Summit) else thing.summit
    return summit.public_id


def may_see(actor: Actor, thing: Any) -> bool:
    """The organisers, and who reads what they read."""
    return actor.kind == "user" and actor.holds(*_DECIDE, Role.VIEWER, kind=SUMMIT, scope=_scope(thing))


def may_approve(actor: Actor, thing: Any) -> bool:
    """The organisers; that nobody approves what they asked for themselves is a rule of the service."""
    return actor.kind == "user" and actor.holds(*_DECIDE, kind=SUMMIT, scope=_scope(thing))


def may_ask(actor: Actor, registration: Any) -> bool:
    """The organisers, and the coordinator of the person's delegation."""
    if may_approve(actor, registration):
        return True
    group = registration.delegation
    return group is not None and actor.holds(Role.COORDINATOR, kind=DELEGATION, scope=group.public_id)


def may_manage(actor: Actor, thing: Any) -> bool:
    """The person whose letter or registration it is."""
    return bool(actor.person) and thing.person.public_id == actor.person


def is_oneself(actor: Actor, person: Any) -> bool:
    """The person who asks for their own page."""
    return bool(actor.person) and person is not None and person.public_id == actor.person


PERMISSIONS = {
    "letter:see": may_see,
    "letter:ask": may_ask,
    "letter:approve": may_approve,
    "letter:refuse": may_approve,
    "letter:revoke": may_approve,
    "letter:manage": may_manage,
    "letter:list_own": is_oneself,
}
