"""Walk the chain of migrations up, compare it with the tables, walk it down and up again.

On SQLite always; on PostgreSQL too when ``TEST_DATABASE_URL`` names an empty database.
"""

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import sqlalchemy as sa

from config import Config
from summitapp.app import create_app
from summitapp.core import migrations
from summitapp.core.db import db


def walk(database_url: str, instance: Path) -> list[str]:
    """Return what is wrong with the chain on this database."""
    from alembic import command
    from alembic.util import CommandError

    key = "k" * 40
    app = create_app(
        Config(
            environment="testing", secret_key=key, badge_key=key, base_url="http://127.0.0.1", jobs="eager",
            instance=instance, database_url=database_url,
        )
    )  # fmt: skip
    with app.app_context():
        if migrations.head() is None:
            return ["there are no migrations"]
        for turn in (1, 2):
            migrations.upgrade()
            try:
                command.check(migrations._alembic())
            except CommandError as fault:
                return [f"turn {turn}: the tables and the chain disagree: {fault}"]
            if migrations.present() != migrations.head():
                return [f"turn {turn}: at {migrations.present()} instead of {migrations.head()}"]
            if turn == 1:
                migrations.downgrade("base")
        left = set(sa.inspect(db.engine).get_table_names()) if migrations.present() is None else set()
        db.session.remove()
        db.engine.dispose()
        return [f"left behind: {', '.join(sorted(left))}"] if left - {"alembic_version"} else []


def main() -> int:
    """Walk every database there is."""
    given = os.environ.get("TEST_DATABASE_URL")
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for url in [f"sqlite:///{folder}/summit.db", *([given] if given else [])]:
            faults += walk(url, Path(folder))
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"migrations: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
