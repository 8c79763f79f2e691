"""Who may scan, look on, and set up points."""

from typing import Any

from summitapp.accounts.values import SUMMIT
from summitapp.checkin.values import Post
from summitapp.core.security import Actor
from summitapp.summits.models import Summit


def _holds(actor: Actor, thing: Any, *roles: str) -> bool:
    summit: Summit = thing if isinstance(thing, Summit) else thing.summit
    return actor.holds(*roles, kind="summit", scope=summit.public_id)


def may_scan(actor: Actor, thing: Any) -> bool:
    """Whoever stands at a door or a desk."""
    return _holds(actor, thing, "owner", "organiser", "desk", "scanner")


def may_find(actor: Actor, thing: Any) -> bool:
    """Whoever sits at the desk may look somebody up by name."""
    return _holds(actor, thing, "owner", "organiser", "desk")


def may_watch(actor: Actor, thing: Any) -> bool:
    """Whoever works at the desk or may read everything."""
    return _holds(actor, thing, "owner", "organiser", "desk", "viewer")


def may_set_up(actor: Actor, thing: Any) -> bool:
    """The organisers."""
    return _holds(actor, thing, "owner", "organiser")


def post_of(actor: Actor, summit: str) -> Post:
    """Return whose hands a scan comes from: a device says so by its token; a program acts for the organisers, and a person
    for their role.

    :param summit: its public id.
    """
    if actor.kind == "device":
        return next((one for one in Post if actor.holds(one.grant, kind=SUMMIT, scope=summit)), Post.KIOSK)
    at_desk = actor.kind in ("token", "system") or actor.holds("owner", "organiser", "desk", kind=SUMMIT, scope=summit)
    return Post.DESK if at_desk else Post.DOOR


PERMISSIONS = {
    "checkin:scan": may_scan,
    "checkin:find": may_find,
    "checkin:watch": may_watch,
    "checkin:set_up": may_set_up,
}
