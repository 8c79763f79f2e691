"""Devices, the keys of their roles, and the roster as it lies ready for them."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.checkin.models import CheckInPoint
from summitapp.checkin.values import Direction
from summitapp.core.db import Base, Public, personal
from summitapp.core.text import N_
from summitapp.devices.values import DeviceRole
from summitapp.summits.models import Summit

_NAME = personal(
    "name", purpose=N_("To tell the devices at the doors apart."), keep="P30D", basis="interest", subjects="team"
)  # fmt: skip
_SEALED = personal("technical", purpose=N_("To let you in with your badge where there is no network."), keep="P30D",
                   recipients="team door")  # fmt: skip
_NOTE = personal("special", purpose=N_("To help you in an emergency."), keep="P30D", basis="explicit", recipients="door")


class Device(Public, Base):
    """A telephone or tablet of the team.

    ``kek`` is what wraps the key of the role, derived from the PIN and sealed under a key kept elsewhere: so a new key
    reaches the device under the PIN it has; behind it waits that of a code which was shown and not used yet.
    ``wiped_at``: when the device heard that it was revoked, and forgot everything.
    ``suspected_at``: when it asked for many people without their badges, until somebody has looked at it.
    """

    __tablename__ = "devices_device"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(sa.String(80), info=_NAME)
    role: Mapped[DeviceRole]
    language: Mapped[str] = mapped_column(sa.String(2), default="en")
    point_id: Mapped[int | None] = mapped_column(sa.ForeignKey("checkin_point.id", ondelete="SET NULL"))
    direction: Mapped[Direction] = mapped_column(default=Direction.IN)
    token_digest: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    code_digest: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    code_expires_at: Mapped[datetime | None]
    salt: Mapped[bytes | None]
    iterations: Mapped[int] = mapped_column(default=0)
    kek: Mapped[bytes | None]
    added_at: Mapped[datetime]
    added_by: Mapped[str] = mapped_column(sa.String(60), default="")
    enrolled_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    battery: Mapped[float | None]
    pending: Mapped[int] = mapped_column(default=0)
    oldest_at: Mapped[datetime | None]
    build: Mapped[str] = mapped_column(sa.String(40), default="")
    roster_revision: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[str] = mapped_column(sa.String(60), default="")
    wiped_at: Mapped[datetime | None]
    suspected_at: Mapped[datetime | None]

    summit: Mapped[Summit] = relationship()
    point: Mapped[CheckInPoint | None] = relationship()

    __table_args__ = (
        sa.CheckConstraint("battery IS NULL OR (battery >= 0 AND battery <= 1)", name="battery"),
        sa.CheckConstraint("pending >= 0", name="pending"),
    )


class FormerToken(Base):
    """A token that a device had before it was set up again: whoever still sends it is told that it has ended."""

    __tablename__ = "devices_former_token"
    __audited__ = False

    device_id: Mapped[int] = mapped_column(sa.ForeignKey("devices_device.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(sa.String(64), unique=True)
    ended_at: Mapped[datetime]


class RoleKey(Base):
    """The key of a role at one summit, sealed under a key kept elsewhere; ``number`` counts how often it was changed."""

    __tablename__ = "devices_role_key"
    __audited__ = False

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    role: Mapped[DeviceRole]
    number: Mapped[int]
    sealed: Mapped[bytes]
    made_at: Mapped[datetime]

    __table_args__ = (sa.UniqueConstraint("summit_id", "role"),)


class Roster(Base):
    """What the devices of one summit share: the number of the latest change, and what is not about people.

    ``floor``: removals up to this revision are forgotten, so a device that is behind it takes the whole roster.
    ``trail``: the last entry of the audit that the roster knows of.
    """

    __tablename__ = "devices_roster"
    __audited__ = False

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"), unique=True)
    revision: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    floor: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    header: Mapped[dict[str, Any]] = mapped_column(default=dict)
    trail: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    made_at: Mapped[datetime]


class Record(Base):
    """One badge as devices get it: sealed under a key that only the badge itself, or the key of a role, opens.

    ``desk_key`` and ``aid_key`` are that key, wrapped by the keys of these roles; ``note`` is the sealed note for first aid
    with its own wrapped key. ``gone``: devices are told to drop it.
    """

    __tablename__ = "devices_record"
    __audited__ = False

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    badge_id: Mapped[int] = mapped_column(sa.ForeignKey("badges_badge.id", ondelete="CASCADE"), unique=True)
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration_registration.id", ondelete="CASCADE"), index=True
    )
    lookup: Mapped[bytes] = mapped_column(info=_SEALED)
    revision: Mapped[int] = mapped_column(sa.BigInteger)
    sealed: Mapped[bytes] = mapped_column(info=_SEALED)
    desk_key: Mapped[bytes | None]
    aid_key: Mapped[bytes | None]
    note: Mapped[bytes | None] = mapped_column(info=_NOTE)
    fingerprint: Mapped[str] = mapped_column(sa.String(64), default="")
    gone: Mapped[bool] = mapped_column(default=False)
    gone_at: Mapped[datetime | None]

    __table_args__ = (sa.Index("ix_devices_record_revision", "summit_id", "revision"),)
