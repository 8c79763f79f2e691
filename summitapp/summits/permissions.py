"""Who may see and change a summit. Every predicate takes the summit, or a part that knows its summit."""

from typing import Any

from summitapp.accounts.values import SUMMIT, Role
from summitapp.core.security import Actor
from summitapp.summits.models import Summit


def _scope(thing: Any) -> str:
    summit = thing if isinstance(thing, Summit) else thing.summit
    return str(summit.public_id)


def _has_an_account(actor: Actor, _thing: Any) -> bool:
    return actor.kind == "user"


def _leads_some_summit(actor: Actor, _thing: Any) -> bool:
    return actor.kind == "user" and any(grant.role in (Role.OWNER, Role.ORGANISER) for grant in actor.grants)


def _works_there(actor: Actor, thing: Any) -> bool:
    roles = (Role.OWNER, Role.ORGANISER, Role.EDITOR, Role.DESK, Role.VIEWER)
    return actor.kind == "user" and actor.holds(*roles, kind=SUMMIT, scope=_scope(thing))


def _reads_all(actor: Actor, thing: Any) -> bool:
    roles = (Role.OWNER, Role.ORGANISER, Role.VIEWER)
    return actor.kind == "user" and actor.holds(*roles, kind=SUMMIT, scope=_scope(thing))


def _organises(actor: Actor, thing: Any) -> bool:
    return actor.kind == "user" and actor.holds(Role.OWNER, Role.ORGANISER, kind=SUMMIT, scope=_scope(thing))


def _owns(actor: Actor, thing: Any) -> bool:
    return actor.kind == "user" and actor.holds(Role.OWNER, kind=SUMMIT, scope=_scope(thing))


PERMISSIONS = {
    "summit:list": _has_an_account,
    "summit:create": _leads_some_summit,
    "summit:work": _works_there,
    "summit:see": _reads_all,
    "summit:edit": _organises,
    "summit:publish": _organises,
    "team:see": _reads_all,
    "team:manage": _owns,
    "audit:read": _reads_all,
}
