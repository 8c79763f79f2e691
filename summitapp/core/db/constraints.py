"""What the database itself refuses: broken constraints become words, and ledgers are only added to."""

import re
from collections.abc import Sequence
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from summitapp.core.db.tables import Base, table_of
from summitapp.core.errors import DomainError

_constraints: dict[str, type[DomainError]] = {}


def constraint_error(names: dict[str, type[DomainError]]) -> None:
    """Register which refusal a broken constraint means, by the constraint's name."""
    _constraints.update(names)


def broken_constraint(error: IntegrityError) -> str | None:
    """Return the name of the constraint that ``error`` speaks of, on either database."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        return cast("str | None", diagnosis.constraint_name)
    text = str(error.orig)
    if match := re.search(r"(?:CHECK|UNIQUE) constraint failed: (?:index '(\w+)'|(\w+)$)", text):
        return match[1] or match[2]
    if match := re.search(r"UNIQUE constraint failed: (.+)", text):
        columns = [name.strip() for name in match[1].split(",")]
        return _unique_name(columns)
    return None


def _unique_name(columns: Sequence[str]) -> str | None:
    table = Base.metadata.tables.get(columns[0].split(".")[0])
    names = {column.split(".")[1] for column in columns}
    if table is None:
        return None
    rules: list[sa.UniqueConstraint | sa.Index] = [
        rule for rule in table.constraints if isinstance(rule, sa.UniqueConstraint)
    ]
    for rule in [*rules, *(index for index in table.indexes if index.unique)]:
        if {column.name for column in rule.columns} == names:
            return cast("str | None", rule.name)
    return None


def refusal_of(error: IntegrityError) -> DomainError | None:
    """Return the refusal a broken constraint means, if a feature has named one."""
    kind = _constraints.get(broken_constraint(error) or "")
    return kind() if kind else None


def append_only_sql(table: str, dialect: str, removable: bool = False) -> list[str]:
    """Return the statements that let rows of ``table`` be added and never changed, nor removed.

    :param removable: rows may be removed as a whole, when the time for which they are kept is over.
    """
    verbs = ("update",) if removable else ("update", "delete")
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for verb in verbs
        ]
    return [
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$ LANGUAGE plpgsql",
        f"CREATE TRIGGER {table}_append_only BEFORE {' OR '.join(verbs).upper()} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    ]


def append_only(model: type[Base], *, removable: bool = False) -> None:
    """Make ``create_all`` add the triggers of :func:`append_only_sql`; migrations run the same text."""
    table = table_of(model)

    def create(target: sa.Table, connection: sa.Connection, **_: Any) -> None:
        for statement in append_only_sql(target.name, connection.dialect.name, removable):
            connection.execute(sa.text(statement.replace(":", r"\:")))

    event.listen(table, "after_create", create)
