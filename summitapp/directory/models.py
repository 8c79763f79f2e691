"""Cities, organisations, people and offices. An office is not the person who holds it."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.core.db import Base, Public, personal
from summitapp.core.text import N_, Translated
from summitapp.directory.values import CityKind, OrganisationKind, PersonName

_TAKE_PART = N_("To let you take part and to print your badge.")
_REACH = N_("To send you what concerns your participation.")
_NAME = personal("name", purpose=_TAKE_PART, keep="P2Y", recipients="team coordinator door")
_ADDRESS = personal("contact", purpose=_REACH, keep="P2Y", recipients="team coordinator mail")


class City(Public, Base):
    """A city, a district or a county; ``code`` is its name in ASCII capitals, such as ``KARSIYAKA``."""

    __tablename__ = "directory_city"

    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    name: Mapped[Translated]
    country: Mapped[str] = mapped_column(sa.String(2))
    state: Mapped[str] = mapped_column(sa.String(8), default="")
    kind: Mapped[CityKind]
    latitude: Mapped[float]
    longitude: Mapped[float]
    search_key: Mapped[str] = mapped_column(default="")


class Organisation(Public, Base):
    """A body that takes part: an administration, a company, a university, an association."""

    __tablename__ = "directory_organisation"

    name: Mapped[Translated]
    kind: Mapped[OrganisationKind]
    city_id: Mapped[int | None] = mapped_column(sa.ForeignKey("directory_city.id"), index=True)
    search_key: Mapped[str] = mapped_column(default="")

    city: Mapped[City | None] = relationship()


class Position(Public, Base):
    """An office such as that of a lord mayor: the title in its own language, approved in the others."""

    __tablename__ = "directory_position"

    title: Mapped[Translated]
    source_language: Mapped[str] = mapped_column(sa.String(2))
    city_id: Mapped[int | None] = mapped_column(sa.ForeignKey("directory_city.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("directory_organisation.id"), index=True)

    city: Mapped[City | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()


class Person(Public, Base):
    """A human being, who may exist without a log-in and without an address.

    ``proven_at`` tells that somebody opened a link sent to ``email``. Several people may have given
    the same address; at most one of them has proven it. Somebody who was written down twice goes on as
    ``merged_into``; this entry then only tells where older links lead.
    """

    __tablename__ = "directory_person"

    academic_title: Mapped[str] = mapped_column(default="", info=_NAME)
    given_name: Mapped[str] = mapped_column(info=_NAME)
    family_name: Mapped[str] = mapped_column(default="", info=_NAME)
    email: Mapped[str | None] = mapped_column(info=_ADDRESS)
    language: Mapped[str] = mapped_column(sa.String(2), default="en")
    proven_at: Mapped[datetime | None]
    hidden_at: Mapped[datetime | None]
    search_key: Mapped[str] = mapped_column(default="", info=_NAME)
    created_at: Mapped[datetime]
    merged_into_id: Mapped[int | None] = mapped_column(sa.ForeignKey("directory_person.id"), index=True)

    merged_into: Mapped["Person | None"] = relationship(remote_side="Person.id")

    @property
    def name(self) -> PersonName:
        """Return the name as its owner writes it."""
        return PersonName(self.given_name, self.family_name, self.academic_title)

    __table_args__ = (
        sa.Index("ix_directory_person_email", "email"),
        sa.Index(
            "uq_directory_person_proven_email", "email", unique=True,
            sqlite_where=sa.text("proven_at IS NOT NULL"), postgresql_where=sa.text("proven_at IS NOT NULL"),
        ),
    )  # fmt: skip


class Tenure(Public, Base):
    """Who holds an office, from when until when (open ends are None); ``acting`` for whoever stands in."""

    __tablename__ = "directory_tenure"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("directory_person.id", ondelete="CASCADE"), index=True)
    position_id: Mapped[int] = mapped_column(sa.ForeignKey("directory_position.id", ondelete="CASCADE"), index=True)
    since: Mapped[date | None]
    until: Mapped[date | None]
    acting: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship()
    position: Mapped[Position] = relationship()

    __table_args__ = (sa.CheckConstraint("until IS NULL OR since IS NULL OR until >= since", name="dates"),)
