"""Loading delegations and the invitations of their coordinators."""

from collections.abc import Collection
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from summitapp.core.db import db
from summitapp.delegations.models import Delegation, Invitation, Quota, Reminder
from summitapp.delegations.rules import normalise_code
from summitapp.delegations.values import REMIND_DAYS, GroupFacts
from summitapp.directory.models import Position
from summitapp.directory.queries import positions_of
from summitapp.summits.models import Summit


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


_WHOLE = (
    joinedload(Delegation.summit), joinedload(Delegation.city), joinedload(Delegation.organisation),
    joinedload(Delegation.head_position), selectinload(Delegation.quotas).joinedload(Quota.category),
    selectinload(Delegation.invitations),
)  # fmt: skip


def all_with_coordinators(summit_id: int) -> list[Delegation]:
    """Return every delegation of a summit with what a list shows of it; sort them for the reader."""
    return list(db.session.scalars(sa.select(Delegation).where(Delegation.summit_id == summit_id).options(*_WHOLE)))


def at(slug: str, code: str) -> Delegation | None:
    """Return the delegation of a code in the summit of an address, with what its page shows of it."""
    fits = (Summit.slug == slug) & (Delegation.code == code)
    return db.session.scalar(sa.select(Delegation).join(Delegation.summit).where(fits).options(*_WHOLE))


def by_reference(reference: str) -> Delegation | None:
    """Return the delegation of a public id, with what its page shows of it."""
    return db.session.scalar(sa.select(Delegation).where(Delegation.public_id == reference).options(*_WHOLE))


def of_references(references: Collection[str]) -> list[Delegation]:
    """Return the delegations of these public ids, those of the newest summit first."""
    statement = sa.select(Delegation).join(Delegation.summit).where(Delegation.public_id.in_(list(references)))
    return list(db.session.scalars(statement.options(*_WHOLE).order_by(Summit.starts_on.desc(), Delegation.code)))


def offices_of(delegation: Delegation) -> list[Position]:
    """Return the offices of a delegation: the one that leads it first, then those of its city and body."""
    found = positions_of(delegation.city_id, delegation.organisation_id)
    head = delegation.head_position
    return [*([head] if head is not None else []), *(one for one in found if one is not head)]


def office_of(delegation: Delegation, reference: str) -> Position | None:
    """Return one office of a delegation by its public id."""
    return next((one for one in offices_of(delegation) if one.public_id == reference), None)


# --- coordinators ---------------------------------------------------------------------------------


def invitation_by_reference(reference: str) -> Invitation | None:
    """Return an invitation by its public id, with its delegation and summit."""
    whole = joinedload(Invitation.delegation).joinedload(Delegation.summit)
    return db.session.scalar(sa.select(Invitation).where(Invitation.public_id == reference).options(whole))


def invitation_at(slug: str, code: str, reference: str) -> Invitation | None:
    """Return one invitation of the delegation of a code in the summit of an address."""
    fits = (Summit.slug == slug) & (Delegation.code == code) & (Invitation.public_id == reference)
    statement = sa.select(Invitation).join(Invitation.delegation).join(Delegation.summit).where(fits)
    loaded = contains_eager(Invitation.delegation).contains_eager(Delegation.summit)
    return db.session.scalar(statement.options(loaded))


def invitations_of_address(email: str) -> list[Invitation]:
    """Return every invitation that went to an address."""
    whole = joinedload(Invitation.delegation).joinedload(Delegation.summit)
    statement = sa.select(Invitation).where(Invitation.email == email.lower()).options(whole)
    return list(db.session.scalars(statement.order_by(Invitation.id)))


def coordinators_near_a_deadline(now: datetime) -> list[Invitation]:
    """Return the coordinators of delegations that have a deadline within a week, with delegation and summit."""
    soon = now + timedelta(days=max(REMIND_DAYS))
    dates = (Delegation.nominate_by, Delegation.confirm_by, Summit.nominations_close_at)
    near = sa.or_(*((date > now) & (date <= soon) for date in dates))
    works = Invitation.accepted_at.is_not(None) & Invitation.ended_at.is_(None)
    statement = sa.select(Invitation).join(Invitation.delegation).join(Delegation.summit).where(near, works)
    loaded = contains_eager(Invitation.delegation).contains_eager(Delegation.summit)
    return list(db.session.scalars(statement.options(loaded).order_by(Invitation.id)))


def was_reminded(invitation_id: int, deadline: datetime, days: int) -> bool:
    """Whether a coordinator has had this reminder."""
    same = (Reminder.invitation_id == invitation_id) & (Reminder.deadline == deadline) & (Reminder.days == days)
    return bool(db.session.scalar(sa.select(sa.exists().where(same))))
