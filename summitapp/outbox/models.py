"""The ledger of mail."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from summitapp.core.db import Base, Public, personal
from summitapp.core.text import N_
from summitapp.outbox.values import MessageState

_IN_BATCH = sa.text("batch <> ''")
_KEPT = personal(
    "contact", purpose=N_("To send you what you asked for and to prove that it was sent."), keep="P90D",
    recipients="team mail",
)  # fmt: skip


class OutboxMessage(Public, Base):
    """One mail to one person: written with the change it tells of, sent after the commit.

    ``forget``: the recipient has asked to be erased; the address is blanked as soon as this mail has left.
    ``batch`` is the public id of what it was sent with, such as a mailing. ``body`` is its text as it went out, with
    every secret link left out; it is kept for a while, so that people can be told what was written to them.
    """

    __tablename__ = "outbox_message"
    __audited__ = False

    template: Mapped[str] = mapped_column(sa.String(80))
    recipient: Mapped[str] = mapped_column(info=_KEPT)
    person: Mapped[str] = mapped_column(sa.String(20), default="", index=True)
    language: Mapped[str] = mapped_column(sa.String(2))
    references: Mapped[dict[str, Any]] = mapped_column(default=dict)
    summit: Mapped[str] = mapped_column(sa.String(20), default="", index=True)
    state: Mapped[MessageState] = mapped_column(default=MessageState.PENDING)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    forget: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    subject: Mapped[str] = mapped_column(default="", info=_KEPT)
    body: Mapped[str] = mapped_column(default="", server_default="", info=_KEPT)
    batch: Mapped[str] = mapped_column(sa.String(20), default="", server_default="")
    fault: Mapped[str] = mapped_column(default="", info=_KEPT)

    __table_args__ = (
        sa.Index("ix_outbox_message_due", "state", "due_at"),
        sa.Index("ix_outbox_message_batch", "batch", "state", sqlite_where=_IN_BATCH, postgresql_where=_IN_BATCH),
    )
