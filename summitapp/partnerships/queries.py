"""Loading ties between cities."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from summitapp.core.db import db
from summitapp.partnerships.models import Partnership


def all_partnerships() -> list[Partnership]:
    """Return every tie with its cities and events, in the order of their keys."""
    statement = sa.select(Partnership).options(
        joinedload(Partnership.german_city), joinedload(Partnership.izmir_city), selectinload(Partnership.events)
    )
    return list(db.session.scalars(statement.order_by(Partnership.key)))


def count() -> int:
    """Return how many ties there are."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(Partnership)) or 0
