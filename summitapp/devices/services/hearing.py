"""What a device says of itself."""

from typing import Any, Final

import sqlalchemy as sa

from summitapp.core.clock import now
from summitapp.core.db import db, table_of
from summitapp.devices import queries, rules
from summitapp.devices.models import Device
from summitapp.devices.values import Health, News, Report

_DEVICES: Final = table_of(Device)
_HEARD: Final = sa.update(_DEVICES).where(_DEVICES.c.public_id == sa.bindparam("device"))


def hear(reference: str, report: Report) -> None:
    """Note how a device is; no entry in the trail, since each tells it every half minute."""
    values: dict[str, Any] = {
        "seen_at": now(), "battery": report.battery, "pending": report.pending, "oldest_at": report.oldest,
        "build": report.build[:40], "roster_revision": report.revision,
    }  # fmt: skip
    device = queries.by_reference(reference) if report.point else None
    if device is not None and (device.point is None or device.point.code != report.point):
        values["point_id"] = queries.point_id(device.summit_id, report.point)
    db.session.connection().execute(_HEARD.values(**values), {"device": reference})


def health(device: Device) -> Health:
    """Return how a device is now."""
    return rules.health_of(device, now())


def newest(summit_id: int) -> News:
    """Return what a device compares its roster with."""
    return queries.newest(summit_id, now())


def note_told(reference: str) -> None:
    """Note that a revoked device has heard of it, and so has forgotten roster and keys.

    Of a telephone that was the device before it was set up again nothing is noted: the device itself goes on.
    """
    told = _HEARD.where(_DEVICES.c.wiped_at.is_(None), _DEVICES.c.revoked_at.is_not(None)).values(wiped_at=now(), seen_at=now())
    db.session.connection().execute(told, {"device": reference})
