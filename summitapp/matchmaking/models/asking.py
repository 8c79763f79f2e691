"""Requests to meet, and those who are to sit at the table."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.core.db import Base, Public, personal
from summitapp.core.text import N_
from summitapp.delegations.models import Delegation
from summitapp.matchmaking.models.frame import MeetingRound, MeetingSlot
from summitapp.matchmaking.values import AttendeeRole, Reply, RequestKind, RequestSource, RequestState, Wish
from summitapp.registration.models import Registration

_ASK = N_("To ask for the meetings you want, and to plan them.")
_WHO = personal("choice", purpose=_ASK, keep="P2Y", basis="consent", recipients="chosen team")
_TELL = N_("To let you say to those you ask what you would like to talk about.")
_WORDS = personal("choice", purpose=_TELL, keep="P30D", basis="consent", recipients="chosen")
_STANDS = sa.text("state IN ('asked', 'accepted')")


class MeetingRequest(Public, Base):
    """Somebody wants to meet a person, a house (one of its people is picked) or a delegation.

    ``organisation_key`` is the folded name of the house asked. ``sameness`` names the two sides in a fixed order, so that
    a request and the one that goes the other way are one. ``proposed_slot`` is a time ``proposed_by`` would like.
    ``pinned`` keeps the planner from moving or leaving it out; ``arranged`` ones come from an organiser.
    """

    __tablename__ = "matchmaking_request"

    round_id: Mapped[int] = mapped_column(sa.ForeignKey("matchmaking_round.id", ondelete="CASCADE"))
    kind: Mapped[RequestKind] = mapped_column(default=RequestKind.PERSON)
    source: Mapped[RequestSource] = mapped_column(default=RequestSource.ASKED)
    asker_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration_registration.id", ondelete="CASCADE"), index=True, info=_WHO
    )
    delegation_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("delegations_delegation.id", ondelete="CASCADE"), index=True
    )
    organisation_key: Mapped[str] = mapped_column(default="")
    sameness: Mapped[str] = mapped_column(sa.String(80))
    state: Mapped[RequestState] = mapped_column(default=RequestState.ASKED)
    mutual: Mapped[bool] = mapped_column(default=False)
    pinned: Mapped[bool] = mapped_column(default=False)
    value: Mapped[int] = mapped_column(default=100)
    language: Mapped[str] = mapped_column(sa.String(2))
    message: Mapped[str] = mapped_column(default="", info=_WORDS)
    proposed_slot_id: Mapped[int | None] = mapped_column(sa.ForeignKey("matchmaking_slot.id", ondelete="SET NULL"))
    proposed_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("registration_registration.id", ondelete="SET NULL")
    )
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    nudged_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]

    round: Mapped[MeetingRound] = relationship()
    asker: Mapped[Registration] = relationship(foreign_keys="MeetingRequest.asker_id")
    delegation: Mapped[Delegation | None] = relationship()
    proposed_slot: Mapped[MeetingSlot | None] = relationship()
    attendees: Mapped[list["Attendee"]] = relationship(
        back_populates="request", order_by="Attendee.id", cascade="all, delete-orphan"
    )

    __table_args__ = (
        sa.Index("ix_matchmaking_request_state", "round_id", "state"),
        sa.Index("uq_matchmaking_request_sameness", "round_id", "sameness", unique=True,
                 sqlite_where=_STANDS, postgresql_where=_STANDS),
        sa.CheckConstraint("(kind = 'delegation') = (delegation_id IS NOT NULL)", name="delegation"),
        sa.CheckConstraint("value >= 0", name="value"),
    )  # fmt: skip


class Attendee(Base):
    """One of those who are to sit at the table, what they said, and how much they want it."""

    __tablename__ = "matchmaking_attendee"
    __audited__ = False

    request_id: Mapped[int] = mapped_column(sa.ForeignKey("matchmaking_request.id", ondelete="CASCADE"))
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration_registration.id", ondelete="CASCADE"), index=True, info=_WHO
    )
    role: Mapped[AttendeeRole]
    reply: Mapped[Reply] = mapped_column(default=Reply.OPEN, info=_WHO)
    wish: Mapped[Wish] = mapped_column(default=Wish.MEET, info=_WHO)
    note: Mapped[str] = mapped_column(default="", info=_WORDS)
    replied_at: Mapped[datetime | None]

    request: Mapped[MeetingRequest] = relationship(back_populates="attendees")
    registration: Mapped[Registration] = relationship()

    __table_args__ = (sa.UniqueConstraint("request_id", "registration_id"),)
