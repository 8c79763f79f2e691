"""The ledger of calendar entries, and the feeds people subscribe to."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from summitapp.calendars.values import EntryState, EntryStatus, FeedKind
from summitapp.core.db import Base, Public


class CalendarEntry(Base):
    """One thing in calendars: its UID for ever, and how often it was revised. A ledger in itself."""

    __tablename__ = "calendars_entry"
    __audited__ = False

    subject: Mapped[str] = mapped_column(sa.String(80), unique=True)
    uid: Mapped[str] = mapped_column(sa.String(80), unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    fingerprint: Mapped[str] = mapped_column(sa.String(32))
    text_mark: Mapped[str] = mapped_column(sa.String(32))
    status: Mapped[EntryStatus]
    last_modified: Mapped[datetime]
    created_at: Mapped[datetime | None]

    __table_args__ = (sa.CheckConstraint("sequence >= 0", name="sequence"),)

    @property
    def state(self) -> EntryState:
        """Return what the rules know of it."""
        return EntryState(self.subject, self.uid, self.sequence, self.fingerprint, self.text_mark, self.status,
                          self.last_modified, self.created_at)  # fmt: skip


class Feed(Public, Base):
    """A calendar with a secret address. The address is derived anew when it is shown; only its digest is kept."""

    __tablename__ = "calendars_feed"

    kind: Mapped[FeedKind]
    owner: Mapped[str] = mapped_column(sa.String(20))
    digest: Mapped[str] = mapped_column(sa.String(64), unique=True)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_fetched_at: Mapped[datetime | None]

    __table_args__ = (
        sa.Index(
            "uq_calendars_feed_standing", "kind", "owner", unique=True,
            sqlite_where=sa.text("revoked_at IS NULL"), postgresql_where=sa.text("revoked_at IS NULL"),
        ),
    )  # fmt: skip
