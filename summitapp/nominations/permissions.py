"""Who files the list of a delegation: its coordinators, and the organisers of the summit."""

from typing import Any

from summitapp.accounts.values import DELEGATION, SUMMIT, Role
from summitapp.core.security import Actor
from summitapp.delegations.models import Delegation


def _delegation(thing: Any) -> Delegation:
    """Return the delegation of a delegation, or of somebody who belongs to one."""
    found: Delegation = thing if isinstance(thing, Delegation) else thing.delegation
    return found


def may_organise(actor: Actor, thing: Any) -> bool:
    """The organisers of the summit, whom no deadline binds."""
    scope = _delegation(thing).summit.public_id
    return actor.kind == "user" and actor.holds(Role.OWNER, Role.ORGANISER, kind=SUMMIT, scope=scope)


def may_file(actor: Actor, thing: Any) -> bool:
    """Whoever coordinates this very delegation, or organises its summit."""
    scope = _delegation(thing).public_id
    coordinates = actor.kind == "user" and actor.holds(Role.COORDINATOR, kind=DELEGATION, scope=scope)
    return coordinates or may_organise(actor, thing)


def _has_a_desk(actor: Actor, _thing: Any) -> bool:
    return actor.kind == "user"


PERMISSIONS = {
    "nomination:file": may_file,
    "nomination:organise": may_organise,
    "nomination:list": _has_a_desk,
}
