"""Versions of the agenda, sessions, their slots, and who appears in them."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.agenda.values import (
    Answer,
    AppearanceRole,
    Attendance,
    Audience,
    DocumentKind,
    SessionKind,
    SessionState,
    SessionText,
    VersionState,
    Visibility,
)
from summitapp.core.db import Base, Public, personal
from summitapp.core.text import N_, Translated
from summitapp.directory.models import Person, Position
from summitapp.summits.models import Room, Summit, Track

_ANNOUNCE = N_("To announce in the programme who appears in a session.")
_PLAN = N_("To plan the sessions you appear in or interpret. Deleted 30 days after the summit.")
_PRESENCE = personal("professional", purpose=_PLAN, keep="P30D", basis="interest")
_FUNCTION = personal("professional", purpose=_ANNOUNCE, keep="P10Y", basis="interest", recipients="team public")

_KEEP = N_("To show your slides in the room and to give them to whom you agreed.")
_ALLOWED = sa.Enum(
    Audience, native_enum=False, create_constraint=True, length=32, name="allowed",
    values_callable=lambda kind: [member.value for member in kind],
)  # fmt: skip
_BROUGHT = personal("professional", purpose=_KEEP, keep="P10Y", basis="consent", recipients="team public")


class AgendaVersion(Public, Base):
    """A release, or the one draft of a summit.

    ``number`` counts the releases and is what addresses and orders them; ``name`` is what people read: "3", "3.1"
    for a corrected text, or whatever the organisers call it.
    """

    __tablename__ = "agenda_version"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    number: Mapped[int | None]
    name: Mapped[str] = mapped_column(sa.String(40), default="", server_default="")
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
    """What happens at a summit. ``revision`` rises with each change of it or of its place in the draft.

    ``taken`` counts the places given where people enrol; the database keeps it within ``capacity``. ``minutes`` and
    ``outcome`` are written afterwards, stand beside every release, and are shown to ``minutes_for``.
    """

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
    attendance: Mapped[Attendance] = mapped_column(default=Attendance.FREE, server_default="free")
    taken: Mapped[int] = mapped_column(default=0, server_default="0")
    channels: Mapped[dict[str, int]] = mapped_column(default=dict, server_default="{}")
    livestream: Mapped[str] = mapped_column(sa.String(300), default="", server_default="")
    minutes: Mapped[Translated] = mapped_column(default=Translated, server_default="{}")
    outcome: Mapped[Translated] = mapped_column(default=Translated, server_default="{}")
    minutes_for: Mapped[Visibility] = mapped_column(default=Visibility.CLOSED, server_default="closed")
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
        sa.CheckConstraint("taken >= 0", name="taken"),
        sa.CheckConstraint("attendance <> 'enrol' OR capacity IS NULL OR taken <= capacity", name="places"),
    )

    @property
    def subject(self) -> str:
        """Return the reference under which calendars know it."""
        return subject_of(self.public_id)

    @property
    def text(self) -> SessionText:
        """Return what everybody may read of it, as it stands now."""
        return self.text_in(self.track.code if self.track else "")

    def text_in(self, track: str) -> SessionText:
        """Return the same for whoever knows the code of its track already, and so asks nothing more."""
        return SessionText(
            title=self.title, abstract=self.abstract, kind=self.kind, track=track,
            sdgs=tuple(self.sdgs), topics=tuple(self.topics), languages=tuple(self.spoken_languages),
            interpretation=tuple(self.interpretation), visibility=self.visibility, capacity=self.capacity,
            is_break=self.is_break, attendance=self.attendance, channels=tuple(sorted(self.channels.items())),
            livestream=self.livestream,
        )  # fmt: skip


def subject_of(reference: str) -> str:
    """Return the reference under which calendars know the session of a public id."""
    return f"agenda.session:{reference}"


class Slot(Base):
    """Where and when a session is, in one version. A release keeps its words in ``frozen``.

    ``more_rooms`` are those a plenary fills beside its own.
    """

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
    more_rooms: Mapped[list[Room]] = relationship(secondary="agenda_slot_room", order_by="Room.position")
    appearances: Mapped[list["ReleasedAppearance"]] = relationship(
        back_populates="slot", cascade="all, delete-orphan", order_by="ReleasedAppearance.place"
    )

    __table_args__ = (
        sa.UniqueConstraint("version_id", "session_id"),
        sa.CheckConstraint("ends_at > starts_at", name="times"),
    )


class SlotRoom(Base):
    """A further room that a slot fills."""

    __tablename__ = "agenda_slot_room"
    __audited__ = False

    slot_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda_slot.id", ondelete="CASCADE"))
    room_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_room.id"), index=True)

    __table_args__ = (sa.UniqueConstraint("slot_id", "room_id"),)


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
    """Somebody in a session, as the organisers plan it now, and what they said to it.

    ``word`` is what they told the organisers with their answer, such as why they cannot come.
    """

    __tablename__ = "agenda_appearance"

    session_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda_session.id", ondelete="CASCADE"), index=True)
    answer: Mapped[Answer] = mapped_column(default=Answer.OPEN, server_default="open")
    answered_at: Mapped[datetime | None]
    word: Mapped[str] = mapped_column(default="", server_default="", info=_PRESENCE)
    without_slides: Mapped[bool] = mapped_column(default=False, server_default=sa.false())

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


class Availability(Base):
    """When somebody can appear at a summit. Who has no row is taken to be there all the time."""

    __tablename__ = "agenda_availability"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("directory_person.id"), index=True, info=_PRESENCE)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]

    person: Mapped[Person] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("summit_id", "person_id", "starts_at"),
        sa.CheckConstraint("ends_at > starts_at", name="times"),
    )


class Interpreter(Public, Base):
    """Somebody of the pool of interpreters of a summit, and the languages they work between."""

    __tablename__ = "agenda_interpreter"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("directory_person.id"), index=True, info=_PRESENCE)
    languages: Mapped[list[str]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(default="", info=_PRESENCE)

    summit: Mapped[Summit] = relationship()
    person: Mapped[Person] = relationship()

    __table_args__ = (sa.UniqueConstraint("summit_id", "person_id"),)


class Interpreting(Base):
    """An interpreter at work in a session of the draft."""

    __tablename__ = "agenda_interpreting"

    session_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda_session.id", ondelete="CASCADE"))
    interpreter_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda_interpreter.id", ondelete="CASCADE"), index=True)

    session: Mapped[AgendaSession] = relationship()
    interpreter: Mapped[Interpreter] = relationship()

    __table_args__ = (sa.UniqueConstraint("session_id", "interpreter_id"),)


class SessionDocument(Public, Base):
    """Slides or another file of a session, in the database so that one backup and one erasure hold it all.

    ``allowed`` is the widest circle that whoever brought it agreed to; ``visibility`` who may have it now.
    """

    __tablename__ = "agenda_document"

    session_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda_session.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("directory_person.id"), index=True)
    kind: Mapped[DocumentKind] = mapped_column(default=DocumentKind.SLIDES)
    title: Mapped[str] = mapped_column(sa.String(200), info=_BROUGHT)
    language: Mapped[str] = mapped_column(sa.String(2), default="")
    name: Mapped[str] = mapped_column(sa.String(120), info=_BROUGHT)
    media_type: Mapped[str] = mapped_column(sa.String(100))
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(deferred=True, info=_BROUGHT)
    visibility: Mapped[Audience] = mapped_column(default=Audience.TEAM)
    allowed: Mapped[Audience] = mapped_column(_ALLOWED, default=Audience.TEAM)
    created_at: Mapped[datetime]

    session: Mapped[AgendaSession] = relationship()
    person: Mapped[Person | None] = relationship()

    __table_args__ = (sa.CheckConstraint("size > 0 AND size <= 20971520", name="size"),)
