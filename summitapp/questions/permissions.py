"""Who may see and change what a summit asks."""

from typing import Any

from summitapp.accounts.values import SUMMIT, Role
from summitapp.core.security import Actor
from summitapp.summits.models import Summit


def _scope(thing: Any) -> str:
    summit = thing if isinstance(thing, Summit) else thing.summit
    return str(summit.public_id)


def may_see(actor: Actor, thing: Any) -> bool:
    """Whoever reads all of the summit."""
    roles = (Role.OWNER, Role.ORGANISER, Role.VIEWER)
    return actor.kind == "user" and actor.holds(*roles, kind=SUMMIT, scope=_scope(thing))


def may_edit(actor: Actor, thing: Any) -> bool:
    """The organisers."""
    return actor.kind == "user" and actor.holds(Role.OWNER, Role.ORGANISER, kind=SUMMIT, scope=_scope(thing))


PERMISSIONS = {
    "questions:see": may_see,
    "questions:edit": may_edit,
}
