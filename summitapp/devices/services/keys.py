"""The keys of the desk and of first aid: made when first needed, sealed here, wrapped under each device's PIN."""

import hashlib
import secrets
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from summitapp.core.clock import now
from summitapp.core.context import settings
from summitapp.core.db import after_commit, db, lock, table_of, unit_of_work
from summitapp.core.security import derive, seal, unseal
from summitapp.devices import queries, rules
from summitapp.devices.models import Device, RoleKey
from summitapp.devices.values import PIN_ITERATIONS, PINNED, DeviceRole, Lock

KEY_BYTES = 32
SALT_BYTES = 16


@lru_cache(maxsize=8)
def _kept_under(badge_key: str, purpose: str) -> bytes:
    return derive(badge_key, purpose)


def _context(summit_id: int, role: DeviceRole, number: int) -> str:
    return f"{summit_id} {role.value} {number}"


def key_of_role(summit_id: int, role: DeviceRole) -> tuple[int, bytes]:
    """Return the number and the bytes of a role's key; it is made when somebody needs it for the first time."""
    found = queries.role_key(summit_id, role)
    if found is None:
        found = _new_key(RoleKey(summit_id=summit_id, role=role, number=0))
        db.session.add(found)
        db.session.flush()
    return found.number, _opened(found)


def held_key(summit_id: int, role: DeviceRole) -> tuple[int, bytes | None]:
    """Return the number and the bytes of a role's key; 0 and nothing while no device needed one."""
    found = queries.role_key(summit_id, role)
    return (found.number, _opened(found)) if found is not None else (0, None)


def change_key(summit_id: int, role: DeviceRole) -> None:
    """Replace the key of a role: whoever has the old one opens nothing that is sealed from here on."""
    found = queries.role_key(summit_id, role)
    if found is not None:
        _new_key(found)


def _new_key(key: RoleKey) -> RoleKey:
    key.number, key.made_at = key.number + 1, now()
    context = _context(key.summit_id, key.role, key.number)
    key.sealed = seal(_kept_under(settings().badge_key, "device role key"), secrets.token_bytes(KEY_BYTES), context)
    return key


def _opened(key: RoleKey) -> bytes:
    kept = _kept_under(settings().badge_key, "device role key")
    return unseal(kept, key.sealed, _context(key.summit_id, key.role, key.number))


def set_pin(device: Device) -> str:
    """Give a device a new PIN and return it; only what is derived from it is kept, and that sealed.

    A device in use goes on with the PIN it has until it is set up again (:func:`settle_pin`): the new one waits behind it.
    It is stretched, which takes about a quarter of a second, once the code of the device is written down, so that the
    doors do not wait for it; and before anybody sees the code.
    """
    pin, row, code = rules.make_pin(secrets.randbelow), device.id, device.code_digest
    after_commit(lambda: _stretch(row, code, pin))
    return pin


def _stretch(row: int, code: str | None, pin: str) -> None:
    salt = secrets.token_bytes(SALT_BYTES)
    kek = hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, PIN_ITERATIONS, KEY_BYTES)
    with unit_of_work():
        device = lock(Device, row)
        if device.code_digest != code:
            return  # revoked, or another code was shown meanwhile
        values: dict[str, Any] = {"salt": salt, "iterations": PIN_ITERATIONS, "kek": _sealed_kek(device, kek)}
        if device.enrolled_at is not None and device.kek is not None:
            values = {"kek": _sealed_kek(device, _kek_of(device, device.kek)[:KEY_BYTES] + salt + kek)}
        own = sa.update(table_of(Device)).where(table_of(Device).c.id == row)  # that the code was made stands in the trail
        db.session.connection().execute(own.values(**values))


def settle_pin(device: Device) -> None:
    """Let the PIN hold that was shown with the code which has just been used."""
    waiting = _kek_of(device, device.kek)[KEY_BYTES:] if device.kek is not None else b""
    if waiting:
        device.salt, device.iterations = waiting[:SALT_BYTES], PIN_ITERATIONS
        device.kek = _sealed_kek(device, waiting[SALT_BYTES:])


def _sealed_kek(device: Device, kek: bytes) -> bytes:
    return seal(_kept_under(settings().badge_key, "device pin"), kek, device.public_id)


def _kek_of(device: Device, sealed: bytes) -> bytes:
    return unseal(_kept_under(settings().badge_key, "device pin"), sealed, device.public_id)


def lock_of(device: Device) -> Lock | None:
    """Return the key of a device's role, wrapped under its PIN, and make that key if there is none yet."""
    if device.role in PINNED:
        key_of_role(device.summit_id, device.role)
    return held_lock(device)


def held_lock(device: Device) -> Lock | None:
    """Return the key of a device's role, wrapped under its PIN; nothing for a device that has no PIN. Only reads."""
    if device.role not in PINNED or device.kek is None or device.salt is None:
        return None
    kek = _kek_of(device, device.kek)[:KEY_BYTES]
    _, key = held_key(device.summit_id, device.role)
    return Lock(device.salt, device.iterations, aes_key_wrap(kek, key)) if key is not None else None
