"""Who sees, makes and changes delegations and their coordinators: the team of the summit."""

from typing import Any

from summitapp.accounts.values import SUMMIT, Role
from summitapp.core.security import Actor
from summitapp.summits.models import Summit


def _scope(thing: Any) -> str:
    """Return the summit of a summit, a delegation, or a part of one."""
    if isinstance(thing, Summit):
        return thing.public_id
    return str(getattr(thing, "delegation", thing).summit.public_id)


def _reads(actor: Actor, thing: Any) -> bool:
    roles = (Role.OWNER, Role.ORGANISER, Role.DESK, Role.VIEWER)
    return actor.kind == "user" and actor.holds(*roles, kind=SUMMIT, scope=_scope(thing))


def _organises(actor: Actor, thing: Any) -> bool:
    return actor.kind == "user" and actor.holds(Role.OWNER, Role.ORGANISER, kind=SUMMIT, scope=_scope(thing))


PERMISSIONS = {
    "delegation:see": _reads,
    "delegation:edit": _organises,
    "delegation:invite": _organises,
}
