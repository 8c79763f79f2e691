"""Who may read, decide and export registrations, and whose own page it is."""

from typing import Any

from summitapp.core.security import Actor
from summitapp.summits.models import Summit

_DECIDE = ("owner", "organiser")
_READ = (*_DECIDE, "desk", "viewer")


def _scope(thing: Any) -> str:
    summit: Summit = thing if isinstance(thing, Summit) else thing.summit
    return summit.public_id


def may_see(actor: Actor, thing: Any) -> bool:
    """Whoever works with the registrations of the summit."""
    return actor.holds(*_READ, kind="summit", scope=_scope(thing))


def may_decide(actor: Actor, thing: Any) -> bool:
    """The organisers."""
    return actor.holds(*_DECIDE, kind="summit", scope=_scope(thing))


def may_manage(actor: Actor, registration: Any) -> bool:
    """The person whose registration it is."""
    return bool(actor.person) and registration.person.public_id == actor.person


def is_own_doing(actor: Actor, thing: Any) -> bool:
    """Whether a person or their delegation acts, and not the organisers, a program or the application itself."""
    return actor.kind in ("user", "person") and not may_decide(actor, thing)


PERMISSIONS = {
    "registration:see": may_see,
    "registration:decide": may_decide,
    "registration:export": may_decide,
    "registration:manage": may_manage,
}
