"""``make run``: from nothing to a running demo summit; the second time at once.

What needs the application (migrations, demo data) is done by a process of its own, and only when a look into the
database shows that it is needed: importing the application twice would cost two seconds at each start.
"""

import os
import secrets
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from config import Config, SettingsError, read_settings_file

HOST = "127.0.0.1"


def instance() -> Path:
    """Return the folder of the database, the settings and the kept mails."""
    return Path(os.environ.get("SUMMITAPP_INSTANCE") or ROOT / "instance")


def require_free(port: int) -> None:
    """Leave if somebody listens already: the server would share the port and answer half the requests."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        if probe.connect_ex((HOST, port)) == 0:
            raise SystemExit(
                f"Port {port} of this machine is taken, perhaps by an earlier start. "
                f"Stop that one, or choose another port: PORT={port + 1} make run"
            )


def write_settings() -> None:
    """Write the settings of a developer's machine, with keys of its own, unless there are some."""
    path = instance() / "settings.env"
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        "# Made at the first start. It says that this is no production server, and it holds keys: keep it here.",
        "SUMMITAPP_ENV=development",
        f"SECRET_KEY={secrets.token_urlsafe(48)}",
        f"BADGE_KEY={secrets.token_urlsafe(48)}",
    ]
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def settings() -> Config:
    """Read the settings; leave if they are those of a production server."""
    given = {**read_settings_file(instance() / "settings.env"), **os.environ}
    if given.get("SUMMITAPP_ENV") != "development":
        raise SystemExit(
            "make run is for a developer's machine, and the settings here do not say SUMMITAPP_ENV=development. "
            "README.md tells how to start a production server."
        )
    try:
        return Config.from_env()
    except SettingsError as fault:
        raise SystemExit(str(fault)) from fault


def newest_migration() -> str:
    """Return the number of the newest migration, as the file names tell it."""
    names = sorted(path.name.split("_")[0] for path in (ROOT / "migrations" / "versions").glob("[0-9]*.py"))
    return names[-1] if names else ""


def is_prepared(url: str) -> bool:
    """Look whether the database is at the newest migration and holds a summit."""
    queries = ("SELECT version_num FROM alembic_version", "SELECT count(*) FROM summits_summit")
    if url.startswith("sqlite"):
        import sqlite3

        path = url.removeprefix("sqlite:///")
        if not Path(path).exists():
            return False
        connection = sqlite3.connect(path)
        errors: tuple[type[Exception], ...] = (sqlite3.Error,)
    else:
        import psycopg

        connection = psycopg.connect(url.replace("+psycopg", ""))  # type: ignore[assignment]
        errors = (psycopg.Error,)
    try:
        version, summits = (connection.execute(query).fetchone() for query in queries)
    except errors:
        return False
    finally:
        connection.close()
    return version is not None and version[0] == newest_migration() and summits is not None and summits[0] > 0


def main() -> None:
    """Prepare what is missing, then become the server."""
    port = int(os.environ.get("PORT") or 8000)
    if "--logins" in sys.argv:
        settings()
        raise SystemExit(subprocess.call([sys.executable, str(ROOT / "tools" / "prepare.py"), "--logins"]))
    require_free(port)
    write_settings()
    config = settings()
    if urlsplit(config.base_url).hostname not in {HOST, "localhost"}:
        print(f"The links in mails will begin with {config.base_url}, as BASE_URL says.")
    if not is_prepared(config.database_url):
        subprocess.run([sys.executable, str(ROOT / "tools" / "prepare.py")], check=True)
    os.chdir(ROOT)
    os.environ["PYTHONPATH"] = str(ROOT)
    arguments = [
        "--interface", "wsgi", "--host", HOST, "--port", str(port), "--workers", "1", "--blocking-threads", "4",
        "--no-ws", "--log-level", "warning", "tools.serve:app",
    ]  # fmt: skip
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, str(ROOT / "server.py"), *arguments])


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as fault:
        raise SystemExit(fault.returncode) from fault
