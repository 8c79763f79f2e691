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
