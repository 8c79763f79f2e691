"""Registrations, the words by which they are found, and the keys of repeated requests."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.core.db import Base, Public, personal
from summitapp.core.text import N_
from summitapp.delegations.models import Delegation
from summitapp.directory.models import Person, Position
from summitapp.questions.models import Question
from summitapp.registration.values import (
    ACTIVE,
    CODE_LENGTH,
    SORT_LENGTH,
    VIEW_NAME_LENGTH,
    WORD_LENGTH,
    DelegationRole,
    PairState,
    Source,
    State,
)
from summitapp.summits.models import Category, Summit

TAKE_PART = N_("To plan the summit with you and to print your badge. Deleted two years after the summit.")
UNDERSTAND = N_("To plan interpreting and to write to you in your language. Deleted two years after the summit.")
REACH = N_("To send you what concerns your participation. Deleted two years after the summit.")

_PLAN = personal("professional", purpose=TAKE_PART, keep="P2Y", recipients="team coordinator door")
_LANGUAGE = personal("choice", purpose=UNDERSTAND, keep="P2Y", recipients="team coordinator")
_FIND = personal("name", purpose=N_("To find your registration when you write or call."), keep="P2Y")
_ACTIVE = ", ".join(f"'{state.value}'" for state in State if state in ACTIVE)
#: Compared by code point on both databases, so that the beginning of a word is one stretch of the index.
_FOLDED = sa.String(WORD_LENGTH).with_variant(sa.String(WORD_LENGTH, collation="C"), "postgresql")
_SORTED = sa.String(SORT_LENGTH).with_variant(sa.String(SORT_LENGTH, collation="C"), "postgresql")
_CALL = personal(
    "contact", purpose=N_("To reach you during the summit. Deleted 30 days after it."), keep="P30D",
    recipients="team coordinator",
)  # fmt: skip
_IS_HEAD = sa.text(f"state IN ({_ACTIVE}) AND delegation_role = 'head' AND delegation_id IS NOT NULL")
_IS_KEPT = sa.text("deleted_at IS NULL")
_IS_UNPROVEN = sa.text("NOT proven")
_IS_UNCOMPARED = sa.text("compared_at IS NULL")
_LEADS = sa.text("delegation_role <> 'member'")
#: Who holds a name; word for word the condition of its index, which neither database uses for anything else.
IS_ACTIVE = sa.text(f"state IN ({_ACTIVE}) AND sameness IS NOT NULL")


class Registration(Public, Base):
    """One person's request for a place at one summit, and what became of it.

    ``code`` is what people read out on the telephone. ``proven`` tells that the request is known to
    come from the person, their delegation or a trusted program; until ``proof_due_at`` it may be shown.
    ``party`` is the same for those who wait for places together: all of them come up, or none.
    ``passed_over`` counts the places that went to others because they were too few for the party.
    ``position`` is the office somebody takes part in, ``acting`` that they stand in for its holder.
    ``sort_plain`` and ``sort_turkish`` hold the name as lists in German and English, and in Turkish, are sorted.
    ``compared_at`` tells when it was last looked at beside others that might be the same person's;
    ``merged_into`` is the registration that goes on for this one.
    ``sameness`` is a digest: the same name and address cannot be active twice in a summit.
    """

    __tablename__ = "registration_registration"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("directory_person.id"), index=True)
    category_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_category.id"), index=True)
    delegation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("delegations_delegation.id"), index=True)
    delegation_role: Mapped[DelegationRole] = mapped_column(
        default=DelegationRole.MEMBER, server_default=DelegationRole.MEMBER.value
    )
    position_id: Mapped[int | None] = mapped_column(sa.ForeignKey("directory_position.id"))
    acting: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    party: Mapped[str | None] = mapped_column(sa.String(20))
    code: Mapped[str] = mapped_column(sa.String(CODE_LENGTH))
    state: Mapped[State]
    holds_place: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    waiting_rank: Mapped[int | None]
    passed_over: Mapped[int] = mapped_column(default=0, server_default="0")
    proven: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    proof_due_at: Mapped[datetime | None]
    offered_until: Mapped[datetime | None]
    language: Mapped[str] = mapped_column(sa.String(2))
    phone: Mapped[str] = mapped_column(sa.String(20), default="", server_default="", info=_CALL)
    function: Mapped[str] = mapped_column(default="", info=_PLAN)
    city_text: Mapped[str] = mapped_column(default="", info=_PLAN)
    organisation_text: Mapped[str] = mapped_column(default="", info=_PLAN)
    spoken_languages: Mapped[list[str]] = mapped_column(default=list, info=_LANGUAGE)
    interpretation: Mapped[str] = mapped_column(sa.String(2), default="", info=_LANGUAGE)
    note: Mapped[str] = mapped_column(default="", info=_PLAN)
    reason: Mapped[str] = mapped_column(
        default="", info=personal("choice", purpose=N_("To tell you why something was decided."), keep="P2Y")
    )
    sameness: Mapped[str | None] = mapped_column(sa.String(32), info=_FIND)
    source: Mapped[Source] = mapped_column(default=Source.FORM)
    submitted_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    sort_plain: Mapped[str] = mapped_column(_SORTED, default="", server_default="", info=_FIND)
    sort_turkish: Mapped[str] = mapped_column(_SORTED, default="", server_default="", info=_FIND)
    compared_at: Mapped[datetime | None]
    merged_into_id: Mapped[int | None] = mapped_column(sa.ForeignKey("registration_registration.id"), index=True)

    summit: Mapped[Summit] = relationship()
    person: Mapped[Person] = relationship()
    category: Mapped[Category] = relationship()
    delegation: Mapped[Delegation | None] = relationship()
    merged_into: Mapped["Registration | None"] = relationship(remote_side="Registration.id")
    position: Mapped[Position | None] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("summit_id", "code"),
        sa.Index("uq_registration_registration_active", "summit_id", "sameness", unique=True,
                 sqlite_where=IS_ACTIVE, postgresql_where=IS_ACTIVE),
        sa.Index("uq_registration_registration_head", "delegation_id", unique=True,
                 sqlite_where=_IS_HEAD, postgresql_where=_IS_HEAD),
        sa.Index("ix_registration_registration_state", "summit_id", "state", "id"),
        sa.Index("ix_registration_registration_delegation", "summit_id", "delegation_id", "id"),
        sa.Index("ix_registration_registration_category", "summit_id", "category_id", "id"),
        sa.Index("ix_registration_registration_newest", "summit_id", "id"),
        sa.Index("ix_registration_registration_plain", "summit_id", "sort_plain", "id"),
        sa.Index("ix_registration_registration_turkish", "summit_id", "sort_turkish", "id"),
        sa.Index("ix_registration_registration_submitted", "summit_id", "submitted_at"),
        sa.Index("ix_registration_registration_unproven", "summit_id", "id",
                 sqlite_where=_IS_UNPROVEN, postgresql_where=_IS_UNPROVEN),
        sa.Index("ix_registration_registration_leads", "summit_id", "delegation_role", "id",
                 sqlite_where=_LEADS, postgresql_where=_LEADS),
        sa.Index("ix_registration_registration_uncompared", "id",
                 sqlite_where=_IS_UNCOMPARED, postgresql_where=_IS_UNCOMPARED),
        sa.Index("ix_registration_registration_rank", "summit_id", "waiting_rank"),
        sa.CheckConstraint("passed_over >= 0", name="passed_over"),
        sa.CheckConstraint("(state = 'waiting') = (waiting_rank IS NOT NULL)", name="rank"),
        sa.CheckConstraint("NOT (holds_place AND state IN ('waiting', 'declined', 'cancelled', 'withdrawn'))",
                           name="place"),
    )  # fmt: skip


class SearchWord(Base):
    """One folded word by which a registration is found; a search looks for the beginnings of words.

    ``summit_id`` is that of the registration, which cannot change: a foreign key of its own would be checked
    for every word of every registration and prove nothing more.
    """

    __tablename__ = "registration_word"
    __audited__ = False

    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration_registration.id", ondelete="CASCADE")
    )
    summit_id: Mapped[int]
    word: Mapped[str] = mapped_column(_FOLDED, info=_FIND)

    __table_args__ = (
        sa.Index("ix_registration_word_word", "summit_id", "word", "registration_id"),
        sa.UniqueConstraint("registration_id", "word"),
    )


class IdempotencyKey(Base):
    """A request a program may repeat: the same key gives the first answer again and writes nothing."""

    __tablename__ = "registration_idempotency_key"
    __audited__ = False

    caller: Mapped[str] = mapped_column(sa.String(60))
    key: Mapped[str] = mapped_column(sa.String(200))
    body: Mapped[str] = mapped_column(sa.String(64))
    answer: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]

    __table_args__ = (sa.UniqueConstraint("caller", "key"),)


class View(Public, Base):
    """A way of looking at the table that somebody named: what it is narrowed to, its order and its columns.

    ``owner`` is the public id of a user of the team; a ``shared`` one is seen by the whole team. A deleted one is
    kept for a while, so that its owner can bring it back.
    """

    __tablename__ = "registration_view"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    owner: Mapped[str] = mapped_column(sa.String(20))
    name: Mapped[str] = mapped_column(sa.String(VIEW_NAME_LENGTH))
    shared: Mapped[bool] = mapped_column(default=False)
    narrowed: Mapped[dict[str, Any]] = mapped_column(default=dict)
    columns: Mapped[list[str]] = mapped_column(default=list)
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]

    summit: Mapped[Summit] = relationship()

    __table_args__ = (
        sa.Index("uq_registration_view_name", "summit_id", "owner", "name", unique=True,
                 sqlite_where=_IS_KEPT, postgresql_where=_IS_KEPT),
    )  # fmt: skip


class Layout(Base):
    """How one member of the team left the table of a summit: the columns, and the view that opens first."""

    __tablename__ = "registration_layout"
    __audited__ = False

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    owner: Mapped[str] = mapped_column(sa.String(20))
    columns: Mapped[list[str]] = mapped_column(default=list)
    view_id: Mapped[int | None] = mapped_column(sa.ForeignKey("registration_view.id", ondelete="SET NULL"))

    view: Mapped[View | None] = relationship()

    __table_args__ = (sa.UniqueConstraint("summit_id", "owner"),)


class Mark(Base):
    """A digest that registrations of the same person probably share; see :mod:`summitapp.registration.rules`."""

    __tablename__ = "registration_mark"
    __audited__ = False

    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration_registration.id", ondelete="CASCADE")
    )
    summit_id: Mapped[int]
    mark: Mapped[int] = mapped_column(sa.BigInteger, info=_FIND)

    __table_args__ = (
        sa.Index("ix_registration_mark_mark", "summit_id", "mark", "registration_id"),
        sa.UniqueConstraint("registration_id", "mark"),
    )


class Pair(Public, Base):
    """Two registrations of a summit that may be one person's, and what an organiser said of it.

    ``one`` is always the older. What is kept is why they look alike, as codes, and how much, from 0 to 100.
    """

    __tablename__ = "registration_pair"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    one_id: Mapped[int] = mapped_column(sa.ForeignKey("registration_registration.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration_registration.id", ondelete="CASCADE"), index=True
    )
    score: Mapped[int]
    reasons: Mapped[list[str]] = mapped_column(default=list)
    state: Mapped[PairState] = mapped_column(default=PairState.OPEN)
    decided_by: Mapped[str] = mapped_column(sa.String(60), default="")
    decided_at: Mapped[datetime | None]

    summit: Mapped[Summit] = relationship()
    one: Mapped[Registration] = relationship(foreign_keys="Pair.one_id")
    other: Mapped[Registration] = relationship(foreign_keys="Pair.other_id")

    __table_args__ = (
        sa.UniqueConstraint("one_id", "other_id"),
        sa.CheckConstraint("one_id < other_id", name="order"),
        sa.Index("ix_registration_pair_open", "summit_id", "state", "score", "id"),
    )


_ASKED = N_("To plan your participation; each question says for what, and how long its answer is kept.")
_SEALED = N_("To let you take part, eat and be helped. Opened only by those whose work needs it, with a reason.")
#: No answer is SQL's own NULL, so that the database can tell a sealed answer from a plain one.
_Plain = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class Answer(Public, Base):
    """What somebody answered to one question of the summit, in the version it had then.

    A plain answer stands in ``value``. A sensitive one is kept in ``sealed`` alone, encrypted under a key that
    is not in the database and bound to this registration. ``held`` are the options whose places it takes.
    """

    __tablename__ = "registration_answer"

    registration_id: Mapped[int] = mapped_column(sa.ForeignKey("registration_registration.id", ondelete="CASCADE"))
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("questions_question.id"), index=True)
    version: Mapped[int]
    value: Mapped[Any | None] = mapped_column(_Plain, info=personal("choice", purpose=_ASKED, keep="P30D"))
    sealed: Mapped[bytes | None] = mapped_column(info=personal("special", purpose=_SEALED, keep="P30D", basis="explicit"))
    held: Mapped[list[int]] = mapped_column(default=list)
    answered_at: Mapped[datetime]

    registration: Mapped[Registration] = relationship()
    question: Mapped[Question] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("registration_id", "question_id"),
        sa.CheckConstraint("(value IS NULL) <> (sealed IS NULL)", name="plain_or_sealed"),
    )


class Upload(Public, Base):
    """A file somebody sent with an answer, in the database so that one backup and one erasure hold it all.

    Without a registration it waits for a form that came back with faults; after a day it goes.
    """

    __tablename__ = "registration_upload"
    __audited__ = False

    question_id: Mapped[int] = mapped_column(sa.ForeignKey("questions_question.id", ondelete="CASCADE"), index=True)
    registration_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("registration_registration.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(info=personal("choice", purpose=_ASKED, keep="P30D"))
    media_type: Mapped[str] = mapped_column(sa.String(40))
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(deferred=True, info=personal("choice", purpose=_ASKED, keep="P30D"))
    created_at: Mapped[datetime] = mapped_column(index=True)

    registration: Mapped[Registration | None] = relationship()
    question: Mapped[Question] = relationship()

    __table_args__ = (sa.CheckConstraint("size > 0 AND size <= 5242880", name="size"),)
