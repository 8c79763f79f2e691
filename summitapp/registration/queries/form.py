"""Reading what registering for a category means now."""

from typing import Any

import sqlalchemy as sa

from summitapp.core.db import db
from summitapp.registration.models import Registration
from summitapp.registration.values import EntryForm, EntryPolicy, Places, State
from summitapp.summits.models import Category, Summit
from summitapp.summits.values import ApprovalMode, SummitDates, SummitState

_FORM = sa.select(
    Summit.id, Summit.public_id, Summit.state, Summit.approval, Summit.timezone, Summit.starts_on, Summit.ends_on,
    Summit.registration_opens_at, Summit.registration_closes_at, Summit.capacity, Summit.taken,
    Category.id.label("category_id"), Category.code, Category.open_to_public, Category.holds_place,
    Category.capacity.label("category_capacity"), Category.taken.label("category_taken"),
    sa.exists().where(Registration.summit_id == Summit.id, Registration.state == State.WAITING).label("queue"),
).join(Category, Category.summit_id == Summit.id)  # fmt: skip


_FORM_OF_SUMMIT = _FORM.where(Summit.id == sa.bindparam("summit"), Category.code == sa.bindparam("category"))
_FORM_AT = _FORM.where(Summit.slug == sa.bindparam("slug"), Category.code == sa.bindparam("category"))


def entry_form(summit_id: int, category_code: str) -> EntryForm | None:
    """Return what registering for a category means now, or None when the summit has no such category."""
    given = {"summit": summit_id, "category": category_code}
    return _as_form(db.session.connection().execute(_FORM_OF_SUMMIT, given).first())


def entry_form_at(slug: str, category_code: str) -> EntryForm | None:
    """Return the same for the summit of an address."""
    return _as_form(db.session.connection().execute(_FORM_AT, {"slug": slug, "category": category_code}).first())


def _as_form(row: Any) -> EntryForm | None:
    if row is None:
        return None
    return EntryForm(
        summit_id=row.id, summit_reference=row.public_id, public=row.state is SummitState.PUBLIC,
        dates=SummitDates(row.starts_on, row.ends_on, row.registration_opens_at, row.registration_closes_at),
        zone=row.timezone,
        policy=EntryPolicy(automatic=row.approval is ApprovalMode.AUTOMATIC, holds_place=row.holds_place),
        summit=Places(row.capacity, row.taken), category_id=row.category_id, category_code=row.code,
        category_open=row.open_to_public, category=Places(row.category_capacity, row.category_taken),
        queue=row.queue,
    )  # fmt: skip


def open_categories(summit_id: int) -> list[Category]:
    """Return the categories people may choose themselves, in the organiser's order."""
    own = (Category.summit_id == summit_id) & Category.open_to_public
    return list(db.session.scalars(sa.select(Category).where(own).order_by(Category.position, Category.id)))
