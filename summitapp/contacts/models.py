"""Exchanges of contacts with their two sides, what people share by default, and whom they block."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.contacts.values import ExchangeState
from summitapp.core.db import Base, Public, personal
from summitapp.core.text import N_
from summitapp.directory.models import Person
from summitapp.summits.models import Summit

_EXCHANGE = N_("To let you exchange contacts with somebody, once both of you have agreed.")
_OWN = N_("To let you write something about a contact for yourself. Nobody else sees it.")
_QUIET = N_("To keep requests away from you that you do not want.")
_WHO = personal("contact", purpose=_EXCHANGE, keep="P2Y", basis="consent", recipients="")
_SHARED = personal("contact", purpose=_EXCHANGE, keep="P2Y", basis="consent", recipients="chosen")
_NOTE = personal("choice", purpose=_OWN, keep="P2Y", basis="consent", recipients="")


class Exchange(Public, Base):
    """Two people, once; ``one`` is always the older entry. ``summit`` is where they met.

    ``told_at`` is when the one who was asked was written to; a second mail about the same pair is never sent.
    """

    __tablename__ = "contacts_exchange"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    one_id: Mapped[int] = mapped_column(sa.ForeignKey("directory_person.id"), info=_WHO)
    other_id: Mapped[int] = mapped_column(sa.ForeignKey("directory_person.id"), index=True, info=_WHO)
    asker_id: Mapped[int] = mapped_column(sa.ForeignKey("directory_person.id"), index=True, info=_WHO)
    state: Mapped[ExchangeState] = mapped_column(default=ExchangeState.ASKED)
    asked_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("directory_person.id"))

    summit: Mapped[Summit] = relationship()
    one: Mapped[Person] = relationship(foreign_keys="Exchange.one_id")
    other: Mapped[Person] = relationship(foreign_keys="Exchange.other_id")
    sides: Mapped[list["Side"]] = relationship(back_populates="exchange", cascade="all, delete-orphan")

    __table_args__ = (
        sa.UniqueConstraint("one_id", "other_id"),
        sa.CheckConstraint("one_id < other_id", name="order"),
        sa.CheckConstraint("asker_id IN (one_id, other_id)", name="asker"),
        sa.CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name="ended"),
        sa.Index("ix_contacts_exchange_summit", "summit_id", "state"),
    )

    def side_of(self, person_id: int) -> "Side":
        """Return what belongs to one of the two."""
        return next(side for side in self.sides if side.person_id == person_id)

    def other_than(self, person_id: int) -> int:
        """Return the row id of the other one of the two."""
        return self.other_id if self.one_id == person_id else self.one_id


class Side(Base):
    """What one of the two shares, and what they wrote for themselves."""

    __tablename__ = "contacts_side"
    __audited__ = False

    exchange_id: Mapped[int] = mapped_column(sa.ForeignKey("contacts_exchange.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("directory_person.id"), index=True)
    shared: Mapped[list[str]] = mapped_column(default=list, info=_SHARED)
    note: Mapped[str] = mapped_column(default="", info=_NOTE)
    tags: Mapped[list[str]] = mapped_column(default=list, info=_NOTE)

    exchange: Mapped[Exchange] = relationship(back_populates="sides")

    __table_args__ = (sa.UniqueConstraint("exchange_id", "person_id"),)


class Card(Public, Base):
    """What somebody chose to share last, with the number they want to be reached by."""

    __tablename__ = "contacts_card"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("directory_person.id"), unique=True)
    shared: Mapped[list[str]] = mapped_column(default=list, info=_SHARED)
    phone: Mapped[str] = mapped_column(sa.String(30), default="", info=_SHARED)


class Block(Public, Base):
    """Somebody who does not want to be asked by somebody else."""

    __tablename__ = "contacts_block"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("directory_person.id"))
    blocked_id: Mapped[int] = mapped_column(
        sa.ForeignKey("directory_person.id"), index=True,
        info=personal("choice", purpose=_QUIET, keep="P2Y", basis="interest", recipients=""),
    )  # fmt: skip
    at: Mapped[datetime]

    blocked: Mapped[Person] = relationship(foreign_keys="Block.blocked_id")

    __table_args__ = (
        sa.UniqueConstraint("person_id", "blocked_id"),
        sa.CheckConstraint("person_id <> blocked_id", name="oneself"),
    )
