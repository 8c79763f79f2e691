"""A summit with its venues, rooms, days, tracks and categories."""

from datetime import date, datetime, time

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.core.db import Base, Public
from summitapp.core.text import Translated
from summitapp.directory.models import City
from summitapp.summits.values import ApprovalMode, ShapeName, SummitState


class Summit(Public, Base):
    """One gathering. ``taken`` counts the seats held; the database keeps it within ``capacity``.

    An offer to the waiting list stands for ``offer_hours``. When people change one of ``review_fields`` themselves
    (:data:`summitapp.summits.values.REVIEWABLE`), their registration has to be approved again.
    """

    __tablename__ = "summits_summit"

    slug: Mapped[str] = mapped_column(sa.String(60), unique=True)
    name: Mapped[Translated]
    motto: Mapped[Translated] = mapped_column(default=Translated)
    description: Mapped[Translated] = mapped_column(default=Translated)
    practical: Mapped[Translated] = mapped_column(default=Translated)
    registration_intro: Mapped[Translated] = mapped_column(default=Translated)
    city_id: Mapped[int | None] = mapped_column(sa.ForeignKey("directory_city.id"))
    timezone: Mapped[str] = mapped_column(sa.String(60), default="Europe/Istanbul")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    default_language: Mapped[str] = mapped_column(sa.String(2), default="en")
    contact_email: Mapped[str] = mapped_column(default="")
    state: Mapped[SummitState] = mapped_column(default=SummitState.DRAFT)
    approval: Mapped[ApprovalMode] = mapped_column(default=ApprovalMode.MANUAL)
    registration_opens_at: Mapped[datetime | None]
    registration_closes_at: Mapped[datetime | None]
    nominations_close_at: Mapped[datetime | None]
    changes_close_at: Mapped[datetime | None]
    offer_hours: Mapped[int] = mapped_column(default=72, server_default="72")
    review_fields: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    changeover_minutes: Mapped[int] = mapped_column(default=10, server_default="10")
    slides_due_at: Mapped[datetime | None]
    capacity: Mapped[int | None]
    taken: Mapped[int] = mapped_column(default=0, server_default="0")
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    redactions: Mapped[int] = mapped_column(default=0, server_default="0")
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    copied_from: Mapped[str] = mapped_column(sa.String(20), default="")

    city: Mapped[City | None] = relationship()
    venues: Mapped[list["Venue"]] = relationship(back_populates="summit", order_by="Venue.position")
    rooms: Mapped[list["Room"]] = relationship(back_populates="summit", order_by="Room.position")
    days: Mapped[list["SummitDay"]] = relationship(back_populates="summit", order_by="SummitDay.day")
    tracks: Mapped[list["Track"]] = relationship(back_populates="summit", order_by="Track.position")
    categories: Mapped[list["Category"]] = relationship(back_populates="summit", order_by="Category.position")

    __table_args__ = (
        sa.CheckConstraint("ends_on >= starts_on", name="dates"),
        sa.CheckConstraint("capacity IS NULL OR taken <= capacity", name="capacity"),
        sa.CheckConstraint("taken >= 0", name="taken"),
        sa.CheckConstraint("offer_hours BETWEEN 1 AND 720", name="offer_hours"),
        sa.CheckConstraint("changeover_minutes BETWEEN 0 AND 120", name="changeover_minutes"),
        sa.CheckConstraint(
            "registration_opens_at IS NULL OR registration_closes_at IS NULL "
            "OR registration_closes_at > registration_opens_at",
            name="registration_dates",
        ),
    )

    def renew(self) -> None:
        """Let all that is kept of the summit be made anew. The database counts, so that two at the same moment are two."""
        self.revision = Summit.revision + 1

    def redact(self) -> None:
        """Let pages of the last release be made anew, of which less, or again more, is to be seen; counted likewise."""
        self.redactions = Summit.redactions + 1


class Venue(Public, Base):
    """A house or a ground where the summit happens."""

    __tablename__ = "summits_venue"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"), index=True)
    name: Mapped[Translated]
    address: Mapped[str] = mapped_column(default="")
    directions: Mapped[Translated] = mapped_column(default=Translated)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    position: Mapped[int] = mapped_column(default=0)

    summit: Mapped[Summit] = relationship(back_populates="venues")
    rooms: Mapped[list["Room"]] = relationship(back_populates="venue", order_by="Room.position")


class Room(Public, Base):
    """A room; ``languages`` are those it has interpreters' booths for."""

    __tablename__ = "summits_room"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    venue_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_venue.id"), index=True)
    code: Mapped[str] = mapped_column(sa.String(20))
    name: Mapped[Translated]
    capacity: Mapped[int | None]
    languages: Mapped[list[str]] = mapped_column(default=list)
    position: Mapped[int] = mapped_column(default=0)

    summit: Mapped[Summit] = relationship(back_populates="rooms")
    venue: Mapped[Venue] = relationship(back_populates="rooms")
    hours: Mapped[list["RoomHours"]] = relationship(
        back_populates="room", cascade="all, delete-orphan", order_by="RoomHours.day, RoomHours.opens"
    )

    __table_args__ = (
        sa.UniqueConstraint("summit_id", "code"),
        sa.CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity"),
    )


class RoomHours(Base):
    """When a room is open, in the venue's wall time. A room with no row is open as long as the summit's doors."""

    __tablename__ = "summits_room_hours"

    room_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_room.id", ondelete="CASCADE"))
    day: Mapped[date]
    opens: Mapped[time]
    closes: Mapped[time]

    room: Mapped[Room] = relationship(back_populates="hours")

    __table_args__ = (
        sa.UniqueConstraint("room_id", "day", "opens"),
        sa.CheckConstraint("closes > opens", name="hours"),
    )


class Walk(Base):
    """How long the way between two venues takes; without it the distance as the crow flies is asked."""

    __tablename__ = "summits_walk"

    first_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_venue.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_venue.id", ondelete="CASCADE"), index=True)
    minutes: Mapped[int]

    __table_args__ = (
        sa.UniqueConstraint("first_id", "second_id"),
        sa.CheckConstraint("first_id < second_id", name="pair"),
        sa.CheckConstraint("minutes BETWEEN 0 AND 600", name="minutes"),
    )


class SummitDay(Public, Base):
    """One day and its doors, in the venue's wall time."""

    __tablename__ = "summits_day"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    day: Mapped[date]
    label: Mapped[Translated] = mapped_column(default=Translated)
    opens: Mapped[time]
    closes: Mapped[time]

    summit: Mapped[Summit] = relationship(back_populates="days")

    __table_args__ = (
        sa.UniqueConstraint("summit_id", "day"),
        sa.CheckConstraint("closes > opens", name="hours"),
    )


class Track(Public, Base):
    """A thread of topics; ``colour`` is the name of a colour of the theme."""

    __tablename__ = "summits_track"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(sa.String(20))
    name: Mapped[Translated]
    colour: Mapped[str] = mapped_column(sa.String(20))
    position: Mapped[int] = mapped_column(default=0)

    summit: Mapped[Summit] = relationship(back_populates="tracks")

    __table_args__ = (sa.UniqueConstraint("summit_id", "code"),)


class Category(Public, Base):
    """A kind of participant; its colour never stands without its word and its shape.

    ``holds_place``: whoever is nominated or submitted holds a place already. ``protocol``: a free place is
    never given to the waiting list by itself.
    """

    __tablename__ = "summits_category"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(sa.String(20))
    name: Mapped[Translated]
    colour: Mapped[str] = mapped_column(sa.String(20))
    shape: Mapped[ShapeName]
    capacity: Mapped[int | None]
    taken: Mapped[int] = mapped_column(default=0, server_default="0")
    open_to_public: Mapped[bool] = mapped_column(default=True)
    holds_place: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    protocol: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    position: Mapped[int] = mapped_column(default=0)

    summit: Mapped[Summit] = relationship(back_populates="categories")

    __table_args__ = (
        sa.UniqueConstraint("summit_id", "code"),
        sa.CheckConstraint("capacity IS NULL OR taken <= capacity", name="capacity"),
        sa.CheckConstraint("taken >= 0", name="taken"),
    )
