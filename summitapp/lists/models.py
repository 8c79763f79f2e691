"""Classes of precedence, who was put where by hand, and the versions of lists."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.core.db import Base, Public, personal
from summitapp.core.text import N_, Translated
from summitapp.lists.values import ListKind, Ordering, Takes
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit

_ORDER = N_("To put guests into the order of protocol, and to be able to say why.")
_COMPARE = N_("To tell what a list of participants has changed in since its last version.")


class PrecedenceLevel(Public, Base):
    """A class of precedence: the lower its position, the earlier it comes. ``why`` stands on the list."""

    __tablename__ = "lists_class"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"), index=True)
    name: Mapped[Translated]
    why: Mapped[Translated] = mapped_column(default=Translated)
    ordering: Mapped[Ordering] = mapped_column(default=Ordering.ALPHABETICAL)
    takes: Mapped[Takes] = mapped_column(default=Takes.NOBODY)
    position: Mapped[int] = mapped_column(default=0)

    summit: Mapped[Summit] = relationship()


class Placing(Public, Base):
    """Somebody who was put into a class, or at a place in it, by hand and for a reason that can be told."""

    __tablename__ = "lists_rank"

    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration_registration.id", ondelete="CASCADE"), unique=True
    )
    level_id: Mapped[int] = mapped_column(sa.ForeignKey("lists_class.id"), index=True)
    place: Mapped[int | None] = mapped_column(info=personal("professional", purpose=_ORDER, keep="P90D"))
    reason: Mapped[str] = mapped_column(info=personal("professional", purpose=_ORDER, keep="P90D"))
    changed_by: Mapped[str] = mapped_column(sa.String(60))
    changed_at: Mapped[datetime]

    registration: Mapped[Registration] = relationship()
    level: Mapped[PrecedenceLevel] = relationship()

    __table_args__ = (
        sa.CheckConstraint("place IS NULL OR place > 0", name="place"),
        sa.CheckConstraint("reason <> ''", name="reason"),
    )


class ListVersion(Public, Base):
    """One numbered version of a list. What must not be kept has no content here, only its digest."""

    __tablename__ = "lists_version"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    kind: Mapped[ListKind]
    number: Mapped[int]
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(sa.String(60))
    note: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(sa.String(2))
    size: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(sa.String(64))
    content: Mapped[dict[str, Any]] = mapped_column(
        default=dict, info=personal("professional", purpose=_COMPARE, keep="P90D")
    )

    summit: Mapped[Summit] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("summit_id", "kind", "number"),
        sa.CheckConstraint("number > 0", name="number"),
    )
