"""Moving the database along the numbered chain in ``migrations/``, and knowing where it stands.

Alembic is imported inside the functions: it costs half a second that a web worker need not spend.
"""

from typing import TYPE_CHECKING

import click
import sqlalchemy as sa
from flask import Blueprint

from config import ROOT
from summitapp.core.db import db, end_read

if TYPE_CHECKING:
    from alembic.config import Config as AlembicConfig

SCRIPTS = ROOT / "migrations"
bp = Blueprint("db", __name__, cli_group="db")


def _alembic() -> "AlembicConfig":
    from alembic.config import Config as AlembicConfig

    return AlembicConfig(str(SCRIPTS / "alembic.ini"))


def upgrade(to: str = "head") -> None:
    """Move the database forward to a revision; needs an application context."""
    from alembic import command

    command.upgrade(_alembic(), to)


def downgrade(to: str = "-1") -> None:
    """Move the database back to a revision; ``base`` is the empty database."""
    from alembic import command

    command.downgrade(_alembic(), to)


def head() -> str | None:
    """Return the newest revision there is: the greatest number, since the chain is linear."""
    names = sorted(path.name.split("_")[0] for path in (SCRIPTS / "versions").glob("[0-9]*.py"))
    return names[-1] if names else None


def present() -> str | None:
    """Return the revision the database is at, or ``None`` if it was never migrated."""
    found = "alembic_version" in set(_tables())
    revision = db.session.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() if found else None
    end_read()
    return revision


def _tables() -> list[str]:
    return sa.inspect(db.session.connection()).get_table_names()


def replace_check(connection: sa.Connection, table: str, name: str, condition: str) -> None:
    """Give a CHECK constraint another condition; for migrations.

    SQLite has no statement for it. Copying the table would lose the constraints that are not reflected, so its
    definition is rewritten in place, as SQLite's own manual has it for changes that leave the content alone
    (ALTER TABLE, "Making Other Kinds Of Table Schema Changes").

    :raises LookupError: if the table has no such constraint.
    """
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({condition})")
        return
    own = "type = 'table' AND name = ?"
    text: str = connection.exec_driver_sql(f"SELECT sql FROM sqlite_master WHERE {own}", (table,)).scalar_one()
    start = text.find(f"CONSTRAINT {name} CHECK (")
    if start < 0:
        raise LookupError(f"{table} has no constraint {name}")
    body = text.index("(", start)
    changed = text[:body] + f"({condition})" + text[_closing(text, body) + 1 :]
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    connection.exec_driver_sql(f"UPDATE sqlite_master SET sql = ? WHERE {own}", (changed, table))
    connection.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema=OFF")


def _closing(text: str, opening: int) -> int:
    """Return where the bracket at ``opening`` is closed; brackets within quoted words do not count."""
    depth, quoted = 0, False
    for place in range(opening, len(text)):
        if text[place] == "'":
            quoted = not quoted
        elif not quoted and text[place] in "()":
            depth += 1 if text[place] == "(" else -1
            if depth == 0:
                return place
    raise LookupError("a bracket is never closed")


@bp.cli.command("upgrade")
@click.argument("revision", default="head")
def upgrade_command(revision: str) -> None:
    """Move the database forward."""
    upgrade(revision)


@bp.cli.command("downgrade")
@click.argument("revision", default="-1")
def downgrade_command(revision: str) -> None:
    """Move the database back; 'base' empties it."""
    downgrade(revision)


@bp.cli.command("revision")
@click.argument("number")
@click.argument("message")
def revision_command(number: str, message: str) -> None:
    """Write migration NUMBER from what the tables lack."""
    from alembic import command

    command.revision(_alembic(), message=message, autogenerate=True, rev_id=number)


@bp.cli.command("check")
def check_command() -> None:
    """Fail if the tables and the chain disagree."""
    from alembic import command

    command.check(_alembic())
