"""Where things lie, and how the processes of one test run share what is dear to start."""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage, which

ROOT = Path(__file__).resolve().parents[2]
MODULES = ROOT / "node_modules"


def shared() -> Path:
    """Return the folder that all processes of this run share; made by the first of them."""
    return Path(os.environ["SUMMITAPP_TEST_SHARED"])


def in_memory() -> str | None:
    """Return a folder whose files need no disk, if there is one with room; each test gets its database anew."""
    place = Path("/dev/shm")
    roomy = place.is_dir() and os.access(place, os.W_OK) and disk_usage(place).free > 2**31
    return str(place) if roomy else None


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Let only one process at a time do what follows."""
    with (shared() / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def program(name: str) -> str | None:
    """Return the path of a program of the virtual environment or the machine."""
    own = ROOT / ".venv" / "bin" / name
    return str(own) if own.exists() else which(name)


def free_port() -> int:
    """Return a port of the loopback that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
