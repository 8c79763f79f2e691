"""The trail, and a side table for free text that can be erased without touching the trail."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from summitapp.core.db import Base, Public, append_only, personal
from summitapp.core.text import N_


class AuditEntry(Public, Base):
    """One thing that was done. Holds references and codes, never a name or a free text."""

    __tablename__ = "audit_entry"
    __audited__ = False

    at: Mapped[datetime]
    action: Mapped[str] = mapped_column(sa.String(80))
    actor_kind: Mapped[str] = mapped_column(sa.String(20))
    actor: Mapped[str] = mapped_column(sa.String(60))
    subject_kind: Mapped[str] = mapped_column(sa.String(40))
    subject: Mapped[str] = mapped_column(sa.String(40), index=True)
    summit: Mapped[str] = mapped_column(sa.String(20), default="")
    changes: Mapped[dict[str, Any]] = mapped_column(default=dict)

    __table_args__ = (sa.Index("ix_audit_entry_summit_at", "summit", "at"),)


class AuditNote(Base):
    """The words a person gave as a reason; erasable, unlike the entry it belongs to."""

    __tablename__ = "audit_note"
    __audited__ = False

    entry: Mapped[str] = mapped_column(sa.String(20), unique=True)
    text: Mapped[str] = mapped_column(
        info=personal("choice", purpose=N_("To be able to say later why something was decided."), keep="P2Y",
                      basis="interest")
    )  # fmt: skip


append_only(AuditEntry)
