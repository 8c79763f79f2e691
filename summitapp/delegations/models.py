"""The delegations of a summit."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.core.db import Base, Public, personal
from summitapp.core.text import N_, Translated
from summitapp.directory.models import City, Organisation, Position
from summitapp.summits.models import Category, Summit

_COORDINATE = N_("To agree with you on the delegation you coordinate.")
_KEPT = personal(
    "contact", purpose=_COORDINATE, keep="P1Y", basis="interest", recipients="team mail", subjects="coordinators"
)  # fmt: skip


class Delegation(Public, Base):
    """A group sent together; ``code`` is what lists and programs call it, such as ``BREMEN``.

    Without ``quota`` it may be as large as the summit allows; ``taken`` counts the places its people hold.
    ``head_position`` is the office that leads it, whoever holds it. ``nominate_by`` and ``confirm_by`` are
    deadlines of its own; without them those of the summit hold.
    """

    __tablename__ = "delegations_delegation"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[Translated]
    city_id: Mapped[int | None] = mapped_column(sa.ForeignKey("directory_city.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("directory_organisation.id"))
    head_position_id: Mapped[int | None] = mapped_column(sa.ForeignKey("directory_position.id"))
    quota: Mapped[int | None]
    taken: Mapped[int] = mapped_column(default=0, server_default="0")
    nominate_by: Mapped[datetime | None]
    confirm_by: Mapped[datetime | None]

    summit: Mapped[Summit] = relationship()
    city: Mapped[City | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    head_position: Mapped[Position | None] = relationship()
    quotas: Mapped[list["Quota"]] = relationship(back_populates="delegation", cascade="all, delete-orphan")
    invitations: Mapped[list["Invitation"]] = relationship(
        back_populates="delegation", cascade="all, delete-orphan", order_by="Invitation.id"
    )

    __table_args__ = (
        sa.UniqueConstraint("summit_id", "code"),
        sa.CheckConstraint("quota IS NULL OR quota >= 0", name="quota"),
        sa.CheckConstraint("quota IS NULL OR taken <= quota", name="places"),
        sa.CheckConstraint("taken >= 0", name="taken"),
    )


class Quota(Public, Base):
    """How many places of one category a delegation may fill; without a row only the whole counts."""

    __tablename__ = "delegations_quota"

    delegation_id: Mapped[int] = mapped_column(sa.ForeignKey("delegations_delegation.id", ondelete="CASCADE"))
    category_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_category.id", ondelete="CASCADE"), index=True)
    places: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0, server_default="0")

    delegation: Mapped[Delegation] = relationship(back_populates="quotas")
    category: Mapped[Category] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("delegation_id", "category_id"),
        sa.CheckConstraint("taken >= 0", name="taken"),
        sa.CheckConstraint("taken <= places", name="places"),
    )


class Invitation(Public, Base):
    """Somebody who was asked by secret link to coordinate a delegation, and what they answered.

    ``user`` is the public id of the account that accepted; ``ended_at`` tells that the right was taken back.
    """

    __tablename__ = "delegations_invitation"

    delegation_id: Mapped[int] = mapped_column(
        sa.ForeignKey("delegations_delegation.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(info=_KEPT)
    email: Mapped[str] = mapped_column(info=_KEPT)
    language: Mapped[str] = mapped_column(sa.String(2))
    user: Mapped[str] = mapped_column(sa.String(20), default="", index=True)
    invited_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    delegation: Mapped[Delegation] = relationship(back_populates="invitations")

    @property
    def accepted(self) -> bool:
        """Return whether this is somebody who coordinates the delegation now."""
        return self.accepted_at is not None and self.ended_at is None


class Reminder(Base):
    """A reminder that went out: each coordinator reads of each deadline once a week and once a day before it."""

    __tablename__ = "delegations_reminder"
    __audited__ = False

    invitation_id: Mapped[int] = mapped_column(sa.ForeignKey("delegations_invitation.id", ondelete="CASCADE"))
    deadline: Mapped[datetime]
    days: Mapped[int]

    __table_args__ = (sa.UniqueConstraint("invitation_id", "deadline", "days"),)
