"""Devices are added, set up by a code that works once, renamed and revoked."""

from datetime import datetime

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db, lock
from summitapp.core.security import acting, digest, new_secret
from summitapp.devices import queries, rules
from summitapp.devices.models import Device, FormerToken
from summitapp.devices.services import keys
from summitapp.devices.services.building import ask_fresh
from summitapp.devices.values import (
    CODE_LASTS,
    KEYED,
    PINNED,
    TOKEN_PREFIX,
    CodeUsed,
    DeviceEnded,
    DeviceRole,
    Enrolled,
    NewDevice,
    Secret,
)
from summitapp.summits.models import Summit


def add_device(summit: Summit, wanted: NewDevice) -> Device:
    """Write a device down; it can be used once it has been set up by a code (:func:`show_code`)."""
    device = Device(
        summit_id=summit.id, name=rules.free_name(wanted.name.strip(), queries.names(summit.id)), role=wanted.role,
        language=wanted.language, point_id=queries.point_id(summit.id, wanted.point), direction=wanted.direction,
        added_at=now(), added_by=acting().reference,
    )  # fmt: skip
    db.session.add(device)
    record("device.added", device, summit=summit.public_id, role=wanted.role)
    return device


def show_code(device: Device) -> Secret:
    """Make the code that sets a device up, and its PIN; codes made before stop working.

    A device that is in use already goes on until somebody uses the code: then its old token ends, and the key of its role
    is changed, as the telephone that had both may be in other hands.

    :raises DeviceEnded: if it was revoked.
    """
    device = lock(Device, device.id)
    if device.revoked_at is not None:
        raise DeviceEnded
    code, expires_at = new_secret(18), now() + CODE_LASTS
    device.code_digest, device.code_expires_at = digest(code), expires_at
    pin = keys.set_pin(device) if device.role in PINNED else ""
    record("device.code_made", device, summit=device.summit.public_id)
    return Secret(code, pin, expires_at)


def enrol(code: str, build: str = "") -> Enrolled:
    """Set a device up by the code of its QR symbol, which works once.

    :raises CodeUsed: if the code is unknown, used or too old, or its device was revoked.
    """
    found = queries.by_code(digest(code))
    device = lock(Device, found.id) if found is not None else None
    fits = device is not None and device.code_digest == digest(code) and device.revoked_at is None
    if device is None or not fits or device.code_expires_at is None or device.code_expires_at <= now():
        raise CodeUsed
    return _take_up(device, build)


def enrol_this(summit: Summit, wanted: NewDevice, build: str = "") -> Enrolled:
    """Make the device at hand one of the summit's, for somebody who is signed in on it; it holds no key of a role."""
    device = add_device(summit, NewDevice(wanted.name, DeviceRole.DOOR, wanted.language, wanted.point, wanted.direction))
    return _take_up(device, build)


def _take_up(device: Device, build: str) -> Enrolled:
    token, moment = TOKEN_PREFIX + new_secret(30), now()
    if device.enrolled_at is not None and device.role in KEYED:
        keys.change_key(device.summit_id, device.role)  # what was set up before under this name keeps the old one
    if device.token_digest is not None:
        db.session.add(FormerToken(device_id=device.id, digest=device.token_digest, ended_at=moment))
    device.token_digest, device.code_digest, device.code_expires_at = digest(token), None, None
    device.enrolled_at, device.seen_at, device.build = moment, moment, build[:40]
    record("device.enrolled", device, summit=device.summit.public_id, role=device.role)
    point = device.point.code if device.point is not None else ""
    keys.settle_pin(device)
    lock_ = keys.lock_of(device)
    ask_fresh(device.summit_id, anew=device.role in KEYED)
    return Enrolled(token, device, device.summit.slug, point, lock_)


def rename_device(device: Device, wanted: NewDevice) -> None:
    """Change what a device is called and where it stands; its role stays, since its key hangs on it."""
    device.name, device.language, device.direction = wanted.name.strip(), wanted.language, wanted.direction
    device.point_id = queries.point_id(device.summit_id, wanted.point)
    record("device.changed", device, summit=device.summit.public_id, name=wanted.name)


def revoke_device(device: Device) -> None:
    """End a device: it forgets roster and keys when it hears of it, and the key of its role is changed.

    :raises DeviceEnded: if it was revoked before.
    """
    device = lock(Device, device.id)
    if device.revoked_at is not None:
        raise DeviceEnded
    _end(device, now())
    if device.role in KEYED and device.enrolled_at is not None:
        keys.change_key(device.summit_id, device.role)
        ask_fresh(device.summit_id, anew=True)


def revoke_all(summit: Summit) -> int:
    """End all devices of a summit at once; returns how many."""
    devices, moment = queries.in_use(summit.id), now()
    for device in devices:
        _end(device, moment)
    for role in {device.role for device in devices if device.enrolled_at is not None} & KEYED:
        keys.change_key(summit.id, role)
    ask_fresh(summit.id, anew=True)
    return len(devices)


def _end(device: Device, moment: datetime) -> None:
    device.revoked_at, device.revoked_by = moment, acting().reference
    device.code_digest, device.code_expires_at, device.kek = None, None, None
    record("device.revoked", device, summit=device.summit.public_id, role=device.role)


