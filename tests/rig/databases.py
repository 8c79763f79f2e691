"""The two databases of a test process: made once by the migrations, emptied between the tests that wrote."""

import shutil
import tempfile
from pathlib import Path
from typing import Any
from weakref import ref

import sqlalchemy as sa
from flask import Flask
from sqlalchemy import event

from config import Config
from summitapp.app import create_app
from summitapp.core import migrations
from summitapp.core.db import Base, db, schema_change, writing
from tests.rig import postgres
from tests.rig.places import in_memory

KEY = "a key for the tests and for nothing else, long enough"


def test_config(instance: Path, database_url: str, **changes: Any) -> Config:
    """Return the settings of the tests: cheap passwords, jobs at once, nobody slowed down."""
    given = {
        "environment": "testing", "secret_key": KEY, "badge_key": KEY[::-1], "base_url": "http://127.0.0.1",
        "instance": instance, "database_url": database_url, "jobs": "eager", "argon2": (1, 8, 1), "rate_limits": False,
    }  # fmt: skip
    return Config(**{**given, **changes})


class Backend:
    """One application on one database, for all tests of this process that ask for it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.folder = Path(tempfile.mkdtemp(prefix=f"summit-{name}-", dir=in_memory()))
        self.server = postgres.server() if name == "postgres" else None
        self.database = self.server.create() if self.server else None
        url = (
            self.database.render_as_string(hide_password=False)
            if self.database is not None
            else f"sqlite:///{self.folder / 'summit.db'}"
        )
        self.app: Flask = create_app(test_config(self.folder, url))
        self.written = False
        with self.app.app_context():
            if migrations.head() is None:
                with schema_change() as connection:
                    Base.metadata.create_all(connection)
            else:
                migrations.upgrade()
            self._checkpoint()
            engine = db.engine
        self._watch(engine)

    def _watch(self, engine: sa.Engine) -> None:
        mine = ref(self)

        @event.listens_for(engine, "begin")
        def notice(_connection: sa.Connection) -> None:
            backend = mine()
            if backend is not None and writing():
                backend.written = True

    def _checkpoint(self) -> None:
        """Keep the freshly migrated SQLite file, whole, as what every test starts from."""
        db.session.remove()
        db.engine.dispose()
        if self.server is None:
            with sa.create_engine(f"sqlite:///{self.folder / 'summit.db'}").connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            shutil.copyfile(self.folder / "summit.db", self.folder / "template.db")

    def empty(self) -> None:
        """Take back everything a test has done: rows, kept pages, counted calls, letters."""
        with self.app.app_context():
            db.session.remove()
            if self.written:
                self._empty_database()
        forget = getattr(self.app.wsgi_app, "forget", None)
        if forget:
            forget()
        shutil.rmtree(self.folder / "mail", ignore_errors=True)
        self.written = False

    def _empty_database(self) -> None:
        if self.server is None:
            db.engine.dispose()
            for suffix in ("", "-wal", "-shm"):
                (self.folder / f"summit.db{suffix}").unlink(missing_ok=True)
            shutil.copyfile(self.folder / "template.db", self.folder / "summit.db")
            return
        self._empty_used_tables()

    def _empty_used_tables(self) -> None:
        """Empty the tables that gave out a number since the last time; a TRUNCATE of all of them costs a test half a second.

        Triggers rest meanwhile: some of them keep rows from being deleted.
        """
        used = sa.text("SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL")
        known = {f"{table.name}_id_seq": table.name for table in Base.metadata.sorted_tables}
        with schema_change() as connection:
            connection.execute(sa.text("SET LOCAL session_replication_role = replica"))
            sequences = sorted(set(connection.scalars(used)) & known.keys())  # others belong to the queue of jobs
            if sequences:  # at one go: eighty journeys to the server cost more than what is done there
                emptied = "; ".join(f'DELETE FROM "{known[sequence]}"' for sequence in sequences)
                begun = ", ".join(f"setval('{sequence}', 1, false)" for sequence in sequences)
                at_once = connection.execution_options(no_parameters=True)
                at_once.exec_driver_sql(f"{emptied}; SELECT {begun}")

    def close(self) -> None:
        """Give everything back."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
        if self.server and self.database is not None:
            self.server.drop(self.database)
        shutil.rmtree(self.folder, ignore_errors=True)
