"""Who looks at the board, and who works with its lists."""

from typing import Any

from summitapp.checkin import permissions as checkin
from summitapp.core.security import Actor


def may_watch(actor: Actor, thing: Any) -> bool:
    """Whoever works at the desk or may read everything."""
    return checkin.may_watch(actor, thing)


def may_work(actor: Actor, thing: Any) -> bool:
    """Whoever sits at the desk: they look into alerts, see who is inside by name, and type what was ticked on paper."""
    return checkin.may_find(actor, thing)


PERMISSIONS = {"desk:watch": may_watch, "desk:work": may_work}
