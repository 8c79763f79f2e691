"""Where a measurement happens: a database of its own, a loaded summit, and the real server in front of it."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.rig.places import ROOT, free_port
from tools.bench import machine

KEY = "measured in the open, this key protects nothing"


@dataclass
class Stage:
    """One database, and how to call the application on it."""

    name: str
    folder: Path
    database_url: str
    postgres_pid: int = 0

    def environment(self, port: int = 8000) -> dict[str, str]:
        """Return the settings of every process on this stage."""
        return {
            **os.environ, "SUMMITAPP_ENV": "development", "SECRET_KEY": KEY, "BADGE_KEY": KEY[::-1],
            "SUMMITAPP_INSTANCE": str(self.folder), "DATABASE_URL": self.database_url, "SUMMITAPP_JOBS": "process",
            "RATE_LIMITS": "off", "TOKEN_CALLS_PER_SECOND": "1000000", "PORT": str(port), "PYTHONPATH": str(ROOT),
        }  # fmt: skip

    def command(self, *arguments: str) -> list[str]:
        """Return a command of the application as the machine runs it."""
        return [sys.executable, "-m", "flask", "--app", "wsgi", *arguments]

    def flask(self, *arguments: str) -> str:
        """Run a command of the application and return what it printed."""
        ran = subprocess.run(
            self.command(*arguments), cwd=ROOT, env=self.environment(), capture_output=True, text=True, check=False
        )
        if ran.returncode:
            raise RuntimeError(f"flask {' '.join(arguments)}:\n{ran.stdout}{ran.stderr[-3000:]}")
        return ran.stdout

    def token(self, slug: str, scope: str) -> str:
        """Make an API token; it stands alone on the last line."""
        return self.flask("tokens", "create", "--summit", slug, "--scope", scope).strip().splitlines()[-1].strip()

    def database_cpu_ms(self) -> float:
        """Return what the database server has used so far; SQLite works inside the application."""
        return machine.cpu_ms(self.postgres_pid) if self.postgres_pid else 0.0


@dataclass
class Server:
    """A server that runs."""

    url: str
    pid: int

    def workers(self) -> list[int]:
        """Return the processes that answer requests, the parent left out."""
        return [
            pid for pid in machine.family(self.pid)[1:]
            if not re.search(rb"resource_tracker", Path(f"/proc/{pid}/cmdline").read_bytes())
        ]  # fmt: skip


@contextmanager
def serving(stage: Stage, target: str, *, workers: int, threads: int) -> Iterator[Server]:
    """Start the server on ``target`` and stop it again; what is not the application is served by bare granian."""
    port = free_port()
    log = stage.folder / "server.log"
    starter = [str(ROOT / "server.py")] if target == "wsgi:app" else ["-m", "granian"]
    command = [
        sys.executable, *starter, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers",
        str(workers), "--blocking-threads", str(threads), "--no-ws", "--log-level", "warning", target,
    ]  # fmt: skip
    with log.open("w") as file:
        process = subprocess.Popen(
            command, cwd=ROOT, env=stage.environment(port), stdout=file, stderr=file, start_new_session=True
        )
    server = Server(f"http://127.0.0.1:{port}", process.pid)
    try:
        _wait(server.url, process, log)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(8)
        with suppress(ProcessLookupError):  # nobody of the family is left
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(900):
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(url + "/healthz", timeout=2).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text()[-3000:]}")
