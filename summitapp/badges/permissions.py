"""Who may see, print, revoke and carry badges."""

from typing import Any

from summitapp.core.security import Actor
from summitapp.summits.models import Summit

_DESK = ("owner", "organiser", "desk")


def _summit_of(thing: Any) -> Summit:
    summit: Summit = thing if isinstance(thing, Summit) else thing.summit
    return summit


def may_see(actor: Actor, thing: Any) -> bool:
    """Whoever works at the desk or may read everything."""
    return actor.holds(*_DESK, "viewer", kind="summit", scope=_summit_of(thing).public_id)


def may_print(actor: Actor, thing: Any) -> bool:
    """Whoever works at the desk."""
    return actor.holds(*_DESK, kind="summit", scope=_summit_of(thing).public_id)


def may_design(actor: Actor, thing: Any) -> bool:
    """Whoever organises the summit."""
    return actor.holds("owner", "organiser", kind="summit", scope=_summit_of(thing).public_id)


def may_carry(actor: Actor, badge: Any) -> bool:
    """The person whose badge it is."""
    return bool(actor.person) and badge.registration.person.public_id == actor.person


PERMISSIONS = {
    "badges:see": may_see,
    "badges:print": may_print,
    "badges:revoke": may_print,
    "badges:design": may_design,
    "badges:carry": may_carry,
}
