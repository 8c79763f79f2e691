"""Adding, setting up, hearing and revoking devices, and the roster they are given."""

from summitapp.devices.services.enrolling import (
    add_device,
    enrol,
    enrol_this,
    rename_device,
    revoke_all,
    revoke_device,
    show_code,
)
from summitapp.devices.services.hearing import health, hear, newest, note_told
from summitapp.devices.services.keys import lock_of
from summitapp.devices.services.persons import forget_devices
from summitapp.devices.services.tokens import REVOKED, DeviceMemory, check_scans

__all__ = [
    "REVOKED", "DeviceMemory", "add_device", "check_scans", "enrol", "enrol_this", "forget_devices", "health", "hear",
    "lock_of", "newest", "note_told", "rename_device", "revoke_all", "revoke_device", "show_code",
]  # fmt: skip
