"""Reading saved views, and how somebody left the table."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from summitapp.core.db import db
from summitapp.core.text import sort_key
from summitapp.registration.models import Layout, View
from summitapp.summits.models import Summit


def views(summit_id: int, owner: str, language: str) -> list[View]:
    """Return the views somebody can open, sorted by name: their own and what colleagues share."""
    seen = sa.or_(View.owner == owner, View.shared)
    rows = db.session.scalars(sa.select(View).where(View.summit_id == summit_id, seen, View.deleted_at.is_(None)))
    return sorted(rows, key=lambda view: sort_key(view.name, language))


def deleted_views(summit_id: int, owner: str) -> list[View]:
    """Return what somebody deleted and can bring back, the last first."""
    own = (View.summit_id == summit_id) & (View.owner == owner) & View.deleted_at.is_not(None)
    return list(db.session.scalars(sa.select(View).where(own).order_by(View.deleted_at.desc())))


def view_of(slug: str, reference: str) -> View | None:
    """Return a view of a summit, a deleted one too; whoever asks must show that they may see it."""
    own = (Summit.slug == slug) & (View.public_id == reference)
    return db.session.scalar(sa.select(View).join(View.summit).where(own))


def view_named(summit_id: int, owner: str, name: str) -> View | None:
    """Return somebody's view of a name."""
    own = (View.summit_id == summit_id) & (View.owner == owner) & (View.name == name)
    return db.session.scalar(sa.select(View).where(own, View.deleted_at.is_(None)))


def layout(summit_id: int, owner: str) -> Layout | None:
    """Return how somebody left the table of a summit, with the view that opens first."""
    own = (Layout.summit_id == summit_id) & (Layout.owner == owner)
    return db.session.scalar(sa.select(Layout).where(own).options(joinedload(Layout.view)))
