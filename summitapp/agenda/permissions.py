"""Who may see and change the agenda behind the scenes of a summit."""

from collections.abc import Callable
from typing import Any, Final

from summitapp.accounts.values import SUMMIT, Role
from summitapp.agenda.models import AgendaSession, Interpreter
from summitapp.core.security import Actor
from summitapp.summits.models import Summit

Thing = Summit | AgendaSession | Interpreter


def _summit(thing: Thing) -> str:
    return thing.public_id if isinstance(thing, Summit) else thing.summit.public_id


def may_see(actor: Actor, thing: Thing) -> bool:
    """Whoever works on the agenda, and those who only read."""
    return actor.holds(Role.OWNER, Role.ORGANISER, Role.EDITOR, Role.VIEWER, kind=SUMMIT, scope=_summit(thing))


def may_edit(actor: Actor, thing: Thing) -> bool:
    """Whoever writes the agenda."""
    return actor.holds(Role.OWNER, Role.ORGANISER, Role.EDITOR, kind=SUMMIT, scope=_summit(thing))


PERMISSIONS: Final[dict[str, Callable[[Actor, Any], bool]]] = {
    "agenda:see": may_see,
    "agenda:edit": may_edit,
    "agenda:publish": may_edit,
}
