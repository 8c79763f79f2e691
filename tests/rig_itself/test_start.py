"""`make run` on a machine that has never seen the application, and on one where something is in the way."""

import socket
import sqlite3
import stat
from pathlib import Path

import pytest

from tools import run

HEAD = "0003"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance folder of the test's own, and none of the settings of the machine."""
    monkeypatch.setenv("SUMMITAPP_INSTANCE", str(tmp_path / "instance"))
    for name in ("SUMMITAPP_ENV", "SECRET_KEY", "BADGE_KEY", "DATABASE_URL", "BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(run, "newest_migration", lambda: HEAD)
    return tmp_path / "instance"


def test_the_first_start_writes_settings_that_only_their_owner_reads(folder: Path) -> None:
    run.write_settings()
    path = folder / "settings.env"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    config = run.settings()
    assert config.development
    assert len(config.secret_key) >= 48
    assert config.secret_key != config.badge_key


def test_the_second_start_keeps_the_keys(folder: Path) -> None:
    run.write_settings()
    before = (folder / "settings.env").read_text()
    run.write_settings()
    assert (folder / "settings.env").read_text() == before


def test_a_production_server_is_not_started_by_accident(folder: Path) -> None:
    folder.mkdir()
    (folder / "settings.env").write_text("SUMMITAPP_ENV=production\n")
    with pytest.raises(SystemExit, match="developer's machine"):
        run.settings()


def test_a_port_that_is_taken_is_not_shared(folder: Path) -> None:
    with socket.socket() as other:
        other.bind((run.HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SystemExit, match=f"Port {port}"):
            run.require_free(port)
    run.require_free(port)


@pytest.mark.parametrize(
    ("version", "summits", "prepared"), [(HEAD, 1, True), ("0002", 1, False), (HEAD, 0, False), (None, 0, False)]
)
def test_a_look_into_the_database_tells_whether_it_is_ready(
    folder: Path, version: str | None, summits: int, prepared: bool
) -> None:
    folder.mkdir()
    path = folder / "summit.db"
    connection = sqlite3.connect(path)
    if version is not None:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES (?)", (version,))
        connection.execute("CREATE TABLE summits_summit (id INTEGER)")
        connection.executemany("INSERT INTO summits_summit VALUES (?)", [(number,) for number in range(summits)])
    connection.commit()
    connection.close()
    assert run.is_prepared(f"sqlite:///{path}") is prepared


def test_no_database_at_all_is_not_ready(folder: Path) -> None:
    assert not run.is_prepared(f"sqlite:///{folder / 'summit.db'}")
    assert not (folder / "summit.db").exists()
