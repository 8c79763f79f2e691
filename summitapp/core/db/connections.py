"""How each of the two databases is spoken to: read-only unless a unit of work is open, writers in a queue."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import sqlalchemy as sa
from flask import Flask
from sqlalchemy import event

from config import Config
from summitapp.core.db.tables import db
from summitapp.core.db.units import migrating, strict, writing


def init_app(app: Flask, config: Config) -> None:
    """Open the database of ``config`` for ``app`` with the settings both databases need."""
    options: dict[str, Any] = {"pool_pre_ping": False}
    if config.database_url.startswith("sqlite"):
        path = Path(config.database_url.removeprefix("sqlite:///"))
        path.parent.mkdir(parents=True, exist_ok=True)
        options |= {"poolclass": sa.QueuePool, "connect_args": {"timeout": 10, "check_same_thread": False}}
    options |= {"pool_size": 8, "max_overflow": 0 if config.database_url.startswith("sqlite") else 8}
    app.config.update(SQLALCHEMY_DATABASE_URI=config.database_url, SQLALCHEMY_ENGINE_OPTIONS=options)
    db.init_app(app)
    with app.app_context():
        _listen(db.engine, config.instance / "app.lock")
    if config.environment == "production":
        strict.set(False)


def let_go() -> None:
    """Close every connection of this process: two that a fork has made of one must not speak over the same wire."""
    db.session.remove()
    db.engine.dispose()


def _listen(engine: sa.Engine, lock_file: Path) -> None:
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_connect(lock_file))
        event.listen(engine, "begin", _sqlite_begin)
        event.listen(engine, "checkin", _sqlite_release)
        event.listen(engine, "close", _sqlite_close)
    else:
        event.listen(engine, "begin", _postgres_begin)


def _sqlite_connect(lock_file: Path) -> Callable[[Any, Any], None]:
    def connect(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=10000"):
            connection.execute(f"PRAGMA {pragma}")
        lock_file.parent.mkdir(parents=True, exist_ok=True)
        record.info["queue"] = os.open(lock_file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    return connect


def _sqlite_begin(connection: sa.Connection) -> None:
    write = writing()
    if connection.info.get("foreign_keys", True) == migrating.get():
        # A table is changed by copying it; dropping the old one must not cascade into others.
        connection.exec_driver_sql(f"PRAGMA foreign_keys={'OFF' if migrating.get() else 'ON'}")
        connection.info["foreign_keys"] = not migrating.get()
    if connection.info.get("query_only") != (not write):
        connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if write else 'ON'}")
        connection.info["query_only"] = not write
    if write:
        # SQLite's own busy handler polls and lets writers starve; a file lock queues them.
        fcntl.flock(connection.info["queue"], fcntl.LOCK_EX)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _sqlite_release(_connection: Any, record: Any) -> None:
    if (queue := record.info.get("queue")) is not None:
        fcntl.flock(queue, fcntl.LOCK_UN)


def _sqlite_close(_connection: Any, record: Any) -> None:
    if (queue := record.info.pop("queue", None)) is not None:
        os.close(queue)


def _postgres_begin(connection: sa.Connection) -> None:
    driver = cast(Any, connection.connection.driver_connection)
    if driver.read_only != (not writing()):
        driver.read_only = not writing()
