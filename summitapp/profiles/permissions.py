"""Whose profile it is, who speaks for a delegation, and who of the team sees what profiles say."""

from typing import Any

from summitapp.accounts.values import DELEGATION, SUMMIT, Role
from summitapp.core.security import Actor
from summitapp.delegations.models import Delegation
from summitapp.profiles.models import Away, MatchProfile
from summitapp.registration.models import Registration
from summitapp.registration.values import State
from summitapp.summits.models import Summit


def _registration(thing: Any) -> Registration:
    found: Registration = thing if isinstance(thing, Registration) else thing.registration
    return found


def may_use(actor: Actor, thing: Any) -> bool:
    """The participant whose visit it is, once their place is confirmed."""
    mine = _registration(thing)
    return bool(actor.person) and mine.state is State.CONFIRMED and mine.person.public_id == actor.person


def may_free(actor: Actor, away: Away) -> bool:
    """The participant whose time it is."""
    return bool(actor.person) and away.registration.person.public_id == actor.person


def may_speak(actor: Actor, mandate: Any) -> bool:
    """Who speaks for a delegation: whoever coordinates or leads it, and the organisers of the summit."""
    group: Delegation = mandate.delegation
    if actor.person:
        head = mandate.head
        return head is not None and head.state is State.CONFIRMED and head.person.public_id == actor.person
    coordinates = actor.kind == "user" and actor.holds(Role.COORDINATOR, kind=DELEGATION, scope=group.public_id)
    return coordinates or may_manage(actor, group)


def _scope(thing: Any) -> str:
    summit: Summit = thing if isinstance(thing, Summit) else thing.summit
    return summit.public_id


def may_see(actor: Actor, thing: Any) -> bool:
    """Who works with participants: what profiles say has names beside it."""
    return actor.kind == "user" and actor.holds(Role.OWNER, Role.ORGANISER, Role.DESK, kind=SUMMIT, scope=_scope(thing))


def may_manage(actor: Actor, thing: Any) -> bool:
    """The organisers."""
    return actor.kind == "user" and actor.holds(Role.OWNER, Role.ORGANISER, kind=SUMMIT, scope=_scope(thing))


def may_read(actor: Actor, look: Any) -> bool:
    """A participant before a profile that the loader found open and visible to them."""
    profile: MatchProfile | None = look.profile
    return profile is not None and may_use(actor, look.registration)


PERMISSIONS = {
    "profiles:use": may_use,
    "profiles:free": may_free,
    "profiles:read": may_read,
    "profiles:speak": may_speak,
    "profiles:see": may_see,
    "profiles:manage": may_manage,
}
