"""How the team looks at the table: saved views, and the columns each of them left it with."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa

from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db, insert_missing, table_of
from summitapp.core.security import acting
from summitapp.registration import queries
from summitapp.registration.models import Layout, View
from summitapp.registration.values import Column, ViewExists
from summitapp.summits.models import Summit

KEPT_AFTER_DELETION: Final = timedelta(days=30)


def save_view(summit: Summit, name: str, narrowed: Mapping[str, list[str]], columns: Sequence[Column], *,
              shared: bool = False, opens_first: bool = False) -> View:  # fmt: skip
    """Keep a way of looking at the table under a name of its owner's.

    :raises ViewExists: if the owner has one of this name.
    """
    owner = acting().reference
    _refuse_double(summit.id, owner, name)
    view = View(
        summit_id=summit.id, owner=owner, name=name, shared=shared, narrowed=dict(narrowed),
        columns=[column.value for column in columns], created_at=now(),
    )  # fmt: skip
    db.session.add(view)
    record("registration_view.saved", view, summit=summit.public_id, shared=shared)
    if opens_first:
        _open_first(summit.id, view)
    return view


def change_view(view: View, *, name: str = "", narrowed: Mapping[str, list[str]] | None = None,
                columns: Sequence[Column] | None = None, shared: bool | None = None,
                opens_first: bool | None = None) -> View:  # fmt: skip
    """Change what is given of a view; the rest stays as it is.

    :raises ViewExists: if the owner has another one of this name.
    """
    if name and name != view.name:
        _refuse_double(view.summit_id, view.owner, name)
        view.name = name
    if narrowed is not None:
        view.narrowed = dict(narrowed)
    if columns is not None:
        view.columns = [column.value for column in columns]
    if shared is not None:
        view.shared = shared
    if opens_first is not None:
        _open_first(view.summit_id, view if opens_first else None, only_if=view)
    record("registration_view.changed", view, summit=view.summit.public_id, shared=view.shared)
    return view


def delete_view(view: View) -> None:
    """Take a view away; its owner can bring it back for a month. It opens first for nobody any more."""
    view.deleted_at = now()
    db.session.execute(sa.update(Layout).where(Layout.view_id == view.id).values(view_id=None))
    old = (View.owner == view.owner) & (View.deleted_at < now() - KEPT_AFTER_DELETION)
    db.session.execute(sa.delete(View).where(old))
    record("registration_view.deleted", view, summit=view.summit.public_id)


def restore_view(view: View) -> None:
    """Bring a deleted view back.

    :raises ViewExists: if the owner has made another one of this name in the meantime.
    """
    if view.deleted_at is None:
        return
    _refuse_double(view.summit_id, view.owner, view.name)
    view.deleted_at = None
    record("registration_view.restored", view, summit=view.summit.public_id)


def keep_layout(summit: Summit, columns: Sequence[Column]) -> None:
    """Remember with which columns a member of the team left the table."""
    _layout(summit.id).columns = [column.value for column in columns]


def set_first_view(summit: Summit, view: View | None) -> None:
    """Let the table open with a view for the one who acts, or with nothing narrowed."""
    _layout(summit.id).view_id = view.id if view is not None else None


def _open_first(summit_id: int, view: View | None, only_if: View | None = None) -> None:
    layout = _layout(summit_id)
    db.session.flush()
    if view is not None or only_if is None or layout.view_id == only_if.id:
        layout.view_id = view.id if view is not None else None


def _layout(summit_id: int) -> Layout:
    owner = acting().reference
    while (layout := queries.layout(summit_id, owner)) is None:  # two windows of one person may come first
        row = {"summit_id": summit_id, "owner": owner, "columns": []}
        db.session.execute(insert_missing(table_of(Layout)), row)
    return layout


def _refuse_double(summit_id: int, owner: str, name: str) -> None:
    faults: dict[str, Any] = {"name": ViewExists.message}
    if queries.view_named(summit_id, owner, name) is not None:
        raise ViewExists(faults)
