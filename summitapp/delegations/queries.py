"""Loading delegations."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from summitapp.core.db import db
from summitapp.delegations.models import Delegation, Quota
from summitapp.delegations.rules import normalise_code
from summitapp.delegations.values import GroupFacts


def of_summit(summit_id: int) -> list[Delegation]:
    """Return every delegation of a summit with its city; sort them for the reader."""
    statement = sa.select(Delegation).where(Delegation.summit_id == summit_id)
    return list(db.session.scalars(statement.options(joinedload(Delegation.city))))


_GROUP = sa.select(Delegation.id, Delegation.code, Delegation.name, Delegation.quota).where(
    Delegation.summit_id == sa.bindparam("summit"), Delegation.code == sa.bindparam("code")
)


def group_by_code(summit_id: int, code: str) -> GroupFacts | None:
    """Return the same as :func:`by_code` as values; one short statement for hot paths."""
    given = {"summit": summit_id, "code": normalise_code(code)}
    row = db.session.connection().execute(_GROUP, given).first()
    return GroupFacts(row.id, row.code, row.name, row.quota) if row is not None else None


def by_code(summit_id: int, code: str) -> Delegation | None:
    """Return the delegation of a code, however it was typed."""
    fits = (Delegation.summit_id == summit_id) & (Delegation.code == normalise_code(code))
    return db.session.scalar(sa.select(Delegation).where(fits))


def quota_of(delegation_id: int, category_id: int) -> Quota | None:
    """Return a delegation's share of the places of a category, if it is limited."""
    fits = (Quota.delegation_id == delegation_id) & (Quota.category_id == category_id)
    statement = sa.select(Quota).where(fits).execution_options(populate_existing=True)
    return db.session.scalar(statement)
