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


def may_merge(actor: Actor, both: Any) -> bool:
    """The organisers, for two registrations of one summit."""
    return both is not None and all(may_decide(actor, one) for one in both)


def may_open_view(actor: Actor, view: Any) -> bool:
    """Who works with the registrations and owns the view, or sees it because it is shared."""
    return may_see(actor, view) and (view.owner == actor.reference or (view.shared and view.deleted_at is None))


def may_change_view(actor: Actor, view: Any) -> bool:
    """Its owner."""
    return may_see(actor, view) and view.owner == actor.reference


def may_manage(actor: Actor, registration: Any) -> bool:
    """The person whose registration it is."""
    return bool(actor.person) and registration.person.public_id == actor.person


PERMISSIONS = {
    "registration:see": may_see,
    "registration:decide": may_decide,
    "registration:export": may_decide,
    "registration:manage": may_manage,
    "registration:merge": may_merge,
    "registration:open_view": may_open_view,
    "registration:change_view": may_change_view,
}
