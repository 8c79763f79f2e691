"""Who handles what people ask about their data."""

from typing import Any

from summitapp.core.security import Actor
from summitapp.summits.models import Summit


def _scope(thing: Any) -> str:
    summit: Summit = thing if isinstance(thing, Summit) else thing.summit
    return summit.public_id


def _handles(actor: Actor, thing: Any) -> bool:
    return actor.holds("owner", "organiser", kind="summit", scope=_scope(thing))


def _reads(actor: Actor, thing: Any) -> bool:
    return actor.holds("owner", "organiser", "viewer", kind="summit", scope=_scope(thing))


def _handles_person(actor: Actor, named: Any) -> bool:
    return _handles(actor, named[0])


PERMISSIONS = {
    "privacy:handle_person": _handles_person,
    "privacy:see": _reads,
    "privacy:handle": _handles,
}
