"""Mailings, who got them, saved texts, reminders with their runs, and who wants none."""

from datetime import datetime, time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.core.db import Base, Public, personal
from summitapp.core.text import N_, Translated
from summitapp.mailings.values import Anchor, Audience, MailingState, Outcome, Wording
from summitapp.summits.models import Summit

_SENT = personal("technical", purpose=N_("To write to you once only, and to prove what was sent."), keep="P1Y",
                 recipients="team mail")  # fmt: skip
_CHOICE = personal("choice", purpose=N_("To send you no reminders you do not want."), keep="P1Y")


class Worded:
    """A text in three languages, as mailings, saved texts and reminders have it."""

    subject: Mapped[Translated]
    body: Mapped[Translated]
    fallback: Mapped[str] = mapped_column(sa.String(2), default="", server_default="")
    essential: Mapped[bool] = mapped_column(default=True, server_default=sa.true())

    @property
    def wording(self) -> Wording:
        """Return the text as a value."""
        return Wording(self.subject, self.body, self.fallback, self.essential)

    @wording.setter
    def wording(self, value: Wording) -> None:
        self.subject, self.body = value.subject, value.body
        self.fallback, self.essential = value.fallback, value.essential


class Aimed:
    """Whom something goes to."""

    audience_values: Mapped[dict[str, Any]] = mapped_column("audience", default=dict)

    @property
    def audience(self) -> Audience:
        """Return whom it goes to, as a value."""
        return Audience.of(self.audience_values)

    @audience.setter
    def audience(self, value: Audience) -> None:
        self.audience_values = value.as_dict()


class SavedText(Worded, Public, Base):
    """A text to begin a mailing with; goes along when the summit is copied."""

    __tablename__ = "mailings_text"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    name: Mapped[str]
    created_at: Mapped[datetime]

    summit: Mapped[Summit] = relationship()

    __table_args__ = (sa.UniqueConstraint("summit_id", "name"),)


class Reminder(Worded, Aimed, Public, Base):
    """A mail that goes out by itself, ``days`` after a date (negative: before), at a time on the venue's clock."""

    __tablename__ = "mailings_reminder"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"), index=True)
    anchor: Mapped[Anchor]
    days: Mapped[int]
    at: Mapped[time]
    active_since: Mapped[datetime | None]
    created_at: Mapped[datetime]

    summit: Mapped[Summit] = relationship()
    runs: Mapped[list["Run"]] = relationship(
        back_populates="reminder", cascade="all, delete-orphan", order_by="Run.due_at.desc()"
    )

    __table_args__ = (sa.CheckConstraint("days BETWEEN -365 AND 365", name="days"),)


class Mailing(Worded, Aimed, Public, Base):
    """One text to many people. As soon as it is no draft its text is a record and stays as it is.

    ``revision`` is raised by every change, so that nobody writes over somebody else's. ``author`` and ``released_by``
    are public ids of accounts.
    """

    __tablename__ = "mailings_mailing"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    reminder_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("mailings_reminder.id", ondelete="SET NULL"), index=True
    )
    state: Mapped[MailingState] = mapped_column(default=MailingState.DRAFT)
    revision: Mapped[int] = mapped_column(default=1)
    author: Mapped[str] = mapped_column(sa.String(20), default="")
    released_by: Mapped[str] = mapped_column(sa.String(20), default="")
    created_at: Mapped[datetime]
    send_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    summit: Mapped[Summit] = relationship()
    reminder: Mapped[Reminder | None] = relationship()

    __table_args__ = (
        sa.Index("ix_mailings_mailing_state", "summit_id", "state", "id"),
        sa.CheckConstraint("(state = 'planned') = (send_at IS NOT NULL)", name="send_at"),
    )


class Recipient(Base):
    """That somebody gets a mailing: written down at its release, turned into a mail slice by slice.

    ``reference`` is the public id of a person or account, ``message`` that of the mail once it is in the outbox;
    ``left_out`` tells why none was written after all. Nobody is in a mailing, or in the mailings of one reminder, twice.
    """

    __tablename__ = "mailings_recipient"
    __audited__ = False

    mailing_id: Mapped[int] = mapped_column(sa.ForeignKey("mailings_mailing.id", ondelete="CASCADE"))
    reminder_id: Mapped[int | None] = mapped_column(sa.ForeignKey("mailings_reminder.id", ondelete="SET NULL"))
    reference: Mapped[str] = mapped_column(sa.String(20), index=True, info=_SENT)
    registration: Mapped[str] = mapped_column(sa.String(20), default="")
    message: Mapped[str] = mapped_column(sa.String(20), default="")
    left_out: Mapped[str] = mapped_column(sa.String(20), default="")
    added_at: Mapped[datetime]

    mailing: Mapped[Mailing] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("mailing_id", "reference"),
        sa.UniqueConstraint("reminder_id", "reference"),
        sa.Index("ix_mailings_recipient_waiting", "mailing_id", "message", "left_out", "id"),
    )


class Run(Base):
    """What became of a reminder at one moment; it is judged once for each."""

    __tablename__ = "mailings_run"
    __audited__ = False

    reminder_id: Mapped[int] = mapped_column(sa.ForeignKey("mailings_reminder.id", ondelete="CASCADE"))
    due_at: Mapped[datetime]
    outcome: Mapped[Outcome]
    mailing_id: Mapped[int | None] = mapped_column(sa.ForeignKey("mailings_mailing.id", ondelete="SET NULL"))
    ran_at: Mapped[datetime]

    reminder: Mapped[Reminder] = relationship(back_populates="runs")
    mailing: Mapped[Mailing | None] = relationship()

    __table_args__ = (sa.UniqueConstraint("reminder_id", "due_at"),)


class OptOut(Base):
    """Somebody wants no mail of this summit that does not concern their taking part itself."""

    __tablename__ = "mailings_opt_out"
    __audited__ = False

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    reference: Mapped[str] = mapped_column(sa.String(20), info=_CHOICE)
    at: Mapped[datetime]

    __table_args__ = (sa.UniqueConstraint("summit_id", "reference"),)
