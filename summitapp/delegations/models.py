"""The delegations of a summit."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summitapp.core.db import Base, Public
from summitapp.core.text import Translated
from summitapp.directory.models import City
from summitapp.summits.models import Summit


class Delegation(Public, Base):
    """A group sent together; ``code`` is what lists and programs call it, such as ``BREMEN``.

    Without ``quota`` it may be as large as the summit allows.
    """

    __tablename__ = "delegations_delegation"

    summit_id: Mapped[int] = mapped_column(sa.ForeignKey("summits_summit.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[Translated]
    city_id: Mapped[int | None] = mapped_column(sa.ForeignKey("directory_city.id"), index=True)
    quota: Mapped[int | None]

    summit: Mapped[Summit] = relationship()
    city: Mapped[City | None] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("summit_id", "code"),
        sa.CheckConstraint("quota IS NULL OR quota >= 0", name="quota"),
    )
