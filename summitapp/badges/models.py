"""Badges, and the print runs that are their print log."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.badges.values import BadgeAlreadyIssued, BadgeState, Layout, PrintSelection, PrintState, RevocationReason
from summitapp.core.db import Base, Public, constraint_error, personal
from summitapp.core.text import N_
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit

_OPEN_DOORS = N_("To let you in with your badge.")
_CODE = personal("technical", purpose=_OPEN_DOORS, keep="P30D", recipients="team door")


class Badge(Public, Base):
    """One issued code. ``lookup`` is derived from it; the code itself is sealed under a key kept elsewhere.

    ``contact`` is derived from the contact code on the back, which opens no door.
    ``fingerprint`` tells what was printed last, so that a corrected name is printed anew.
    """

    __tablename__ = "badges_badge"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id"))
    registration_id: Mapped[int] = mapped_column(sa.ForeignKey("registration_registration.id"))
    number: Mapped[int]
    lookup: Mapped[str] = mapped_column(
        sa.String(32), unique=True, info=_CODE
    )
    sealed: Mapped[bytes] = mapped_column(info=_CODE)
    state: Mapped[BadgeState] = mapped_column(default=BadgeState.ACTIVE)
    issued_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revocation: Mapped[RevocationReason | None]
    printed_at: Mapped[datetime | None]
    contact: Mapped[str | None] = mapped_column(sa.String(32), info=_CODE)
    fingerprint: Mapped[str] = mapped_column(sa.String(64), default="")

    summit: Mapped[Summit] = relationship()
    registration: Mapped[Registration] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("registration_id", "number"),
        sa.Index(
            "uq_badges_badge_active", "registration_id", unique=True,
            sqlite_where=sa.text("state = 'active'"), postgresql_where=sa.text("state = 'active'"),
        ),
        sa.Index("uq_badges_badge_contact", "contact", unique=True),
        sa.Index("ix_badges_badge_list", "summit_id", "state", "id"),
        sa.CheckConstraint("(state = 'active') = (revoked_at IS NULL)", name="revoked"),
        sa.CheckConstraint("number > 0", name="number"),
    )  # fmt: skip


constraint_error({"uq_badges_badge_active": BadgeAlreadyIssued})


class PrintRun(Public, Base):
    """One print run: which badges, who asked, how far it is. Its file is kept for a day beside the database."""

    __tablename__ = "badges_print_run"
    __audited__ = False

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id"), index=True)
    selection: Mapped[PrintSelection]
    layout: Mapped[Layout] = mapped_column(default=Layout.A6)
    badges: Mapped[list[str]] = mapped_column(default=list)
    total: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    state: Mapped[PrintState] = mapped_column(default=PrintState.WAITING)
    asked_by: Mapped[str] = mapped_column(sa.String(60))
    asked_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    file_name: Mapped[str] = mapped_column(default="")

    summit: Mapped[Summit] = relationship()

    __table_args__ = (sa.CheckConstraint("done >= 0 AND done <= total", name="done"),)
