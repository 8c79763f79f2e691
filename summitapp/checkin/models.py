"""Check-in points, the ledger of scans, and where everybody stands."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.agenda.models import AgendaSession
from summitapp.badges.models import Badge
from summitapp.checkin.values import AlertKind, Direction, HowOften, PointCodeTaken, PointKind, Reason, Verdict
from summitapp.core.db import Base, Public, append_only, constraint_error, personal
from summitapp.core.text import N_, Translated
from summitapp.registration.models import Registration
from summitapp.summits.models import Room, Summit

_DOOR = N_("To know who is in the building, and to look into mistakes at the door.")
_PASSAGE = personal("technical", purpose=_DOOR, keep="P30D", basis="interest", recipients="team door")


class CheckInPoint(Public, Base):
    """A place where badges are scanned. Without times it is always open, without categories to all.

    ``daily``: each morning everybody is outside again, whether or not they were scanned out.
    ``reentry``: who has left may come again; without it everybody passes once, or once a day with ``daily``.
    ``enrolled_only``: only those with a place in ``session``, and those who work in it.
    ``counts_with``: another door of the same place; who came in there is inside here. It never counts with a third.
    ``desk_decides``: against the list somebody is let through by a desk alone, not by who stands at the door.
    ``exits``: whether people are scanned on leaving, too. ``closed_at``: since then it lets nobody in, until it is opened.
    """

    __tablename__ = "checkin_point"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[Translated]
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    categories: Mapped[list[str]] = mapped_column(default=list)
    daily: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    kind: Mapped[PointKind] = mapped_column(default=PointKind.ENTRANCE, server_default=PointKind.ENTRANCE.value)
    reentry: Mapped[bool] = mapped_column(default=True, server_default=sa.true())
    session_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agenda_session.id"), index=True)
    enrolled_only: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    room_id: Mapped[int | None] = mapped_column(sa.ForeignKey("summits_room.id"), index=True)
    counts_with_id: Mapped[int | None] = mapped_column(sa.ForeignKey("checkin_point.id"), index=True)
    exits: Mapped[bool] = mapped_column(default=True, server_default=sa.true())
    desk_decides: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    closed_at: Mapped[datetime | None]
    position: Mapped[int] = mapped_column(default=0)

    summit: Mapped[Summit] = relationship()
    session: Mapped[AgendaSession | None] = relationship()
    room: Mapped[Room | None] = relationship()
    counts_with: Mapped["CheckInPoint | None"] = relationship(remote_side="CheckInPoint.id")

    __table_args__ = (
        sa.UniqueConstraint("summit_id", "code"),
        sa.CheckConstraint("counts_with_id IS NULL OR counts_with_id <> id", name="counts_with"),
        sa.CheckConstraint("opens_at IS NULL OR closes_at IS NULL OR closes_at > opens_at", name="times"),
    )

    @property
    def often(self) -> HowOften:
        """Return how often somebody may pass."""
        return HowOften.of(self.reentry, self.daily)

    @property
    def place_id(self) -> int:
        """Return the row id of the point under which standings of this place are kept."""
        return self.counts_with_id or self.id


constraint_error({"uq_checkin_point_summit_id_code": PointCodeTaken})


class Scan(Base):
    """One attempt at a door, kept as it was: the verdict given then is what a repeat is told.

    ``scanned_at`` is the device's clock, ``happened_at`` the same moment by ours. ``told`` is what a device said at the
    door by itself; empty if it asked us.
    """

    __tablename__ = "checkin_scan"
    __audited__ = False

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id"))
    scan_id: Mapped[str | None] = mapped_column(sa.String(36))
    point_id: Mapped[int | None] = mapped_column(sa.ForeignKey("checkin_point.id"))
    badge_id: Mapped[int | None] = mapped_column(sa.ForeignKey("badges_badge.id"))
    registration_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("registration_registration.id"), info=_PASSAGE
    )
    direction: Mapped[Direction | None]
    scanned_at: Mapped[datetime | None]
    happened_at: Mapped[datetime]
    received_at: Mapped[datetime]
    offline: Mapped[bool] = mapped_column(default=False)
    override: Mapped[str] = mapped_column(default="")
    told: Mapped[str] = mapped_column(sa.String(20), default="", server_default="")
    verdict: Mapped[Verdict]
    reason: Mapped[Reason]
    overridden: Mapped[str] = mapped_column(sa.String(20), default="")
    sender_kind: Mapped[str] = mapped_column(sa.String(10))
    sender: Mapped[str] = mapped_column(sa.String(60))

    badge: Mapped[Badge | None] = relationship()
    registration: Mapped[Registration | None] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("summit_id", "scan_id"),
        sa.Index("ix_checkin_scan_passages", "registration_id", "point_id", "happened_at"),
        sa.Index("ix_checkin_scan_log", "summit_id", "id"),
        sa.CheckConstraint("told IN ('', 'admitted', 'refused', 'already_inside')", name="told"),
    )


append_only(Scan, removable=True)  # thirty days after the summit they are deleted


class Standing(Base):
    """Where somebody stands at a place after everything that is known; can be computed anew from the scans.

    Doors that count together share one, kept under the door they count with. ``entered_at`` is the last entry that
    counts, ``last_at`` the last scan that could have changed something.
    """

    __tablename__ = "checkin_standing"
    __audited__ = False

    registration_id: Mapped[int] = mapped_column(sa.ForeignKey("registration_registration.id"))
    point_id: Mapped[int] = mapped_column(sa.ForeignKey("checkin_point.id"))
    inside: Mapped[bool]
    since: Mapped[datetime]
    entered_at: Mapped[datetime | None]
    last_at: Mapped[datetime]
    entries: Mapped[int] = mapped_column(default=0)
    doubles: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        sa.UniqueConstraint("registration_id", "point_id"),
        sa.Index("ix_checkin_standing_point", "point_id", "inside", "since"),
    )


class Alert(Public, Base):
    """Something at a door that a person should look at, and who did. Deleted with the scans."""

    __tablename__ = "checkin_alert"
    __audited__ = False

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id"))
    scan_id: Mapped[str] = mapped_column(sa.String(36))
    point_id: Mapped[int] = mapped_column(sa.ForeignKey("checkin_point.id"), index=True)
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration_registration.id"), index=True, info=_PASSAGE
    )
    badge_id: Mapped[int] = mapped_column(sa.ForeignKey("badges_badge.id"))
    kind: Mapped[AlertKind]
    reason: Mapped[Reason]
    happened_at: Mapped[datetime]
    raised_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    seen_by: Mapped[str] = mapped_column(sa.String(60), default="")

    point: Mapped[CheckInPoint] = relationship()
    registration: Mapped[Registration] = relationship()
    summit: Mapped[Summit] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("summit_id", "scan_id", "kind"),
        sa.Index("ix_checkin_alert_open", "summit_id", "seen_at", "id"),
    )
