"""``make bench``: the table of what things cost, on both databases, beside the floors of the same run."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.bench import board, doors, growth, machine, meetings, own_feed, rosters, scenarios
from tools.bench.scenarios import SLUG, Row
from tools.bench.stage import Stage, serving

HELLO = 0.11  # what a Flask hello costs on the machine the promises were made for


def stages(names: list[str], folder: Path) -> list[Stage]:
    """Make the databases asked for."""
    found = []
    for name in names:
        home = folder / name
        home.mkdir()
        if name == "sqlite":
            found.append(Stage(name, home, f"sqlite:///{home / 'summit.db'}"))
            continue
        os.environ["SUMMITAPP_TEST_SHARED"] = str(folder)
        from tests.rig import postgres

        url = postgres.server().create()
        pid = postgres.process()
        found.append(Stage(name, home, url.render_as_string(hide_password=False), pid))
    return found


def show(rows: list[Row], hello: float) -> None:
    """Print the table; the promises grow and shrink with what hello costs here."""
    scale = max(hello / HELLO, 0.01)
    print(f"{'':32} {'req/s':>8} {'app ms':>8} {'db ms':>8} {'CPU ms':>8} {'x hello':>8} {'promised':>9}")
    for row in rows:
        promise = f"{row.promise * scale:9.2f}" if row.promise else " " * 9
        kept = "" if not row.promise else ("  kept" if row.total_ms <= row.promise * scale else "  BROKEN")
        print(
            f"{row.name:32} {row.rate:8.0f} {row.app_ms:8.3f} {row.database_ms:8.3f} {row.total_ms:8.3f}"
            f" {row.total_ms / hello:8.2f} {promise}{kept}{f'  ({row.note})' if row.note else ''}"
        )


def play(stage: Stage, options: argparse.Namespace) -> list[str]:
    """Measure everything on one database; return what could not be measured."""
    faults: list[str] = []
    print(f"\n== {stage.name}: {options.workers} workers x {options.threads} threads, {options.sessions} sessions")
    os.environ["DATABASE_URL"] = stage.database_url
    _furnish(stage, options.sessions)
    floor_stage = Stage(stage.name, stage.folder, stage.database_url, stage.postgres_pid)
    if stage.name == "sqlite":
        floor_stage.database_url = f"sqlite:///{stage.folder / 'floor.db'}"
    _prepare_floor(floor_stage)
    with serving(floor_stage, "tools.bench.floor:app", workers=options.workers, threads=options.threads) as server:
        rows = scenarios.floors(floor_stage, server, options.seconds)
    visit: tuple[int, dict[str, int]] = (0, {})
    with serving(stage, "wsgi:app", workers=options.workers, threads=options.threads) as server:
        for measured in (scenarios.agenda_page, scenarios.agenda_feed, scenarios.scans, scenarios.registrations):
            with _going_on(faults):
                rows.append(measured(stage, server, options.seconds))
        for several in (doors.rows, own_feed.rows, board.rows, scenarios.large_agenda):
            with _going_on(faults):
                rows.extend(several(stage, server, options.seconds))
        with _going_on(faults):
            rows.extend(rosters.rows(stage, server, options.seconds, SLUG, growth.sign_in(stage, server, SLUG)))
        with _going_on(faults):
            large, _sizes = scenarios.first_visit(server, scenarios.LARGE)
            print(f"first visit, {scenarios.LARGE_SESSIONS} sessions: {large / 1000:.1f} kB")
        with _going_on(faults):
            visit = scenarios.first_visit(server)
        memory = max(machine.pss_mib(pid) for pid in server.workers())
        family = sum(machine.pss_mib(pid) for pid in machine.family(server.pid))
    show(rows, rows[0].total_ms)
    print(f"\nmemory of a web worker after the load (PSS): {memory:.0f} MiB; promised 110; of all processes: {family:.0f}")
    print(f"first visit of the agenda: {visit[0] / 1000:.1f} kB; promised 150")
    for name, size in sorted(visit[1].items(), key=lambda item: -item[1]):
        print(f"    {size / 1000:7.1f} kB  {name}")
    with _going_on(faults):
        _print_badges(stage)
    with _going_on(faults):
        _grow(stage, options)
    return faults


def _furnish(stage: Stage, sessions: int) -> None:
    stage.flask("db", "upgrade")
    stage.flask(
        "demo", "load", "--slug", SLUG, "--delegates", str(scenarios.DELEGATES), "--sessions", str(sessions),
        "--capacity", "100000",
    )  # fmt: skip
    board.prepare(stage)
    stage.flask("demo", "load", "--slug", scenarios.LARGE, "--sessions", str(scenarios.LARGE_SESSIONS))


def _print_badges(stage: Stage) -> None:
    idle, printed = scenarios.badges(stage)
    print(f"\nfloor: starting the command to print nothing: {idle:.2f} s")
    for one, promise in zip(printed, (2.0, 40.0), strict=True):
        print(f"{one.badges} badges: {one.wall:.2f} s, {one.cpu:.2f} s of CPU; promised {promise:.0f} s; "
              f"largest process {one.largest_mib:.0f} MiB")  # fmt: skip


def _grow(stage: Stage, options: argparse.Namespace) -> None:
    sizes = []
    for delegates in (growth.SMALL, options.growth):
        folder = stage.folder / f"grow-{delegates}"
        folder.mkdir()
        home = Stage(stage.name, folder, f"sqlite:///{folder / 'summit.db'}", stage.postgres_pid)
        if stage.postgres_pid:
            from tests.rig import postgres

            home.database_url = postgres.server().create().render_as_string(hide_password=False)
        sizes.append(growth.at(home, delegates, workers=options.workers, threads=options.threads, seconds=options.seconds))
    growth.show(*sizes)


@contextmanager
def _going_on(faults: list[str]) -> Iterator[None]:
    """Let one scenario fail without taking the others along; it is told at the end."""
    try:
        yield
    except (RuntimeError, OSError) as fault:
        faults.append(str(fault))


def _prepare_floor(stage: Stage) -> None:
    subprocess.run(
        [sys.executable, "-c", "from tools.bench import floor; floor.prepare()"], env=stage.environment(), check=True
    )


def main() -> int:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgres"], action="append", help="only this one")
    parser.add_argument("--sessions", type=int, default=120)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--growth", type=int, default=20000, help="delegates of the large summit; 100000 takes minutes")
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--meetings", type=Path, metavar="FOLDER", help="plan the instances of this folder instead of made ones")
    parser.add_argument("--only", choices=["meetings"], help="measure nothing else")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="summit-bench-"))
    try:
        faults = [
            f"{stage.name}: {fault}"
            for stage in stages([] if options.only else options.database or ["sqlite", "postgres"], folder)
            for fault in play(stage, options)
        ]
        faults += meetings.play(folder, options.meetings)
    finally:
        if "SUMMITAPP_TEST_SHARED" in os.environ:
            from tests.rig import postgres

            postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)
    for fault in faults:
        print(f"NOT MEASURED {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
