"""Loading summits."""

import sqlalchemy as sa

from summitapp.core.db import db
from summitapp.summits.models import Category, Summit
from summitapp.summits.values import SummitState


def by_slug(slug: str) -> Summit | None:
    """Return the summit of an address, whatever its state; for organisers and programs."""
    return db.session.scalar(sa.select(Summit).where(Summit.slug == slug))


def ids_by_slug(slug: str) -> tuple[int, str] | None:
    """Return row id and public id of the summit of an address; one short statement for hot paths."""
    row = db.session.execute(sa.select(Summit.id, Summit.public_id).where(Summit.slug == slug)).first()
    return (row.id, row.public_id) if row is not None else None


def visible(slug: str) -> Summit | None:
    """Return the summit of an address if everybody may see it."""
    seen = Summit.state != SummitState.DRAFT
    return db.session.scalar(sa.select(Summit).where(Summit.slug == slug, seen))


def by_reference(reference: str) -> Summit | None:
    """Return the summit of a public id."""
    return db.session.scalar(sa.select(Summit).where(Summit.public_id == reference))


def public_summits() -> list[Summit]:
    """Return every summit that everybody may see, the next or newest first."""
    statement = sa.select(Summit).where(Summit.state != SummitState.DRAFT).order_by(Summit.starts_on.desc())
    return list(db.session.scalars(statement))


def all_summits() -> list[Summit]:
    """Return every summit, the newest first."""
    return list(db.session.scalars(sa.select(Summit).order_by(Summit.starts_on.desc())))


def category(summit_id: int, code: str) -> Category | None:
    """Return one category of a summit."""
    return db.session.scalar(sa.select(Category).where(Category.summit_id == summit_id, Category.code == code))
