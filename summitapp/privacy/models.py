"""Requests about data, addresses that wait to be proven, and the report of each night."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.core.db import Base, Public, personal
from summitapp.core.text import N_
from summitapp.directory.models import Person
from summitapp.privacy.values import Channel, RequestKind, RequestState
from summitapp.summits.models import Summit

_ANSWER = N_("To answer what you ask about your data, and to prove that it was answered.")
_MOVE = N_("To send the link by which you prove your new address. Deleted after two days.")
_WHO = personal("name", purpose=_ANSWER, keep="P3Y", basis="duty", subjects="applicants")
_WHERE = personal("contact", purpose=_ANSWER, keep="P3Y", basis="duty", subjects="applicants")
_WHAT = personal("choice", purpose=_ANSWER, keep="P3Y", basis="duty", subjects="applicants")


class DataRequest(Public, Base):
    """What somebody asked about their data, by when it must be answered, and what became of it.

    The row stays as the proof that it was answered; of somebody who was erased it holds no name.
    """

    __tablename__ = "privacy_request"

    summit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("directory_person.id"), index=True)
    kind: Mapped[RequestKind]
    channel: Mapped[Channel]
    state: Mapped[RequestState] = mapped_column(default=RequestState.OPEN)
    name: Mapped[str] = mapped_column(default="", info=_WHO)
    contact: Mapped[str] = mapped_column(default="", info=_WHERE)
    note: Mapped[str] = mapped_column(default="", info=_WHAT)
    answer: Mapped[str] = mapped_column(default="", info=_WHAT)
    received_on: Mapped[date]
    due_on: Mapped[date]
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    summit: Mapped[Summit | None] = relationship()
    person: Mapped[Person | None] = relationship()

    __table_args__ = (
        sa.Index("ix_privacy_request_open", "state", "due_on"),
        sa.CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed"),
    )


class AddressChange(Public, Base):
    """An address somebody wants to be written to from now on; it counts once they open the link sent there."""

    __tablename__ = "privacy_address_change"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("directory_person.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(
        info=personal("contact", purpose=_MOVE, keep="P2D", recipients="team mail")
    )
    asked_at: Mapped[datetime]

    person: Mapped[Person] = relationship()


class RetentionRun(Base):
    """What one night deleted: ``scope`` is a summit's public id, or empty for the night as a whole.

    ``counts`` says how many of which kind; no name is in it.
    """

    __tablename__ = "privacy_run"
    __audited__ = False

    scope: Mapped[str] = mapped_column(sa.String(20))
    day: Mapped[date]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    counts: Mapped[dict[str, int]] = mapped_column(default=dict)

    __table_args__ = (sa.UniqueConstraint("scope", "day"),)
