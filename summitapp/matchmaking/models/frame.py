"""The round of a summit: its phase and numbers, blocks of time with their slots, tables, and absent interpreters."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.agenda.models import Interpreter
from summitapp.core.db import Base, Public
from summitapp.delegations.models import Delegation
from summitapp.matchmaking.values import RoundPhase, Scheduling
from summitapp.registration.models import Registration
from summitapp.summits.models import Room, Summit


class MeetingRound(Public, Base):
    """The meetings of one summit. ``version`` counts the plans people were told; 0 is before the first.

    Weights are whole points, as in the published format. ``reserve`` is the share of table places in percent that the
    planner leaves free. ``interpreter_run`` is after how many slots in a row an interpreter rests for one.
    ``mend_asked_at`` is when something happened that the plan has not been looked at for yet.
    """

    __tablename__ = "matchmaking_round"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"), unique=True)
    phase: Mapped[RoundPhase] = mapped_column(default=RoundPhase.PREPARING)
    scheduling: Mapped[Scheduling] = mapped_column(default=Scheduling.PLANNED)
    auto_accept: Mapped[bool] = mapped_column(default=False)
    requests_until: Mapped[datetime | None]
    objections_until: Mapped[datetime | None]
    print_at: Mapped[datetime | None]
    request_limit: Mapped[int] = mapped_column(default=15)
    must_limit: Mapped[int] = mapped_column(default=3)
    expire_hours: Mapped[int] = mapped_column(default=72)
    min_meetings: Mapped[int] = mapped_column(default=2)
    max_meetings: Mapped[int] = mapped_column(default=8)
    max_per_day: Mapped[int | None]
    reserve: Mapped[int] = mapped_column(default=4)
    interpreter_run: Mapped[int] = mapped_column(default=3)
    shortfall_penalty: Mapped[int] = mapped_column(default=300)
    gap_penalty: Mapped[int] = mapped_column(default=10)
    moved_penalty: Mapped[int] = mapped_column(default=200)
    version: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime]
    mend_asked_at: Mapped[datetime | None]

    summit: Mapped[Summit] = relationship()

    __table_args__ = (
        sa.CheckConstraint("request_limit BETWEEN 1 AND 100", name="request_limit"),
        sa.CheckConstraint("must_limit BETWEEN 0 AND 100", name="must_limit"),
        sa.CheckConstraint("expire_hours BETWEEN 1 AND 720", name="expire_hours"),
        sa.CheckConstraint("min_meetings BETWEEN 0 AND max_meetings", name="meetings"),
        sa.CheckConstraint("max_per_day IS NULL OR max_per_day >= 1", name="max_per_day"),
        sa.CheckConstraint("reserve BETWEEN 0 AND 50", name="reserve"),
        sa.CheckConstraint("interpreter_run >= 1", name="interpreter_run"),
        sa.CheckConstraint("shortfall_penalty >= 0 AND gap_penalty >= 0 AND moved_penalty >= 0", name="weights"),
    )


class MeetingBlock(Public, Base):
    """A stretch of time for meetings, cut into slots of equal length with a pause between; blocks do not overlap."""

    __tablename__ = "matchmaking_block"

    round_id: Mapped[int] = mapped_column(sa.ForeignKey("matchmaking_round.id", ondelete="CASCADE"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    slot_minutes: Mapped[int] = mapped_column(default=25)
    pause_minutes: Mapped[int] = mapped_column(default=5)

    round: Mapped[MeetingRound] = relationship()
    slots: Mapped[list["MeetingSlot"]] = relationship(
        back_populates="block", order_by="MeetingSlot.starts_at", cascade="all, delete-orphan"
    )

    __table_args__ = (
        sa.CheckConstraint("ends_at > starts_at", name="times"),
        sa.CheckConstraint("slot_minutes BETWEEN 5 AND 240", name="slot_minutes"),
        sa.CheckConstraint("pause_minutes BETWEEN 0 AND 120", name="pause_minutes"),
    )


class MeetingSlot(Public, Base):
    """One time at which meetings take place at every table."""

    __tablename__ = "matchmaking_slot"

    round_id: Mapped[int] = mapped_column(sa.ForeignKey("matchmaking_round.id", ondelete="CASCADE"))
    block_id: Mapped[int] = mapped_column(sa.ForeignKey("matchmaking_block.id", ondelete="CASCADE"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]

    block: Mapped[MeetingBlock] = relationship(back_populates="slots")

    __table_args__ = (
        sa.UniqueConstraint("round_id", "starts_at"),
        sa.CheckConstraint("ends_at > starts_at", name="times"),
    )


class MeetingTable(Public, Base):
    """A table in the hall. At a *home* table one delegation, or one person, stays and the others come."""

    __tablename__ = "matchmaking_table"

    round_id: Mapped[int] = mapped_column(sa.ForeignKey("matchmaking_round.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(sa.String(12))
    seats: Mapped[int] = mapped_column(default=4)
    room_id: Mapped[int | None] = mapped_column(sa.ForeignKey("summits_room.id", ondelete="SET NULL"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    home_delegation_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("delegations_delegation.id", ondelete="SET NULL"), index=True
    )
    home_registration_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("registration_registration.id", ondelete="SET NULL"), index=True
    )
    closed: Mapped[bool] = mapped_column(default=False)

    round: Mapped[MeetingRound] = relationship()
    room: Mapped[Room | None] = relationship()
    home_delegation: Mapped[Delegation | None] = relationship()
    home_registration: Mapped[Registration | None] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("round_id", "code"),
        sa.CheckConstraint("seats BETWEEN 2 AND 60", name="seats"),
        sa.CheckConstraint("home_delegation_id IS NULL OR home_registration_id IS NULL", name="home"),
    )


class InterpreterAbsence(Public, Base):
    """Time in which an interpreter of the summit's pool is not there for meetings; sessions they work in come on top."""

    __tablename__ = "matchmaking_absence"

    round_id: Mapped[int] = mapped_column(sa.ForeignKey("matchmaking_round.id", ondelete="CASCADE"), index=True)
    interpreter_id: Mapped[int] = mapped_column(
        sa.ForeignKey("agenda_interpreter.id", ondelete="CASCADE"), index=True
    )
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]

    round: Mapped[MeetingRound] = relationship()
    interpreter: Mapped[Interpreter] = relationship()

    __table_args__ = (sa.CheckConstraint("ends_at > starts_at", name="times"),)
