"""Letters, their approvals, the paper as it was issued, the counters of their numbers and of look-ups."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.core.db import Base, Public, append_only, constraint_error, personal
from summitapp.core.text import N_
from summitapp.directory.models import Person
from summitapp.letters.values import AlreadyApproved, LetterAlreadyAsked, LetterKind, LetterState, Passport, Payer
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit

_WRITE = N_("To write the letter you asked for, and to show that it is genuine. Deleted twelve months after the summit.")
_SIGNED = N_("To show who approved a letter. Deleted twelve months after the summit.")
_CHOICE = personal("choice", purpose=_WRITE, keep="P12M")
_OFFICE = personal("professional", purpose=_SIGNED, keep="P12M", basis="interest", subjects="team")
_SIGNATORY = personal("name", purpose=_SIGNED, keep="P12M", basis="interest", subjects="team")
_TWO_PEOPLE = (
    "number IS NULL OR (first_approver <> '' AND second_approver <> '' AND first_approver <> second_approver "
    "AND first_approver <> requested_by AND second_approver <> requested_by)"
)
#: A second column of the same kind needs a name of its own for its CHECK.
_STAY_PAYER = sa.Enum(Payer, name="staypayer", native_enum=False, create_constraint=True, length=32,
                      values_callable=lambda kind: [member.value for member in kind])  # fmt: skip
_OPEN, _VALID = sa.text("state = 'asked'"), sa.text("state = 'issued'")


class Letter(Public, Base):
    """One letter from the request to its end. ``facts`` and the request are what is signed; ``fingerprint`` is its digest.

    ``requested_by`` is the account that asked on somebody's behalf, empty if the person asked. ``lookup`` is the
    digest of the printed code; the code itself is derived from a key that is not in the database.
    """

    __tablename__ = "letters_letter"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration_registration.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("directory_person.id"), index=True)
    kind: Mapped[LetterKind]
    language: Mapped[str] = mapped_column(sa.String(2))
    state: Mapped[LetterState] = mapped_column(default=LetterState.ASKED)
    requested_by: Mapped[str] = mapped_column(sa.String(60), default="")
    requested_at: Mapped[datetime]
    addressee: Mapped[str] = mapped_column(default="", info=_CHOICE)
    consulate: Mapped[str] = mapped_column(default="", info=_CHOICE)
    passport: Mapped[Passport | None] = mapped_column(info=_CHOICE)
    arrives_on: Mapped[date | None] = mapped_column(info=_CHOICE)
    leaves_on: Mapped[date | None] = mapped_column(info=_CHOICE)
    travel_paid_by: Mapped[Payer | None] = mapped_column(info=_CHOICE)
    stay_paid_by: Mapped[Payer | None] = mapped_column(_STAY_PAYER, info=_CHOICE)
    facts: Mapped[dict[str, Any]] = mapped_column(
        default=dict, info=personal("professional", purpose=_WRITE, keep="P12M")
    )
    fingerprint: Mapped[str] = mapped_column(sa.String(64), default="")
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="", info=_CHOICE)
    year: Mapped[int | None]
    number: Mapped[int | None]
    serial: Mapped[str | None] = mapped_column(sa.String(40), unique=True)
    lookup: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    issued_on: Mapped[date | None]
    valid_until: Mapped[date | None]
    first_approver: Mapped[str] = mapped_column(sa.String(20), default="")
    second_approver: Mapped[str] = mapped_column(sa.String(20), default="")

    summit: Mapped[Summit] = relationship()
    registration: Mapped[Registration] = relationship()
    person: Mapped[Person] = relationship()
    approvals: Mapped[list["Approval"]] = relationship(
        back_populates="letter", cascade="all, delete-orphan", order_by="Approval.place"
    )

    __table_args__ = (
        sa.UniqueConstraint("summit_id", "year", "number"),
        sa.Index("uq_letters_letter_open", "registration_id", "kind", unique=True,
                 sqlite_where=_OPEN, postgresql_where=_OPEN),
        sa.Index("uq_letters_letter_valid", "registration_id", "kind", unique=True,
                 sqlite_where=_VALID, postgresql_where=_VALID),
        sa.Index("ix_letters_letter_queue", "summit_id", "state", "id"),
        sa.CheckConstraint(
            "(state IN ('issued', 'revoked', 'superseded')) = (number IS NOT NULL)", name="numbered"
        ),
        sa.CheckConstraint(
            "number IS NULL OR (number > 0 AND year IS NOT NULL AND serial IS NOT NULL AND lookup IS NOT NULL "
            "AND issued_on IS NOT NULL AND valid_until IS NOT NULL)", name="issued"
        ),
        sa.CheckConstraint(_TWO_PEOPLE, name="two_people"),
    )  # fmt: skip


class Approval(Base):
    """One person's yes to exactly what ``fingerprint`` stands for; when the content changes it is void and deleted."""

    __tablename__ = "letters_approval"

    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letters_letter.id", ondelete="CASCADE"))
    place: Mapped[int]
    user: Mapped[str] = mapped_column(sa.String(20))
    name: Mapped[str] = mapped_column(info=_SIGNATORY)
    function: Mapped[str] = mapped_column(info=_OFFICE)
    fingerprint: Mapped[str] = mapped_column(sa.String(64))
    at: Mapped[datetime]

    letter: Mapped[Letter] = relationship(back_populates="approvals")

    __table_args__ = (
        sa.UniqueConstraint("letter_id", "user"),
        sa.UniqueConstraint("letter_id", "place"),
        sa.CheckConstraint("place IN (1, 2)", name="place"),
    )


class Document(Base):
    """The paper as it was issued: never changed, deleted as a whole when its time is over."""

    __tablename__ = "letters_document"
    __audited__ = False

    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letters_letter.id", ondelete="CASCADE"), unique=True)
    data: Mapped[bytes] = mapped_column(info=personal("professional", purpose=_WRITE, keep="P12M"))
    digest: Mapped[str] = mapped_column(sa.String(64))
    made_at: Mapped[datetime]


append_only(Document, removable=True)


class Series(Base):
    """The counter of one summit and year; whoever holds its row gives the next number."""

    __tablename__ = "letters_series"
    __audited__ = False

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    year: Mapped[int]
    prefix: Mapped[str] = mapped_column(sa.String(20))
    last: Mapped[int] = mapped_column(default=0)

    __table_args__ = (sa.UniqueConstraint("summit_id", "year"), sa.UniqueConstraint("prefix", "year"))


class LookUp(Base):
    """How often a letter was looked up on a day; ``letter`` is empty for codes that we never issued. Who asked is not kept."""

    __tablename__ = "letters_look_up"
    __audited__ = False

    letter: Mapped[str] = mapped_column(sa.String(20))
    day: Mapped[date]
    number: Mapped[int]

    __table_args__ = (sa.UniqueConstraint("letter", "day"),)


constraint_error({
    "uq_letters_letter_open": LetterAlreadyAsked,
    "uq_letters_approval_letter_id_user": AlreadyApproved,
    "uq_letters_approval_letter_id_place": AlreadyApproved,
})
