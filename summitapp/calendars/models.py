"""The ledger of calendar entries, the feeds people subscribe to, and what those chose and were sent who prefer mail."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from summitapp.calendars.values import Delivery, EntryStatus, FeedKind, Method
from summitapp.core.db import Base, Public, personal
from summitapp.core.text import N_

_CHOICE = personal("choice", purpose=N_("To keep your calendar up to date in the way you chose."), keep="P2Y",
                   recipients="mail")  # fmt: skip


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


class CalendarChoice(Base):
    """How somebody wants to have their calendar; who has no row has a feed, or none.

    ``due_at``: since when it has to be looked at whether they must be sent something.
    """

    __tablename__ = "calendars_choice"
    __audited__ = False

    owner: Mapped[str] = mapped_column(sa.String(20), unique=True)
    way: Mapped[Delivery] = mapped_column(default=Delivery.FEED, info=_CHOICE)
    alarm: Mapped[int | None] = mapped_column(info=_CHOICE)
    chosen_at: Mapped[datetime]
    due_at: Mapped[datetime | None] = mapped_column(index=True)

    __table_args__ = (sa.CheckConstraint("alarm IS NULL OR alarm BETWEEN 1 AND 1440", name="alarm"),)


class SentInvitation(Base):
    """The last thing somebody was mailed about one entry: enough to compose that mail, and to take it back.

    ``sequence`` is the one in the mail, ``entry_sequence`` the ledger's at that moment.
    """

    __tablename__ = "calendars_invitation"
    __audited__ = False

    owner: Mapped[str] = mapped_column(sa.String(20))
    subject: Mapped[str] = mapped_column(sa.String(80))
    method: Mapped[Method]
    sequence: Mapped[int]
    entry_sequence: Mapped[int]
    item: Mapped[dict[str, Any]]
    sent_at: Mapped[datetime]

    __table_args__ = (sa.UniqueConstraint("owner", "subject"),)
