"""Adding, setting up, hearing and revoking devices, and the roster they are given."""

from summitapp.devices.services.asking import SUSPECTED, suspect, trust
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
from summitapp.devices.services.walking import SEARCHED, categories_to_give, find, note_search, walk_in

__all__ = [
    "FRESHEN", "NOTES", "REVOKED", "SEARCHED", "SUSPECTED", "DeviceMemory", "add_device", "ask_if_stale", "categories_to_give",
    "check_scans", "drop", "enrol", "enrol_this", "find", "forget_devices", "freshen", "give_roster", "health", "hear",
    "held_lock", "newest", "note_given", "note_search", "note_told", "rename_device", "revoke_all", "revoke_device",
    "role_of", "show_code", "suspect", "sweep", "trust", "walk_in",
]  # fmt: skip
