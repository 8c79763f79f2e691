"""Adding, setting up, hearing and revoking devices, and the roster they are given."""

from summitapp.devices.services.building import FRESHEN, ask_if_stale, drop, freshen, sweep
from summitapp.devices.services.enrolling import (
    add_device,
    enrol,
    enrol_this,
    rename_device,
    revoke_all,
    revoke_device,
    show_code,
)
from summitapp.devices.services.giving import NOTES, give_roster, note_given, role_of
from summitapp.devices.services.hearing import health, hear, newest, note_told
from summitapp.devices.services.keys import held_lock
from summitapp.devices.services.persons import forget_devices
from summitapp.devices.services.tokens import REVOKED, DeviceMemory, check_scans

__all__ = [
    "FRESHEN", "NOTES", "REVOKED", "DeviceMemory", "add_device", "ask_if_stale", "check_scans", "drop", "enrol",
    "enrol_this", "forget_devices", "freshen", "give_roster", "health", "hear", "held_lock", "newest", "note_given",
    "note_told", "rename_device", "revoke_all", "revoke_device", "role_of", "show_code", "sweep",
]  # fmt: skip
