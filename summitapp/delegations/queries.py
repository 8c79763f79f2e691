"""Loading delegations."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from summitapp.core.db import db
from summitapp.delegations.models import Delegation
from summitapp.delegations.rules import normalise_code


def of_summit(summit_id: int) -> list[Delegation]:
    """Return every delegation of a summit with its city; sort them for the reader."""
    statement = sa.select(Delegation).where(Delegation.summit_id == summit_id)
    return list(db.session.scalars(statement.options(joinedload(Delegation.city))))


def by_code(summit_id: int, code: str) -> Delegation | None:
    """Return the delegation of a code, however it was typed."""
    fits = (Delegation.summit_id == summit_id) & (Delegation.code == normalise_code(code))
    return db.session.scalar(sa.select(Delegation).where(fits))
