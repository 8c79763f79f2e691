"""Badges, how they look, what their functions are called in other languages, and the print runs that are their log."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.badges.values import (
    BadgeAlreadyIssued,
    BadgePart,
    BadgeState,
    DesignFace,
    DesignNameTaken,
    Layout,
    PrintSelection,
    PrintState,
    RevocationReason,
)
from summitapp.core.db import Base, Public, constraint_error, personal
from summitapp.core.text import N_, Translated
from summitapp.registration.models import Registration
from summitapp.summits.models import Category, Summit

_OPEN_DOORS = N_("To let you in with your badge.")
_FUNCTION = personal("professional", purpose=N_("To print your function on your badge."), keep="P30D", recipients="team")
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
    layout: Mapped[Layout] = mapped_column(default=Layout.DESIGNED)
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


class BadgeDesign(Public, Base):
    """How badges look that are not to look as they do from the start; categories are given one."""

    __tablename__ = "badges_design"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(sa.String(80))
    paper: Mapped[Layout]
    both_sides: Mapped[bool] = mapped_column(default=True)
    parts: Mapped[list[str]] = mapped_column(default=list)
    emergency: Mapped[Translated]

    summit: Mapped[Summit] = relationship()
    choices: Mapped[list["DesignChoice"]] = relationship(back_populates="design", cascade="all, delete-orphan")

    __table_args__ = (
        sa.UniqueConstraint("summit_id", "name"),
        sa.CheckConstraint("paper <> 'designed'", name="real_paper"),
    )

    @property
    def face(self) -> DesignFace:
        """What documents need of it."""
        known = frozenset(BadgePart(part) for part in self.parts if part in set(BadgePart))
        return DesignFace(self.public_id, self.name, self.paper, self.both_sides, known, self.emergency)


constraint_error({"uq_badges_design_summit_id_name": DesignNameTaken})


class DesignChoice(Base):
    """Which design the badges of a category have; without a row, the one that is there from the start."""

    __tablename__ = "badges_design_choice"
    __audited__ = False

    category_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_category.id", ondelete="CASCADE"), unique=True)
    design_id: Mapped[int] = mapped_column(sa.ForeignKey("badges_design.id", ondelete="CASCADE"), index=True)

    design: Mapped[BadgeDesign] = relationship(back_populates="choices")
    category: Mapped[Category] = relationship()


class Wording(Public, Base):
    """What a function is called in another language, as an organiser approved it; it holds for all who have that function.

    ``key`` is derived from the function without case and accents.
    """

    __tablename__ = "badges_wording"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(sa.String(2))
    key: Mapped[str] = mapped_column(sa.String(64))
    source: Mapped[str] = mapped_column(info=_FUNCTION)
    target: Mapped[str] = mapped_column(sa.String(2))
    text: Mapped[str] = mapped_column(info=_FUNCTION)
    approved_at: Mapped[datetime]

    summit: Mapped[Summit] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("summit_id", "language", "key"),
        sa.CheckConstraint("target <> language", name="other_language"),
    )
