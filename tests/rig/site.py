"""The application behind a real socket: in a thread of the test, or as the real server in processes of its own."""

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from config import Config
from tests.rig.places import ROOT, free_port


@dataclass(frozen=True)
class Site:
    """Where the application answers."""

    url: str
    app: Flask
    pid: int = 0


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing; what matters fails a test."""


@contextmanager
def threaded(app: Flask) -> Iterator[Site]:
    """Serve ``app`` from a thread of this process, so that a test sees what its browser did."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{server.server_port}", app)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def environment_of(config: Config, port: int) -> dict[str, str]:
    """Return the environment by which another process gets the same settings."""
    return {
        **os.environ, "SUMMITAPP_ENV": config.environment, "SECRET_KEY": config.secret_key,
        "BADGE_KEY": config.badge_key, "SUMMITAPP_INSTANCE": str(config.instance), "DATABASE_URL": config.database_url,
        "SUMMITAPP_JOBS": config.jobs, "MAIL_URL": config.mail_url, "BASE_URL": f"http://127.0.0.1:{port}",
        "TOKEN_CALLS_PER_SECOND": str(config.token_calls_per_second), "RATE_LIMITS": "on" if config.rate_limits else "off",
        "PORT": str(port), "PYTHONPATH": str(ROOT),
    }  # fmt: skip


@contextmanager
def processes(app: Flask, workers: int = 2, threads: int = 2) -> Iterator[Site]:
    """Serve the database of ``app`` by the real server: ``workers`` processes of ``threads`` threads."""
    port = free_port()
    config: Config = app.extensions["config"]
    log = Path(config.instance) / "server.log"
    command = [
        sys.executable, str(ROOT / "server.py"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(threads), "--no-ws", "--log-level", "warning", "wsgi:app",
    ]  # fmt: skip
    with log.open("w") as file:
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment_of(config, port), stdout=file, stderr=file, start_new_session=True
        )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url + "/healthz", server, log)
        yield Site(url, app, server.pid)
    finally:
        _stop(server)


def _wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(900):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except urllib.error.HTTPError:
            return  # it answers, and that is the question here
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text()[-4000:]}")


def _stop(server: "subprocess.Popen[bytes]") -> None:
    """Stop the parent, and whoever is left of its family."""
    server.send_signal(signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        server.wait(8)
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()
