"""Versioned texts and the decisions about them."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.core.db import Base, Public, personal
from summitapp.core.text import N_, Translated
from summitapp.directory.models import Person


class ConsentText(Public, Base):
    """One version of what is asked, or of the notice that is shown (``purpose`` = ``notice``)."""

    __tablename__ = "consents_text"

    purpose: Mapped[str] = mapped_column(sa.String(40))
    version: Mapped[int]
    title: Mapped[Translated]
    body: Mapped[Translated]
    published_at: Mapped[datetime]

    __table_args__ = (sa.UniqueConstraint("purpose", "version"),)


class Consent(Public, Base):
    """A person's answer to one version; a new answer is a new row, the newest counts."""

    __tablename__ = "consents_consent"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("directory_person.id", ondelete="CASCADE"), index=True)
    text_id: Mapped[int] = mapped_column(sa.ForeignKey("consents_text.id"))
    given: Mapped[bool] = mapped_column(
        info=personal("choice", purpose=N_("To do only what you agreed to, and to prove it."), keep="P3Y", basis="duty")
    )
    at: Mapped[datetime]
    occasion: Mapped[str] = mapped_column(sa.String(40), default="")

    person: Mapped[Person] = relationship()
    text: Mapped[ConsentText] = relationship()
