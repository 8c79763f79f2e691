"""Profiles with what they offer and seek, whom their owners passed over, time kept free, and who may ask whom."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.core.db import Base, Public, personal
from summitapp.core.text import N_
from summitapp.delegations.models import Delegation
from summitapp.directory.values import OrganisationKind
from summitapp.profiles.values import FunctionLevel, ProfileState
from summitapp.registration.models import Registration
from summitapp.summits.models import Category, Summit

_MEET = N_("To find people with you whom a meeting with you would help, and to plan your meetings.")
_SUGGEST = N_("To suggest people to you, and to tell you why.")
_QUIET = N_("To suggest nobody to you whom you do not want to meet. Nobody else sees it.")
_FREE = N_("To plan no meeting where you want none. Nobody else sees why.")
_SAID = personal("professional", purpose=_MEET, keep="P1Y", basis="consent", recipients="open team")
_AS_MANY = N_("To plan as many meetings for you as you want, and no more.")
_CHOICE = personal("choice", purpose=_AS_MANY, keep="P1Y", basis="consent", recipients="team")
_PASSED = personal("choice", purpose=_QUIET, keep="P30D", basis="consent", recipients="")
_AWAY = personal("choice", purpose=_FREE, keep="P30D", basis="consent", recipients="team")
_WHY = personal("choice", purpose=_FREE, keep="P30D", basis="consent", recipients="")


class MatchProfile(Public, Base):
    """What somebody, or a delegation as a whole, offers and seeks at one summit.

    ``offers``, ``seeks`` and ``topics`` are keys of :data:`summitapp.directory.values.TOPICS`, ``sdgs`` numbers of goals.
    ``language`` is that of ``headline`` and ``text``. ``organisation_key`` is the folded name of the house they come
    from, by which several of one house are known. ``in_calendars`` allows the name in the calendars of those they meet.
    ``revision`` counts every change; suggestions were made of some revision.
    """

    __tablename__ = "profiles_profile"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    registration_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("registration_registration.id", ondelete="CASCADE"), unique=True
    )
    delegation_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("delegations_delegation.id", ondelete="CASCADE"), unique=True
    )
    state: Mapped[ProfileState] = mapped_column(default=ProfileState.DRAFT)
    language: Mapped[str] = mapped_column(sa.String(2))
    headline: Mapped[str] = mapped_column(default="", info=_SAID)
    text: Mapped[str] = mapped_column(default="", info=_SAID)
    offers: Mapped[list[str]] = mapped_column(default=list, info=_SAID)
    seeks: Mapped[list[str]] = mapped_column(default=list, info=_SAID)
    topics: Mapped[list[str]] = mapped_column(default=list, info=_SAID)
    sdgs: Mapped[list[int]] = mapped_column(default=list, info=_SAID)
    languages: Mapped[list[str]] = mapped_column(default=list, info=_SAID)
    kind: Mapped[OrganisationKind | None] = mapped_column(info=_SAID)
    level: Mapped[FunctionLevel] = mapped_column(default=FunctionLevel.OTHER, info=_SAID)
    organisation_key: Mapped[str] = mapped_column(default="")
    min_meetings: Mapped[int | None] = mapped_column(info=_CHOICE)
    max_meetings: Mapped[int | None] = mapped_column(info=_CHOICE)
    max_per_day: Mapped[int | None] = mapped_column(info=_CHOICE)
    in_calendars: Mapped[bool] = mapped_column(default=False, info=_CHOICE)
    revision: Mapped[int] = mapped_column(default=1)
    opened_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    summit: Mapped[Summit] = relationship()
    registration: Mapped[Registration | None] = relationship()
    delegation: Mapped[Delegation | None] = relationship()

    __table_args__ = (
        sa.CheckConstraint("(registration_id IS NULL) <> (delegation_id IS NULL)", name="owner"),
        sa.CheckConstraint("min_meetings IS NULL OR min_meetings >= 0", name="min_meetings"),
        sa.CheckConstraint("max_meetings IS NULL OR max_meetings >= 0", name="max_meetings"),
        sa.CheckConstraint("max_per_day IS NULL OR max_per_day >= 0", name="max_per_day"),
        sa.Index("ix_profiles_profile_state", "summit_id", "state"),
        sa.Index("ix_profiles_profile_organisation", "summit_id", "organisation_key"),
    )


class Passed(Base):
    """Somebody said "not this one" to a suggestion. The trail does not know of it: organisers read the trail."""

    __tablename__ = "profiles_passed"
    __audited__ = False

    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles_profile.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(
        sa.ForeignKey("profiles_profile.id", ondelete="CASCADE"), index=True, info=_PASSED
    )
    at: Mapped[datetime]

    profile: Mapped[MatchProfile] = relationship(foreign_keys="Passed.profile_id")
    other: Mapped[MatchProfile] = relationship(foreign_keys="Passed.other_id")

    __table_args__ = (
        sa.UniqueConstraint("profile_id", "other_id"),
        sa.CheckConstraint("profile_id <> other_id", name="oneself"),
    )


class Away(Public, Base):
    """A stretch of time in which a participant has no meetings."""

    __tablename__ = "profiles_away"

    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration_registration.id", ondelete="CASCADE"), index=True
    )
    starts_at: Mapped[datetime] = mapped_column(info=_AWAY)
    ends_at: Mapped[datetime] = mapped_column(info=_AWAY)
    note: Mapped[str] = mapped_column(default="", info=_WHY)

    registration: Mapped[Registration] = relationship()

    __table_args__ = (sa.CheckConstraint("ends_at > starts_at", name="times"),)


class MeetingRule(Public, Base):
    """Whether people of one category see and may ask those of another; without a row both are so."""

    __tablename__ = "profiles_rule"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    asker_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_category.id", ondelete="CASCADE"))
    asked_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_category.id", ondelete="CASCADE"), index=True)
    may_see: Mapped[bool] = mapped_column(default=True)
    may_ask: Mapped[bool] = mapped_column(default=True)

    asker: Mapped[Category] = relationship(foreign_keys="MeetingRule.asker_id")
    asked: Mapped[Category] = relationship(foreign_keys="MeetingRule.asked_id")

    __table_args__ = (
        sa.UniqueConstraint("summit_id", "asker_id", "asked_id"),
        sa.CheckConstraint("may_see OR NOT may_ask", name="ask_unseen"),
    )


class Suggestions(Base):
    """Whom a profile was shown last, best first, with scores and reasons; made anew by the worker as profiles change.

    ``basis`` is a digest of everything they were made of.
    """

    __tablename__ = "profiles_suggestions"
    __audited__ = False

    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles_profile.id", ondelete="CASCADE"), unique=True)
    made_at: Mapped[datetime]
    basis: Mapped[str] = mapped_column(sa.String(32))
    found: Mapped[list[dict[str, Any]]] = mapped_column(
        default=list, info=personal("choice", purpose=_SUGGEST, keep="P30D", basis="consent", recipients="")
    )

    profile: Mapped[MatchProfile] = relationship()
