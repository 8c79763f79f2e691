"""Places in sessions, favourites and feedback."""

from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.agenda.models import AgendaSession
from summitapp.core.db import Base, Public, personal
from summitapp.core.text import N_
from summitapp.directory.models import Person
from summitapp.enrolment.values import TEXT_LENGTH, EnrolmentState
from summitapp.registration.models import Registration

_SEAT: Final = N_("To keep your place in the sessions you enrolled in, and to let you in. Deleted one year after the summit.")
_STAR: Final = N_("To show you the sessions you marked. Only you see them. Deleted one year after the summit.")
_SAID: Final = N_(
    "To learn what was good in a session. The organisers read it without your name; speakers learn figures only. "
    "Deleted one year after the summit."
)


class Enrolment(Public, Base):
    """A participant's place in a session, or their turn on its waiting list.

    It belongs to the registration: whoever takes that over has the seat. ``rank`` orders those who wait; it says
    nothing by itself, and may have gaps.
    """

    __tablename__ = "enrolment_enrolment"

    session_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda_session.id", ondelete="CASCADE"))
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration_registration.id", ondelete="CASCADE"), index=True,
        info=personal("choice", purpose=_SEAT, keep="P1Y", recipients="team door"),
    )  # fmt: skip
    state: Mapped[EnrolmentState]
    rank: Mapped[int | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    session: Mapped[AgendaSession] = relationship()
    registration: Mapped[Registration] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("session_id", "registration_id"),
        sa.Index("ix_enrolment_enrolment_queue", "session_id", "state", "rank"),
        sa.CheckConstraint("(state = 'waiting') = (rank IS NOT NULL)", name="rank"),
    )


class Favourite(Base):
    """A star somebody gave a session. No trail is kept of it: it is nobody's business but theirs."""

    __tablename__ = "enrolment_favourite"
    __audited__ = False

    person_id: Mapped[int] = mapped_column(
        sa.ForeignKey("directory_person.id"), info=personal("choice", purpose=_STAR, keep="P1Y", recipients="")
    )
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda_session.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]

    session: Mapped[AgendaSession] = relationship()

    __table_args__ = (sa.UniqueConstraint("person_id", "session_id"),)


class Feedback(Base):
    """What somebody said of a session. The trail is not told: it would say whose words these are."""

    __tablename__ = "enrolment_feedback"
    __audited__ = False

    session_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda_session.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(
        sa.ForeignKey("directory_person.id"), index=True, info=personal("choice", purpose=_SAID, keep="P1Y")
    )
    stars: Mapped[int]
    text: Mapped[str] = mapped_column(
        sa.String(TEXT_LENGTH), default="", info=personal("choice", purpose=_SAID, keep="P1Y")
    )
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    session: Mapped[AgendaSession] = relationship()
    person: Mapped[Person] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("session_id", "person_id"),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),
    )
