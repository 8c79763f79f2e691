"""Who sees, adds and revokes devices."""

from typing import Any

from summitapp.core.security import Actor
from summitapp.devices.models import Device
from summitapp.devices.values import DeviceRole
from summitapp.summits.models import Summit

_MANAGE = ("owner", "organiser")


def _scope(thing: Any) -> str:
    summit: Summit = thing if isinstance(thing, Summit) else thing.summit
    return summit.public_id


def may_see(actor: Actor, thing: Any) -> bool:
    """Whoever works at the desk or may read everything."""
    return actor.holds(*_MANAGE, "desk", "viewer", kind="summit", scope=_scope(thing))


def may_add(actor: Actor, thing: Any) -> bool:
    """The organisers; and the desk, which adds devices for doors only."""
    return actor.holds(*_MANAGE, "desk", kind="summit", scope=_scope(thing))


def may_manage(actor: Actor, thing: Any) -> bool:
    """The organisers."""
    return actor.holds(*_MANAGE, kind="summit", scope=_scope(thing))


def may_set_up(actor: Actor, device: Any) -> bool:
    """Whoever may manage it; the desk, when it is a device for a door."""
    at_desk = actor.holds("desk", kind="summit", scope=_scope(device))
    return may_manage(actor, device) or (at_desk and isinstance(device, Device) and device.role is DeviceRole.DOOR)


PERMISSIONS = {
    "devices:see": may_see,
    "devices:add": may_add,
    "devices:manage": may_manage,
    "devices:set_up": may_set_up,
}
