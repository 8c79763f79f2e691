"""Who may read, take along and order lists."""

from typing import Any

from summitapp.accounts.values import SUMMIT, Role
from summitapp.core.security import Actor
from summitapp.lists.values import VENUE_KINDS
from summitapp.questions.values import Reader
from summitapp.registration.permissions import groups_of
from summitapp.summits.models import Summit

_ORGANISE = (Role.OWNER, Role.ORGANISER)


def _scope(thing: Any) -> str:
    summit: Summit = thing if isinstance(thing, Summit) else thing.summit
    return summit.public_id


def may_see(actor: Actor, thing: Any) -> bool:
    """Whoever reads registrations; of one list the desk reads those of the venue."""
    roles = [*_ORGANISE, Role.VIEWER]
    if getattr(thing, "kind", None) is None or thing.kind in VENUE_KINDS:
        roles.append(Role.DESK)
    return actor.kind == "user" and actor.holds(*roles, kind=SUMMIT, scope=_scope(thing))


def may_export(actor: Actor, thing: Any) -> bool:
    """The organisers; the desk takes along what the venue needs."""
    roles = [*_ORGANISE, *([Role.DESK] if getattr(thing, "kind", None) in VENUE_KINDS else [])]
    return actor.kind == "user" and actor.holds(*roles, kind=SUMMIT, scope=_scope(thing))


def may_order(actor: Actor, thing: Any) -> bool:
    """The organisers."""
    return actor.kind == "user" and actor.holds(*_ORGANISE, kind=SUMMIT, scope=_scope(thing))


def may_open_notes(actor: Actor, thing: Any) -> bool:
    """Whoever gives first aid, and the organisers."""
    return bool(groups_of(actor, thing) & {Reader.FIRST_AID, Reader.ORGANISER})


PERMISSIONS = {
    "list:see": may_see,
    "list:export": may_export,
    "list:order": may_order,
    "list:open_notes": may_open_notes,
}
