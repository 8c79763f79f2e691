"""The devices of the demo summit: what is left of a rehearsal, so that nobody is given anything through them."""

from datetime import timedelta
from typing import Final

from summitapp.core.clock import now
from summitapp.core.security import digest, new_secret
from summitapp.devices import services
from summitapp.devices.values import DeviceRole, NewDevice
from summitapp.operations.services.summit import Frame

_REHEARSED: Final = timedelta(days=9)
#: Name, role, battery from 0 to 1, scans it never sent, build.
_LEFT: Final = (
    ("Telefon 1", DeviceRole.DOOR, 0.81, 0, "2027.1"),
    ("Telefon 2", DeviceRole.DOOR, 0.14, 3, "2027.1"),
    ("Tablet Kayıt", DeviceRole.DESK, 0.56, 0, "2027.1"),
)


def leave_devices(frame: Frame) -> None:
    """Write down three devices that were used in a rehearsal and not since; their tokens are known to nobody."""
    for name, role, battery, pending, build in _LEFT:
        device = services.add_device(frame.summit, NewDevice(name, role, "tr", "entrance"))
        device.added_at = device.enrolled_at = device.seen_at = now() - _REHEARSED
        device.token_digest, device.battery, device.pending, device.build = digest(new_secret()), battery, pending, build
        device.oldest_at = now() - _REHEARSED if pending else None
