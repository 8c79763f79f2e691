"""Who may see and change the agenda behind the scenes of a summit."""

from collections.abc import Callable
from typing import Any, Final

from summitapp.accounts.values import SUMMIT, Role
from summitapp.agenda.models import AgendaNotice, SessionDocument
from summitapp.core.security import Actor
from summitapp.summits.models import Summit


def _summit(thing: Any) -> str:
    """Return the public id of the summit that a session, a release, a notice, a document or somebody belongs to."""
    if isinstance(thing, SessionDocument):
        thing = thing.session
    elif isinstance(thing, AgendaNotice):
        thing = thing.version
    summit: Summit = thing if isinstance(thing, Summit) else thing.summit
    return summit.public_id


def may_see(actor: Actor, thing: Any) -> bool:
    """Whoever works on the agenda, and those who only read."""
    return actor.holds(Role.OWNER, Role.ORGANISER, Role.EDITOR, Role.VIEWER, kind=SUMMIT, scope=_summit(thing))


def may_edit(actor: Actor, thing: Any) -> bool:
    """Whoever writes the agenda."""
    return actor.holds(Role.OWNER, Role.ORGANISER, Role.EDITOR, kind=SUMMIT, scope=_summit(thing))


def may_tell(actor: Actor, thing: Any) -> bool:
    """Whoever writes to people in the name of the summit, and sees their addresses."""
    return actor.holds(Role.OWNER, Role.ORGANISER, kind=SUMMIT, scope=_summit(thing))


def may_call(actor: Actor, thing: Any) -> bool:
    """Whoever calls people who have to be told at once: the organisers and the desk."""
    return actor.holds(Role.OWNER, Role.ORGANISER, Role.DESK, kind=SUMMIT, scope=_summit(thing))


def may_read(actor: Actor, document: Any) -> bool:
    """A person to whom the loader has handed a document: it finds only what participants may have."""
    return bool(actor.person) and document is not None


def is_oneself(actor: Actor, profile: Any) -> bool:
    """Whoever came by the link of My summit, for their own page as a speaker."""
    return bool(actor.person) and profile is not None and profile.person.public_id == actor.person


PERMISSIONS: Final[dict[str, Callable[[Actor, Any], bool]]] = {
    "agenda:see": may_see,
    "agenda:edit": may_edit,
    "agenda:publish": may_edit,
    "agenda:tell": may_tell,
    "agenda:call": may_call,
    "speaker:see": may_see,
    "speaker:edit": may_edit,
    "document:see": may_see,
    "document:edit": may_edit,
    "document:read": may_read,
    "speaker:own": is_oneself,
}
