"""Sections, questions with their earlier versions, and options with their places."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.core.db import Base, Public
from summitapp.core.text import Translated
from summitapp.questions.values import CODE_LENGTH, USUAL_KEEP, Kind, Phase
from summitapp.summits.models import Summit


class Section(Public, Base):
    """Questions under one heading."""

    __tablename__ = "questions_section"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"), index=True)
    title: Mapped[Translated]
    intro: Mapped[Translated] = mapped_column(default=Translated)
    position: Mapped[int] = mapped_column(default=0)

    summit: Mapped[Summit] = relationship()


class Question(Public, Base):
    """One question as it is asked now. Retired, it is asked no more and keeps its answers.

    ``version`` rises when its meaning changes; what it was before stands in :class:`QuestionVersion`.
    ``categories`` are codes; none means everybody. ``readers`` may open the answers when they are sealed.
    """

    __tablename__ = "questions_question"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    section_id: Mapped[int | None] = mapped_column(sa.ForeignKey("questions_section.id", ondelete="SET NULL"), index=True)
    code: Mapped[str] = mapped_column(sa.String(CODE_LENGTH))
    kind: Mapped[Kind]
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    caption: Mapped[Translated]
    help: Mapped[Translated] = mapped_column(default=Translated)
    purpose: Mapped[Translated] = mapped_column(default=Translated)
    keep: Mapped[str] = mapped_column(sa.String(10), default=USUAL_KEEP)
    required: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    phase: Mapped[Phase] = mapped_column(default=Phase.REGISTRATION)
    categories: Mapped[list[str]] = mapped_column(default=list)
    readers: Mapped[list[str]] = mapped_column(default=list)
    limits: Mapped[dict[str, Any]] = mapped_column(default=dict)
    show_if: Mapped[dict[str, Any]] = mapped_column(default=dict)
    position: Mapped[int] = mapped_column(default=0)
    retired_at: Mapped[datetime | None]

    summit: Mapped[Summit] = relationship()
    section: Mapped[Section | None] = relationship()
    options: Mapped[list["Option"]] = relationship(back_populates="question", order_by="Option.position, Option.id")

    __table_args__ = (sa.UniqueConstraint("summit_id", "code"),)


class QuestionVersion(Base):
    """What a question said before its meaning changed, so that old answers stay readable."""

    __tablename__ = "questions_version"

    question_id: Mapped[int] = mapped_column(sa.ForeignKey("questions_question.id", ondelete="CASCADE"))
    number: Mapped[int]
    kind: Mapped[Kind]
    caption: Mapped[Translated]
    limits: Mapped[dict[str, Any]] = mapped_column(default=dict)
    options: Mapped[dict[str, Any]] = mapped_column(default=dict)
    ended_at: Mapped[datetime]

    __table_args__ = (sa.UniqueConstraint("question_id", "number"),)


class Option(Public, Base):
    """One option; never deleted, only retired. The database keeps ``taken`` within ``places``."""

    __tablename__ = "questions_option"

    question_id: Mapped[int] = mapped_column(sa.ForeignKey("questions_question.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(sa.String(CODE_LENGTH))
    label: Mapped[Translated]
    places: Mapped[int | None]
    taken: Mapped[int] = mapped_column(default=0, server_default="0")
    position: Mapped[int] = mapped_column(default=0)
    retired_at: Mapped[datetime | None]

    question: Mapped[Question] = relationship(back_populates="options")

    __table_args__ = (
        sa.UniqueConstraint("question_id", "code"),
        sa.CheckConstraint("taken >= 0", name="taken"),
        sa.CheckConstraint("places IS NULL OR taken <= places", name="places"),
    )
