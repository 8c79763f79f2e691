"""Whose choices these are, and who of the team sees and changes them."""

from typing import Any

from summitapp.core.security import Actor
from summitapp.enrolment.models import Enrolment
from summitapp.summits.models import Summit

_CHANGE = ("owner", "organiser")
_SEE = (*_CHANGE, "desk")
_REPORT = (*_CHANGE, "editor", "viewer")


def _scope(thing: Any) -> str:
    owner = thing.session if isinstance(thing, Enrolment) else thing
    summit: Summit = owner if isinstance(owner, Summit) else owner.summit
    return summit.public_id


def may_use(actor: Actor, visit: Any) -> bool:
    """The participant whose agenda it is."""
    return bool(actor.person) and visit is not None and visit.registration.person.public_id == actor.person


def may_see(actor: Actor, thing: Any) -> bool:
    """Who works with participants: the list of a session has their names."""
    return actor.holds(*_SEE, kind="summit", scope=_scope(thing))


def may_change(actor: Actor, thing: Any) -> bool:
    """The organisers."""
    return actor.holds(*_CHANGE, kind="summit", scope=_scope(thing))


def may_read_reports(actor: Actor, thing: Any) -> bool:
    """Who works on the agenda: feedback is told without names."""
    return actor.holds(*_REPORT, kind="summit", scope=_scope(thing))


PERMISSIONS = {
    "enrolment:use": may_use,
    "enrolment:see": may_see,
    "enrolment:change": may_change,
    "feedback:read": may_read_reports,
}
