"""A PostgreSQL server for one test run, shared by its processes and stopped with it.

Taken in this order: the server at ``TEST_DATABASE_URL``, a server program of the machine, the one that comes with
npm. When none of them works the tests fail; they never pass by being left out.
"""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from sqlalchemy import URL, make_url

from tests.rig.places import MODULES, alone, shared

EMBEDDED = MODULES / "@embedded-postgres" / "linux-x64"
SETTINGS = {
    "listen_addresses": "", "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
    "max_connections": "200", "shared_buffers": "64MB", "autovacuum": "off", "log_min_messages": "warning",
}  # fmt: skip


@dataclass(frozen=True)
class Server:
    """A server on which this run may make databases."""

    url: URL

    def _run(self, statement: str) -> None:
        target = self.url.set(drivername="postgresql", database=self.url.database or "postgres")
        with psycopg.connect(target.render_as_string(hide_password=False), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]

    def create(self, name: str = "", template: str = "template0") -> URL:
        """Make a database, empty or as a copy of another one, and return its address."""
        name = name or f"summit_{uuid4().hex[:12]}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")
        return self.url.set(drivername="postgresql+psycopg", database=name)

    def drop(self, url: URL) -> None:
        """Remove a database together with whoever is still in it."""
        self._run(f"DROP DATABASE IF EXISTS {url.database} WITH (FORCE)")


def _own_user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    return {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}


def _machine() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("pg_ctl")
    return Path(on_path).resolve().parent if on_path else None


def _from_npm(work: Path) -> Path | None:
    """Return the programs that came with npm, whose links its switched-off install script did not make."""
    native = EMBEDDED / "native"
    if not (native / "bin" / "postgres").exists():
        return None
    if os.geteuid() == 0:  # "nobody" must be able to read them
        native = Path(shutil.copytree(native, work / "postgres" / "native", symlinks=True))
    base = native.parent
    for link in json.loads((native / "pg-symlinks.json").read_text()):
        target = base / link["target"]
        if not target.exists():
            target.unlink(missing_ok=True)
            target.symlink_to(os.path.relpath(base / link["source"], target.parent))
    for path in (native / "bin").iterdir():
        path.chmod(0o755)
    return native / "bin"


def _start(programs: Path, work: Path) -> int:
    """Make a cluster and start it; return the process id."""
    data, log, who = work / "data", work / "log", _own_user()
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "cwd": str(work)}
    made = subprocess.run(
        [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
        **quiet, **who, check=False,
    )  # fmt: skip
    if made.returncode:
        raise RuntimeError(f"{programs}/initdb: {made.stdout}")
    options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    with log.open("w") as file:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, "-k", work, *options],
            stdout=file, stderr=file, start_new_session=True, cwd=str(work), **who,
        )  # fmt: skip
    address = f"host={work} user=postgres dbname=postgres connect_timeout=2"
    for _ in range(200):
        if server.poll() is not None:
            break
        try:
            psycopg.connect(address).close()
            return server.pid
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise RuntimeError(f"{programs}/postgres did not start:\n{log.read_text()[-2000:]}")


def _launch() -> str:
    faults = []
    work = Path(tempfile.mkdtemp(prefix="summit-pg-", dir="/tmp"))
    work.chmod(0o777 if os.geteuid() == 0 else 0o700)
    for name, programs in (("the machine's", _machine()), ("npm's", _from_npm(work))):
        if programs is None:
            faults.append(f"{name} server: not installed")
            continue
        try:
            pid = _start(programs, work)
        except (RuntimeError, OSError) as fault:
            faults.append(f"{name} server: {fault}")
            shutil.rmtree(work / "data", ignore_errors=True)
            continue
        (shared() / "postgres.pid").write_text(json.dumps({"pid": pid, "work": str(work)}))
        return f"postgresql+psycopg://postgres@/postgres?host={work}"
    raise RuntimeError("No PostgreSQL server for the tests:\n" + "\n".join(faults))


def server() -> Server:
    """Return the server of this run, starting it if nobody has.

    :raises RuntimeError: if there is none; says what was tried.
    """
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return Server(make_url(given))
    with alone("postgres"):
        note = shared() / "postgres.url"
        if not note.exists():
            note.write_text(_launch())
        return Server(make_url(note.read_text()))


def process() -> int:
    """Return the process id of the server this run has started; 0 if it is somebody else's."""
    note = shared() / "postgres.pid"
    return int(json.loads(note.read_text())["pid"]) if note.exists() else 0


def stop() -> None:
    """Stop the server this run has started, if any, and remove its files."""
    note = shared() / "postgres.pid"
    if not note.exists():
        return
    facts = json.loads(note.read_text())
    try:
        os.kill(facts["pid"], signal.SIGINT)  # fast shutdown
        os.waitpid(facts["pid"], 0)
    except ChildProcessError:  # started by a worker that has ended already
        _wait_until_gone(facts["pid"])
    except ProcessLookupError:
        pass
    shutil.rmtree(facts["work"], ignore_errors=True)


def _wait_until_gone(pid: int) -> None:
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists():
            return
        time.sleep(0.05)
