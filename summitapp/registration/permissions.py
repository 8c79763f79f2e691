"""Who may read, decide and export registrations, and whose own page it is."""

from typing import Any

from summitapp.core.security import Actor
from summitapp.questions.values import Reader
from summitapp.summits.models import Summit

_DECIDE = ("owner", "organiser")
_READ = (*_DECIDE, "desk", "viewer")
#: Need to know: a group is its own roles and no others; an owner is no first-aider.
_GROUPS = {
    Reader.ORGANISER: _DECIDE, Reader.DESK: ("desk",), Reader.FIRST_AID: ("first_aid",),
    Reader.CATERING: ("catering",),
}


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


def groups_of(actor: Actor, thing: Any) -> frozenset[Reader]:
    """Return the groups an actor belongs to whose work needs sealed answers of this summit."""
    if actor.kind != "user":
        return frozenset()
    return frozenset(
        group for group, roles in _GROUPS.items() if actor.holds(*roles, kind="summit", scope=_scope(thing))
    )


def may_open(actor: Actor, thing: Any) -> bool:
    """Whoever is of one of those groups; which answers, each question says."""
    return bool(groups_of(actor, thing))


def may_fetch(actor: Actor, upload: Any) -> bool:
    """The person whose file it is, and the organisers."""
    registration = upload.registration
    return may_manage(actor, registration) or may_decide(actor, registration)


def is_own_doing(actor: Actor, thing: Any) -> bool:
    """Whether a person or their delegation acts, and not the organisers, a program or the application itself."""
    return actor.kind in ("user", "person") and not may_decide(actor, thing)


PERMISSIONS = {
    "registration:see": may_see,
    "registration:decide": may_decide,
    "registration:export": may_decide,
    "registration:manage": may_manage,
    "registration:merge": may_merge,
    "registration:open_view": may_open_view,
    "registration:change_view": may_change_view,
    "answers:open": may_open,
    "answers:fetch": may_fetch,
}
