"""Ties between two cities and what happened in them; sources differ, so each date is an event."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.core.db import Base, Public
from summitapp.core.text import Translated
from summitapp.directory.models import City
from summitapp.partnerships.values import PartnershipKind, PartnershipStatus


class Partnership(Public, Base):
    """A tie between a German and an İzmir place; ``key`` names it for imports."""

    __tablename__ = "partnerships_partnership"

    key: Mapped[str] = mapped_column(sa.String(60), unique=True)
    german_city_id: Mapped[int] = mapped_column(sa.ForeignKey("directory_city.id"), index=True)
    izmir_city_id: Mapped[int] = mapped_column(sa.ForeignKey("directory_city.id"), index=True)
    kind: Mapped[PartnershipKind]
    status: Mapped[PartnershipStatus]
    topics: Mapped[list[str]] = mapped_column(default=list)
    doubt: Mapped[Translated] = mapped_column(default=Translated)
    predecessor: Mapped[str] = mapped_column(sa.String(60), default="")

    german_city: Mapped[City] = relationship(foreign_keys=[german_city_id])
    izmir_city: Mapped[City] = relationship(foreign_keys=[izmir_city_id])
    events: Mapped[list["PartnershipEvent"]] = relationship(
        back_populates="partnership", order_by="PartnershipEvent.happened", cascade="all, delete-orphan"
    )


class PartnershipEvent(Public, Base):
    """Something that happened; ``happened`` is an ISO date as exact as its source: year, month or day."""

    __tablename__ = "partnerships_event"

    partnership_id: Mapped[int] = mapped_column(
        sa.ForeignKey("partnerships_partnership.id", ondelete="CASCADE"), index=True
    )
    happened: Mapped[str] = mapped_column(sa.String(10))
    what: Mapped[Translated]
    source: Mapped[str]

    partnership: Mapped[Partnership] = relationship(back_populates="events")
