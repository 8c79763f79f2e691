"""The server of production and of `make run`: what is loaded before the fork is shared, and no wire crosses it."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

from flask import Flask

from tests.rig.places import ROOT
from tests.rig.site import Site, environment_of

LOADED = """
import json, os, server
server.load()
links = [os.readlink(f"/proc/self/fd/{name}") for name in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{name}")]
print(json.dumps(links))
"""


def memory(pid: int) -> dict[str, int]:
    """Return what a process holds, in KiB: ``Rss`` in all, ``Private_Dirty`` nobody else holds too."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    return {line.split(":")[0]: int(line.split()[1]) for line in lines}


def test_no_connection_is_open_when_the_workers_are_forked(app: Flask) -> None:
    said = {"SUMMITAPP_ENV": "production", "MAIL_URL": "smtp://127.0.0.1:1", "RATE_LIMITS": "on", "SUMMITAPP_JOBS": "process"}
    ran = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, env=environment_of(app.extensions["config"], 8000) | said,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    open_files = json.loads(ran.stdout.splitlines()[-1])
    assert open_files, "even a process that does nothing has its three streams"
    assert not [name for name in open_files if ".db" in name or name.startswith("socket:") or name.endswith("app.lock")]


def test_workers_share_what_was_loaded_before_them(live: Callable[..., Site]) -> None:
    running = live(workers=2)
    urllib.request.urlopen(running.url + "/healthz").close()
    children = [int(pid) for pid in Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()]
    workers = [pid for pid in children if b"server.py" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    assert len(workers) == 2
    for worker in map(memory, workers):
        assert worker["Private_Dirty"] < worker["Rss"] * 0.4
