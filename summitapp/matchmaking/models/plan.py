"""Planning runs and their proposals; meetings with their seats; objections; what changed from version to version."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.agenda.models import Interpreter
from summitapp.core.db import Base, Public, personal
from summitapp.core.text import N_
from summitapp.matchmaking.models.asking import MeetingRequest
from summitapp.matchmaking.models.frame import MeetingRound, MeetingSlot, MeetingTable
from summitapp.matchmaking.values import ChangeKind, MeetingState, ObjectionState, RunState
from summitapp.registration.models import Registration

_SIT = N_("To bring you and those you want to meet to one table.")
_SEAT = personal("choice", purpose=_SIT, keep="P2Y", basis="consent", recipients="chosen team")
_OBJECT = N_("To mend a plan that does not suit you.")
_AGAINST = personal("choice", purpose=_OBJECT, keep="P30D", basis="consent", recipients="team")
_STANDS = sa.text("state <> 'cancelled'")
_WAITS = sa.text("state IN ('queued', 'running')")


class PlanningRun(Public, Base):
    """One run of the planner, and the plan it proposes. ``base_version`` is the plan it began from.

    ``weights`` are the numbers of the round as they were; ``proposal`` holds the meetings as public ids of request,
    slot, table and interpreter; ``report`` what the planner says of them, with codes and facts, never words.
    """

    __tablename__ = "matchmaking_run"

    round_id: Mapped[int] = mapped_column(sa.ForeignKey("matchmaking_round.id", ondelete="CASCADE"))
    state: Mapped[RunState] = mapped_column(default=RunState.QUEUED)
    seed: Mapped[int]
    seconds: Mapped[int] = mapped_column(default=20)
    keep: Mapped[bool] = mapped_column(default=False)
    weights: Mapped[dict[str, Any]] = mapped_column(default=dict)
    base_version: Mapped[int] = mapped_column(default=0)
    basis: Mapped[str] = mapped_column(sa.String(32), default="")
    progress: Mapped[int] = mapped_column(default=0)
    score: Mapped[int | None]
    bound: Mapped[int | None]
    report: Mapped[dict[str, Any]] = mapped_column(default=dict)
    proposal: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    fault: Mapped[str] = mapped_column(default="")
    asked_by: Mapped[str] = mapped_column(sa.String(20))
    asked_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    heard_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    cancel_asked_at: Mapped[datetime | None]

    round: Mapped[MeetingRound] = relationship()

    __table_args__ = (
        sa.Index("ix_matchmaking_run_round", "round_id", "id"),
        sa.Index("uq_matchmaking_run_one_at_once", "round_id", unique=True,
                 sqlite_where=_WAITS, postgresql_where=_WAITS),
        sa.CheckConstraint("progress BETWEEN 0 AND 100", name="progress"),
        sa.CheckConstraint("seconds BETWEEN 1 AND 600", name="seconds"),
    )  # fmt: skip


class Meeting(Public, Base):
    """A request at its time and table. A request has at most one meeting that stands; ``cause`` is a code."""

    __tablename__ = "matchmaking_meeting"

    round_id: Mapped[int] = mapped_column(sa.ForeignKey("matchmaking_round.id", ondelete="CASCADE"))
    request_id: Mapped[int] = mapped_column(sa.ForeignKey("matchmaking_request.id", ondelete="CASCADE"))
    slot_id: Mapped[int] = mapped_column(sa.ForeignKey("matchmaking_slot.id"))
    table_id: Mapped[int] = mapped_column(sa.ForeignKey("matchmaking_table.id"), index=True)
    interpreter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agenda_interpreter.id"), index=True)
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.PROVISIONAL)
    pinned: Mapped[bool] = mapped_column(default=False)
    cause: Mapped[str] = mapped_column(sa.String(40), default="")
    changed_at: Mapped[datetime]

    round: Mapped[MeetingRound] = relationship()
    request: Mapped[MeetingRequest] = relationship()
    slot: Mapped[MeetingSlot] = relationship()
    table: Mapped[MeetingTable] = relationship()
    interpreter: Mapped[Interpreter | None] = relationship()
    seats: Mapped[list["Seat"]] = relationship(back_populates="meeting", cascade="all, delete-orphan")

    __table_args__ = (
        sa.Index("ix_matchmaking_meeting_round", "round_id", "state"),
        sa.Index("uq_matchmaking_meeting_request", "request_id", unique=True,
                 sqlite_where=_STANDS, postgresql_where=_STANDS),
        sa.Index("uq_matchmaking_meeting_table", "slot_id", "table_id", unique=True,
                 sqlite_where=_STANDS, postgresql_where=_STANDS),
        sa.Index("uq_matchmaking_meeting_interpreter", "slot_id", "interpreter_id", unique=True,
                 sqlite_where=_STANDS, postgresql_where=_STANDS),
    )  # fmt: skip


class Seat(Base):
    """One person's place in one slot; deleted with the meeting's end, so that the time is free again."""

    __tablename__ = "matchmaking_seat"
    __audited__ = False

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("matchmaking_meeting.id", ondelete="CASCADE"))
    slot_id: Mapped[int] = mapped_column(sa.ForeignKey("matchmaking_slot.id"), index=True)
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration_registration.id", ondelete="CASCADE"), info=_SEAT
    )

    meeting: Mapped[Meeting] = relationship(back_populates="seats")
    registration: Mapped[Registration] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("registration_id", "slot_id"),
        sa.UniqueConstraint("meeting_id", "registration_id"),
    )


class Objection(Public, Base):
    """What somebody has against a meeting of a provisional plan, and the sentence with which an organiser settled it."""

    __tablename__ = "matchmaking_objection"

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("matchmaking_meeting.id", ondelete="CASCADE"))
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration_registration.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[str] = mapped_column(default="", info=_AGAINST)
    answer: Mapped[str] = mapped_column(default="", info=_AGAINST)
    state: Mapped[ObjectionState] = mapped_column(default=ObjectionState.OPEN)
    at: Mapped[datetime]
    settled_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship()
    registration: Mapped[Registration] = relationship()

    __table_args__ = (sa.UniqueConstraint("meeting_id", "registration_id"),)


class MeetingChange(Public, Base):
    """What happened to one meeting in one version of the plan, and why; ``before`` and ``after`` name slot and table.

    ``told_at`` is when those at the table were written to.
    """

    __tablename__ = "matchmaking_change"
    __audited__ = False

    round_id: Mapped[int] = mapped_column(sa.ForeignKey("matchmaking_round.id", ondelete="CASCADE"))
    version: Mapped[int]
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("matchmaking_meeting.id", ondelete="CASCADE"), index=True)
    kind: Mapped[ChangeKind]
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)
    cause: Mapped[str] = mapped_column(sa.String(40), default="")
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    at: Mapped[datetime]
    told_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship()

    __table_args__ = (sa.Index("ix_matchmaking_change_version", "round_id", "version"),)
