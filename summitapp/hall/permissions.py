"""Whose meetings these are, and who of the team sees tables, paper and the report."""

from typing import Any

from summitapp.core.security import Actor
from summitapp.summits.models import Summit


def _holds(actor: Actor, thing: Any, *roles: str) -> bool:
    summit: Summit = thing if isinstance(thing, Summit) else thing.summit
    return actor.holds(*roles, kind="summit", scope=summit.public_id)


def may_use(actor: Actor, visit: Any) -> bool:
    """The participant whose meetings they are."""
    return bool(actor.person) and visit is not None and visit.registration.person.public_id == actor.person


def may_watch(actor: Actor, thing: Any) -> bool:
    """Whoever stands in the hall: screens and tables as they are now."""
    return _holds(actor, thing, "owner", "organiser", "desk", "viewer")


def may_work(actor: Actor, thing: Any) -> bool:
    """Whoever works at the tables: they write down who did not come, and take paper along."""
    return _holds(actor, thing, "owner", "organiser", "desk")


def may_report(actor: Actor, thing: Any) -> bool:
    """Who reads figures; they are told without names."""
    return _holds(actor, thing, "owner", "organiser", "viewer")


PERMISSIONS = {"hall:use": may_use, "hall:watch": may_watch, "hall:work": may_work, "hall:report": may_report}
