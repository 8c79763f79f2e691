"""Reading the ties between cities."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from summitapp.core.db import db
from summitapp.partnerships.models import Partnership
from summitapp.partnerships.values import PartnershipStatus


def ties() -> list[Partnership]:
    """Return every tie that stands today with its cities and events."""
    statement = (
        sa.select(Partnership)
        .where(Partnership.status != PartnershipStatus.TRANSFERRED)
        .options(
            joinedload(Partnership.german_city),
            joinedload(Partnership.izmir_city),
            selectinload(Partnership.events),
        )
    )
    return list(db.session.scalars(statement))


def count() -> int:
    """Return how many ties there are."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(Partnership)) or 0
