"""Lists that were brought as a file."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.core.db import Base, Public, personal
from summitapp.core.text import N_
from summitapp.delegations.models import Delegation
from summitapp.nominations.values.importing import ImportState

_LISTED = personal(
    "name", keep="P7D", basis="interest", recipients="team coordinator",
    purpose=N_("To check the list your delegation brought, and to take it back if it was wrong. Deleted after seven days."),
)  # fmt: skip


class ListImport(Public, Base):
    """A list while it is looked at, and what is needed to take it back once it was applied.

    ``sealed`` is encrypted: before, the rows of the file without those columns that no list may bring; after, which
    registrations came or changed, and what stood there before. It is emptied when its time is over, the figures stay.
    ``revision`` grows with each change, so that two windows cannot undo each other's work. ``filed_by`` is the public
    id of an account.
    """

    __tablename__ = "nominations_import"

    delegation_id: Mapped[int] = mapped_column(
        sa.ForeignKey("delegations_delegation.id", ondelete="CASCADE"), index=True
    )
    state: Mapped[ImportState]
    file_name: Mapped[str] = mapped_column(sa.String(200), default="", info=_LISTED)
    filed_by: Mapped[str] = mapped_column(sa.String(20), default="")
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    added: Mapped[int] = mapped_column(default=0, server_default="0")
    changed: Mapped[int] = mapped_column(default=0, server_default="0")
    unchanged: Mapped[int] = mapped_column(default=0, server_default="0")
    refused: Mapped[int] = mapped_column(default=0, server_default="0")
    created_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    sealed: Mapped[bytes] = mapped_column(sa.LargeBinary(), default=b"", deferred=True, info=_LISTED)

    delegation: Mapped[Delegation] = relationship()

    __table_args__ = (sa.Index("ix_nominations_import_created_at", "created_at"),)
