"""What somebody says about themselves for one summit."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.core.db import Base, Public, personal
from summitapp.core.text import N_, Translated
from summitapp.directory.models import Person
from summitapp.summits.models import Summit

_SHOW = N_("To introduce you in the programme, once you have said that these words and this photo may be shown.")
_STAGE = N_("To announce your name rightly and to set up the stage for you. Deleted 30 days after the summit.")
_SHOWN = personal("professional", purpose=_SHOW, keep="P2Y", basis="consent", recipients="team public")
_FOR_TEAM = personal("professional", purpose=_STAGE, keep="P30D", basis="interest")


class SpeakerProfile(Public, Base):
    """One person at one summit: their words, their photo in two sizes, and when they were asked and came to write.

    The photo lies in the database, so that one backup and one erasure hold it. ``released_at`` tells that the person
    said that words and photo may be shown; without it nobody but the team and they themselves see either.
    """

    __tablename__ = "speakers_profile"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("directory_person.id"), index=True)
    biography: Mapped[Translated] = mapped_column(default=Translated, info=_SHOWN)
    link: Mapped[str] = mapped_column(sa.String(300), default="", info=_SHOWN)
    photo: Mapped[bytes | None] = mapped_column(deferred=True, info=_SHOWN)
    photo_small: Mapped[bytes | None] = mapped_column(deferred=True, info=_SHOWN)
    photo_mark: Mapped[str] = mapped_column(sa.String(16), default="")
    pronunciation: Mapped[str] = mapped_column(default="", info=_FOR_TEAM)
    equipment: Mapped[str] = mapped_column(default="", info=_FOR_TEAM)
    released_at: Mapped[datetime | None]
    invited_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    summit: Mapped[Summit] = relationship()
    person: Mapped[Person] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("summit_id", "person_id"),
        sa.CheckConstraint("(photo IS NULL) = (photo_mark = '')", name="photo"),
        sa.CheckConstraint("(photo IS NULL) = (photo_small IS NULL)", name="sizes"),
    )

    @property
    def languages(self) -> tuple[str, ...]:
        """Return in which languages the biography is written."""
        return tuple(lang for lang, text in self.biography if text)
