"""What the operating system says about a family of processes: CPU time and memory."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """Return a process and everything it has started that still runs."""
    members, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        members.append(one)
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                waiting += [int(child) for child in task.read_text().split()]
            except (OSError, ValueError):
                continue
    return members


def cpu_ms(pid: int) -> float:
    """Return the CPU time of a family so far, those of its members included who have ended."""
    ticks = 0
    for member in family(pid):
        try:
            fields = Path(f"/proc/{member}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(int(value) for value in fields[11:15])  # utime, stime, and those of children that ended
    return ticks * 1000 / TICK


def pss_mib(pid: int) -> float:
    """Return the proportional memory of one process."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"no memory figure for process {pid}")


def peak_mib(pid: int) -> float:
    """Return the greatest memory one process has held."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"no memory figure for process {pid}")


def run(command: Sequence[str], environment: Mapping[str, str]) -> tuple[float, float, float]:
    """Run a command to its end; returns wall seconds, CPU seconds with its children, and MiB of the largest of them.

    :raises RuntimeError: if it fails.
    """
    begin = time.perf_counter()
    started = subprocess.Popen(command, env=dict(environment), cwd=Path(__file__).resolve().parents[2], stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {started.returncode}")
    return time.perf_counter() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
