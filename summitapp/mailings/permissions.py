"""Who may read mailings, and who may write them."""

from typing import Any

from summitapp.accounts.values import SUMMIT, Role
from summitapp.core.security import Actor
from summitapp.summits.models import Summit


def _scope(thing: Any) -> str:
    summit: Summit = thing if isinstance(thing, Summit) else thing.summit
    return summit.public_id


def _writes(actor: Actor, thing: Any) -> bool:
    return actor.kind == "user" and actor.holds(Role.OWNER, Role.ORGANISER, kind=SUMMIT, scope=_scope(thing))


def _sees(actor: Actor, thing: Any) -> bool:
    roles = (Role.OWNER, Role.ORGANISER, Role.VIEWER)
    return actor.kind == "user" and actor.holds(*roles, kind=SUMMIT, scope=_scope(thing))


PERMISSIONS = {
    "mailing:see": _sees,
    "mailing:write": _writes,
}
