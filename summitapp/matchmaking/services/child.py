"""The planner's process, as the worker sees it: started, listened to, asked to stop, and never left behind."""

import os
import selectors
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from time import monotonic
from types import TracebackType
from typing import Any, Final

from config import ROOT
from summitapp.matchmaking.documents.planning import read_line
from summitapp.matchmaking.values import GRACE

_MODULE: Final = "summitapp.matchmaking.documents.planning"
#: How often the worker says that it is alive, however silent the planner is; and how long the planner may take to stop.
_BEAT: Final = 0.5
_STOPS_WITHIN: Final = 20.0


class ChildBroken(RuntimeError):
    """The process ended without an answer."""


class ChildTooSlow(RuntimeError):
    """The process did not end in time."""


class ChildFault(RuntimeError):
    """The problem contradicts itself; the text says where."""


class Child:
    """One planner at work; a context, at whose end nothing of the process is left.

    :param seconds: that it was given; a while later it is ended.
    """

    def __init__(self, order: bytes, seconds: float) -> None:
        self._order, self._until = order, monotonic() + seconds + GRACE.total_seconds()
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        #: The end of what it complained about, once it is over.
        self.complaint = ""

    def __enter__(self) -> "Child":
        self._process = subprocess.Popen(
            [sys.executable, "-m", _MODULE], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=self._complaints, start_new_session=True, env={**os.environ, "OMP_NUM_THREADS": "1"},
        )  # fmt: skip
        threading.Thread(target=self._send, daemon=True, name="order for the planner").start()
        return self

    def _send(self) -> None:
        """In a thread: a large order fills the pipe while the process still loads its libraries."""
        assert self._process.stdin is not None
        try:
            with self._process.stdin as into:
                into.write(self._order)
        except OSError:  # it is gone; the reader finds out why
            return

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        """End the process and whatever it has started: they are a group of their own."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._complaints.seek(0)
        self.complaint = self._complaints.read()[-2000:].decode(errors="replace")
        for stream in (self._process.stdout, self._complaints):
            if stream is not None:
                stream.close()

    def stop(self) -> None:
        """Ask it to come to an end with the best it has."""
        self._process.send_signal(signal.SIGTERM)
        self._until = min(self._until, monotonic() + _STOPS_WITHIN)

    def words(self) -> Iterator[dict[str, Any]]:
        """Yield what it says, the last word of several at once, and an empty word while it is silent.

        :raises ChildFault: :raises ChildTooSlow: as they are.
        """
        assert self._process.stdout is not None
        rest, pipe = b"", self._process.stdout
        os.set_blocking(pipe.fileno(), False)
        with selectors.DefaultSelector() as look:
            look.register(pipe, selectors.EVENT_READ)
            while True:
                if monotonic() > self._until:
                    raise ChildTooSlow
                look.select(_BEAT)
                part = pipe.read()
                if part == b"":
                    return
                *lines, rest = (rest + (part or b"")).split(b"\n")
                said = [dict(read_line(line)) for line in lines if line]
                if any("fault" in one for one in said):
                    raise ChildFault(said[-1]["fault"])
                final = [one for one in said if "schedule" in one]
                yield (final or said or [{}])[-1]
