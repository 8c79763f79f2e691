"""Versions of the agenda, sessions, their slots, and who appears in them."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.agenda.values import AppearanceRole, SessionKind, SessionState, SessionText, VersionState, Visibility
from summitapp.core.db import Base, Public, personal
from summitapp.core.text import N_, Translated
from summitapp.directory.models import Person, Position
from summitapp.summits.models import Room, Summit, Track

_ANNOUNCE = N_("To announce in the programme who appears in a session.")
_FUNCTION = personal("professional", purpose=_ANNOUNCE, keep="P10Y", basis="interest", recipients="team public")


class AgendaVersion(Public, Base):
    """A release, or the one draft of a summit. ``number`` is given at publishing."""

    __tablename__ = "agenda_version"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    number: Mapped[int | None]
    state: Mapped[VersionState] = mapped_column(default=VersionState.DRAFT)
    note: Mapped[Translated] = mapped_column(default=Translated)
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    published_by: Mapped[str] = mapped_column(sa.String(40), default="")

    summit: Mapped[Summit] = relationship()
    slots: Mapped[list["Slot"]] = relationship(back_populates="version", cascade="all, delete-orphan")

    __table_args__ = (
        sa.Index(
            "uq_agenda_version_draft", "summit_id", unique=True,
            sqlite_where=sa.text("state = 'draft'"), postgresql_where=sa.text("state = 'draft'"),
        ),
        sa.UniqueConstraint("summit_id", "number"),
        sa.CheckConstraint("(state = 'draft') = (number IS NULL)", name="numbered"),
        sa.CheckConstraint("(state = 'draft') = (published_at IS NULL)", name="published"),
    )  # fmt: skip


class AgendaSession(Public, Base):
    """What happens at a summit. ``revision`` rises with each change of it or of its place in the draft."""

    __tablename__ = "agenda_session"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(sa.String(20))
    title: Mapped[Translated]
    abstract: Mapped[Translated] = mapped_column(default=Translated)
    kind: Mapped[SessionKind] = mapped_column(default=SessionKind.PANEL)
    track_id: Mapped[int | None] = mapped_column(sa.ForeignKey("summits_track.id"), index=True)
    sdgs: Mapped[list[int]] = mapped_column(default=list)
    topics: Mapped[list[str]] = mapped_column(default=list)
    spoken_languages: Mapped[list[str]] = mapped_column(default=list)
    interpretation: Mapped[list[str]] = mapped_column(default=list)
    visibility: Mapped[Visibility] = mapped_column(default=Visibility.PUBLIC)
    capacity: Mapped[int | None]
    is_break: Mapped[bool] = mapped_column(default=False)
    state: Mapped[SessionState] = mapped_column(default=SessionState.PLANNED)
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]

    summit: Mapped[Summit] = relationship()
    track: Mapped[Track | None] = relationship()
    appearances: Mapped[list["Appearance"]] = relationship(
        back_populates="session", cascade="all, delete-orphan", order_by="Appearance.place"
    )

    __table_args__ = (
        sa.UniqueConstraint("summit_id", "code"),
        sa.CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity"),
    )

    @property
    def subject(self) -> str:
        """Return the reference under which calendars know it."""
        return subject_of(self.public_id)

    @property
    def text(self) -> SessionText:
        """Return what everybody may read of it, as it stands now."""
        return SessionText(
            title=self.title, abstract=self.abstract, kind=self.kind, track=self.track.code if self.track else "",
            sdgs=tuple(self.sdgs), topics=tuple(self.topics), languages=tuple(self.spoken_languages),
            interpretation=tuple(self.interpretation), visibility=self.visibility, capacity=self.capacity,
            is_break=self.is_break,
        )  # fmt: skip


def subject_of(reference: str) -> str:
    """Return the reference under which calendars know the session of a public id."""
    return f"agenda.session:{reference}"


class Slot(Base):
    """Where and when a session is, in one version. A release keeps its words in ``frozen``."""

    __tablename__ = "agenda_slot"

    version_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda_version.id", ondelete="CASCADE"))
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda_session.id", ondelete="CASCADE"), index=True)
    room_id: Mapped[int | None] = mapped_column(sa.ForeignKey("summits_room.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    cancelled: Mapped[bool] = mapped_column(default=False)
    frozen: Mapped[dict[str, Any] | None]

    version: Mapped[AgendaVersion] = relationship(back_populates="slots")
    session: Mapped[AgendaSession] = relationship()
    room: Mapped[Room | None] = relationship()
    appearances: Mapped[list["ReleasedAppearance"]] = relationship(
        back_populates="slot", cascade="all, delete-orphan", order_by="ReleasedAppearance.place"
    )

    __table_args__ = (
        sa.UniqueConstraint("version_id", "session_id"),
        sa.CheckConstraint("ends_at > starts_at", name="times"),
    )


class _Cast:
    """Who appears, as what: a reference to a person or to an office, never a copy of the name."""

    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("directory_person.id"), index=True)
    position_id: Mapped[int | None] = mapped_column(sa.ForeignKey("directory_position.id"), index=True)
    role: Mapped[AppearanceRole] = mapped_column(default=AppearanceRole.SPEAKER)
    place: Mapped[int] = mapped_column(default=0)
    function: Mapped[Translated] = mapped_column(
        default=Translated, info=_FUNCTION
    )


class Appearance(_Cast, Base):
    """Somebody in a session, as the organisers plan it now."""

    __tablename__ = "agenda_appearance"

    session_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda_session.id", ondelete="CASCADE"), index=True)

    session: Mapped[AgendaSession] = relationship(back_populates="appearances")
    person: Mapped[Person | None] = relationship(foreign_keys="Appearance.person_id")
    position: Mapped[Position | None] = relationship(foreign_keys="Appearance.position_id")

    __table_args__ = (sa.CheckConstraint("(person_id IS NULL) <> (position_id IS NULL)", name="one_of_both"),)


class ReleasedAppearance(_Cast, Base):
    """Somebody in a session, as a release announced it; the name is looked up each time."""

    __tablename__ = "agenda_released_appearance"

    slot_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda_slot.id", ondelete="CASCADE"), index=True)

    slot: Mapped[Slot] = relationship(back_populates="appearances")
    person: Mapped[Person | None] = relationship(foreign_keys="ReleasedAppearance.person_id")
    position: Mapped[Position | None] = relationship(foreign_keys="ReleasedAppearance.position_id")

    __table_args__ = (sa.CheckConstraint("(person_id IS NULL) <> (position_id IS NULL)", name="one_of_both"),)
