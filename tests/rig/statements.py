"""What is asked of the database, heard at the driver: for tests of lists that must not ask more often as they grow."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from flask import Flask

from summitapp.core.db import db


@contextmanager
def heard(app: Flask, beginning: str = "") -> Iterator[list[str]]:
    """Collect the statements of a block, or those with one ``beginning``; no context of the application is held meanwhile."""
    with app.app_context():
        engine = db.engine
    statements: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith(beginning):
            statements.append(statement)

    sa.event.listen(engine, "before_cursor_execute", hear)
    try:
        yield statements
    finally:
        sa.event.remove(engine, "before_cursor_execute", hear)
