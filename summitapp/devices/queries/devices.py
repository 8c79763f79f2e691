"""Loading devices."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final, cast

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from summitapp.checkin.models import CheckInPoint
from summitapp.core.db import db, table_of
from summitapp.devices.models import Device, FormerToken, Record, RoleKey
from summitapp.devices.values import DeviceRole
from summitapp.summits.models import Summit

_device, _summit = table_of(Device), table_of(Summit)
_KNOWN: Final = (
    sa.select(_device.c.public_id, _device.c.name, _device.c.role, _device.c.language, _device.c.revoked_at,
              _summit.c.public_id.label("summit"))
    .select_from(_device.join(_summit, _summit.c.id == _device.c.summit_id))
    .where(_device.c.token_digest == sa.bindparam("digest"))
)  # fmt: skip


def of_token(digest: str) -> sa.Row[Any] | None:
    """Return what is known of the device with this token; columns only, because every scan asks."""
    return cast("sa.Row[Any] | None", db.session.connection().execute(_KNOWN, {"digest": digest}).first())


_former: Final = table_of(FormerToken)
_ENDED: Final = (
    sa.select(_device.c.public_id, _device.c.name, _device.c.role, _former.c.ended_at.label("revoked_at"),
              _summit.c.public_id.label("summit"))
    .select_from(_former.join(_device, _device.c.id == _former.c.device_id).join(_summit, _summit.c.id == _device.c.summit_id))
    .where(_former.c.digest == sa.bindparam("digest"))
)  # fmt: skip


def of_former_token(digest: str) -> sa.Row[Any] | None:
    """Return the device that had this token before it was set up again, as one that was revoked then."""
    return cast("sa.Row[Any] | None", db.session.connection().execute(_ENDED, {"digest": digest}).first())


def ended_at(digest: str) -> datetime | None:
    """Return when a token ended because its device was set up again."""
    return db.session.scalar(sa.select(FormerToken.ended_at).where(FormerToken.digest == digest))


def revoked_at(reference: str) -> datetime | None:
    """Return when a device was revoked."""
    return db.session.scalar(sa.select(Device.revoked_at).where(Device.public_id == reference))


def by_reference(reference: str) -> Device | None:
    """Return a device with its summit."""
    statement = sa.select(Device).where(Device.public_id == reference)
    return db.session.scalar(statement.options(joinedload(Device.summit), joinedload(Device.point)))


def of_summit(slug: str, reference: str) -> Device | None:
    """Return a device if it belongs to the summit of this address."""
    device = by_reference(reference)
    return device if device is not None and device.summit.slug == slug else None


def by_code(digest: str) -> Device | None:
    """Return the device that waits for this code."""
    return db.session.scalar(sa.select(Device).where(Device.code_digest == digest))


def listed(summit_id: int) -> list[Device]:
    """Return the devices of a summit: those in use first, then those that were revoked, each by name."""
    statement = sa.select(Device).where(Device.summit_id == summit_id).options(joinedload(Device.point))
    return list(db.session.scalars(statement.order_by(Device.revoked_at.is_not(None), Device.name, Device.id)))


def in_use(summit_id: int, roles: Collection[DeviceRole] = tuple(DeviceRole)) -> list[Device]:
    """Return the devices of these roles that were not revoked."""
    where = (Device.summit_id == summit_id) & Device.revoked_at.is_(None) & Device.role.in_(roles)
    return list(db.session.scalars(sa.select(Device).where(where).order_by(Device.id)))


def names(summit_id: int) -> list[str]:
    """Return the names of the devices of a summit."""
    return list(db.session.scalars(sa.select(Device.name).where(Device.summit_id == summit_id)))


def names_of(references: Collection[str]) -> dict[str, str]:
    """Return public id → name of devices."""
    rows = db.session.execute(sa.select(Device.public_id, Device.name).where(Device.public_id.in_(references)))
    return {row.public_id: row.name for row in rows}


def point_id(summit_id: int, code: str) -> int | None:
    """Return the row of a check-in point of a summit."""
    where = (CheckInPoint.summit_id == summit_id) & (CheckInPoint.code == code)
    return db.session.scalar(sa.select(CheckInPoint.id).where(where))


def role_key(summit_id: int, role: DeviceRole) -> RoleKey | None:
    """Return the sealed key of a role."""
    return db.session.scalar(sa.select(RoleKey).where(RoleKey.summit_id == summit_id, RoleKey.role == role))


def kept_of(summit_id: int) -> int:
    """Return how many devices and sealed records of a summit are kept."""
    devices = sa.select(sa.func.count()).select_from(Device).where(Device.summit_id == summit_id)
    records = sa.select(sa.func.count()).select_from(Record).where(Record.summit_id == summit_id)
    return (db.session.scalar(devices) or 0) + (db.session.scalar(records) or 0)
