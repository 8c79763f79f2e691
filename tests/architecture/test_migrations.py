"""The chain of migrations makes the tables of the models, on both databases, and can be walked back."""

from pathlib import Path

import pytest

from tests.rig import postgres
from tools.check_migrations import walk


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_the_chain_goes_up_and_down_and_up_again(kind: str, tmp_path: Path) -> None:
    if kind == "sqlite":
        assert walk(f"sqlite:///{tmp_path / 'summit.db'}", tmp_path) == []
        return
    server = postgres.server()
    database = server.create()
    try:
        assert walk(database.render_as_string(hide_password=False), tmp_path) == []
    finally:
        server.drop(database)
