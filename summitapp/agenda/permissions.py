"""Who may see and change the agenda behind the scenes of a summit."""

from collections.abc import Callable
from typing import Any, Final

from summitapp.accounts.values import SUMMIT, Role
from summitapp.agenda.models import AgendaNotice, AgendaSession, AgendaVersion
from summitapp.core.security import Actor
from summitapp.summits.models import Summit

Thing = Summit | AgendaSession | AgendaVersion | AgendaNotice


def _summit(thing: Thing) -> str:
    if isinstance(thing, AgendaNotice):
        thing = thing.version
    return thing.public_id if isinstance(thing, Summit) else thing.summit.public_id


def may_see(actor: Actor, thing: Thing) -> bool:
    """Whoever works on the agenda, and those who only read."""
    return actor.holds(Role.OWNER, Role.ORGANISER, Role.EDITOR, Role.VIEWER, kind=SUMMIT, scope=_summit(thing))


def may_edit(actor: Actor, thing: Thing) -> bool:
    """Whoever writes the agenda."""
    return actor.holds(Role.OWNER, Role.ORGANISER, Role.EDITOR, kind=SUMMIT, scope=_summit(thing))


def may_tell(actor: Actor, thing: Thing) -> bool:
    """Whoever writes to people in the name of the summit, and sees their addresses."""
    return actor.holds(Role.OWNER, Role.ORGANISER, kind=SUMMIT, scope=_summit(thing))


def may_call(actor: Actor, thing: Thing) -> bool:
    """Whoever calls people who have to be told at once: the organisers and the desk."""
    return actor.holds(Role.OWNER, Role.ORGANISER, Role.DESK, kind=SUMMIT, scope=_summit(thing))


PERMISSIONS: Final[dict[str, Callable[[Actor, Any], bool]]] = {
    "agenda:see": may_see,
    "agenda:edit": may_edit,
    "agenda:publish": may_edit,
    "agenda:tell": may_tell,
    "agenda:call": may_call,
}
