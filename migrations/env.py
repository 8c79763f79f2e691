"""Alembic's environment: one linear chain, run as a unit of work of its own on either database."""

from typing import Any

import sqlalchemy as sa
from alembic import context

from summitapp import tables  # noqa: F401 - the metadata must be complete
from summitapp.core.db import Base, TranslatedText, UTCDateTime, schema_change

config = context.config


def _ours(name: str | None, kind: str, _parents: Any) -> bool:
    """Leave out what is not ours: the tables of the job queue."""
    return not (kind == "table" and name is not None and name.startswith("huey_"))


def _render(kind: str, item: Any, _context: Any) -> str | bool:
    """Write our column types as what they are in the database, so that migrations import none of our code."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, TranslatedText | sa.JSON):
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    if kind == "server_default" and isinstance(getattr(item, "arg", None), sa.False_ | sa.True_):
        return f"sa.{str(item.arg).lower()}()"  # 0 and 1 would be SQLite's words only
    return False


def _same_type(_context: Any, _inspected: Any, _column: Any, _there: Any, ours: Any) -> bool | None:
    """Our own types compare equal to what they are stored as; everything else is Alembic's to compare."""
    return False if isinstance(ours, UTCDateTime | TranslatedText | sa.JSON) else None


def _migrate(connection: sa.Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_name=_ours,
        render_item=_render,
        compare_type=_same_type,
        render_as_batch=connection.dialect.name == "sqlite",
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


with schema_change() as connection_at_hand:
    _migrate(connection_at_hand)
