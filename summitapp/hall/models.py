"""What people said of their meetings."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.core.db import Base, Public, personal
from summitapp.core.text import N_
from summitapp.hall.values import Held
from summitapp.matchmaking.models import Meeting
from summitapp.registration.models import Registration

_LEARN = N_("To see which meetings took place and what came of them.")
_KEEP = N_("To keep your own notes of whom you met. Nobody else reads them.")
_SAID = personal("choice", purpose=_LEARN, keep="P2Y", basis="interest", recipients="team")
_OWN = personal("choice", purpose=_KEEP, keep="P2Y", basis="interest", recipients="")


class Outcome(Public, Base):
    """What one of those at the table said of a meeting; ``valuable`` is None as long as they said nothing of it."""

    __tablename__ = "hall_outcome"

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("matchmaking_meeting.id", ondelete="CASCADE"))
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration_registration.id", ondelete="CASCADE"), index=True
    )
    held: Mapped[Held] = mapped_column(info=_SAID)
    valuable: Mapped[bool | None] = mapped_column(info=_SAID)
    follow_up: Mapped[bool] = mapped_column(default=False, info=_SAID)
    note: Mapped[str] = mapped_column(default="", info=_OWN)
    at: Mapped[datetime]

    meeting: Mapped[Meeting] = relationship()
    registration: Mapped[Registration] = relationship()

    __table_args__ = (sa.UniqueConstraint("meeting_id", "registration_id"),)
