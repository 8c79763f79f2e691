"""Whose meetings these are, and who of the team sees and plans them."""

from collections.abc import Callable
from typing import Any, Final

from summitapp.accounts.values import SUMMIT, Role
from summitapp.core.security import Actor
from summitapp.registration.values import State
from summitapp.summits.models import Summit


def _scope(thing: Any) -> str:
    """Return the public id of the summit to which a round, or something of a round, belongs."""
    for name in ("meeting", "block", "round"):
        thing = getattr(thing, name, thing)
    summit: Summit = thing if isinstance(thing, Summit) else thing.summit
    return summit.public_id


def may_use(actor: Actor, visit: Any) -> bool:
    """The participant with a confirmed place whose meetings, or whose request, it is; see ``queries.asking.visit``."""
    if visit is None or not actor.person or visit.registration.state is not State.CONFIRMED:
        return False
    own: bool = visit.registration.person.public_id == actor.person
    return own


def may_see(actor: Actor, thing: Any) -> bool:
    """Who works with participants, and those who only read."""
    roles = (Role.OWNER, Role.ORGANISER, Role.VIEWER, Role.DESK)
    return actor.holds(*roles, kind=SUMMIT, scope=_scope(thing))


def may_manage(actor: Actor, thing: Any) -> bool:
    """The organisers."""
    return actor.holds(Role.OWNER, Role.ORGANISER, kind=SUMMIT, scope=_scope(thing))


PERMISSIONS: Final[dict[str, Callable[[Actor, Any], bool]]] = {
    "matchmaking:use": may_use,
    "matchmaking:see": may_see,
    "matchmaking:manage": may_manage,
}
