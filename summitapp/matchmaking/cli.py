"""``flask matchmaking solve``: the planner alone, from a file to a file. It needs no settings and no database."""

import os
import sys
import time
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from summitapp.matchmaking.documents import read_instance, read_schedule, write_schedule
from summitapp.matchmaking.values.plan import Held, Instance, InstanceFault, Schedule

matchmaking = AppGroup("matchmaking", help="The planner of meetings alone.")
#: What Python and Flask took before anybody could look at the clock, where the system does not tell.
USUAL_START = 0.6
#: Seconds kept for writing the file and for going.
FOR_WRITING = 0.25
USUAL_SECONDS = 10.0

file = click.Path(dir_okay=False, path_type=Path)


@matchmaking.command("solve", with_appcontext=False)
@click.argument("instance", type=file)
@click.option("--output", type=file, required=True, help="File to write; gzipped when it ends in .gz.")
@click.option("--previous", type=file, help="The published timetable: what can stay stays where it is.")
@click.option("--time-limit", type=click.FloatRange(min=0), help="Seconds for everything. [default: 10]")
@click.option("--iterations", type=click.IntRange(min=0), help="Steps of the search: the same give the same timetable.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Another seed, another timetable.")
def solve(
    instance: Path, output: Path, previous: Path | None, time_limit: float | None, iterations: int | None, seed: int
) -> None:
    """Plan the meetings of INSTANCE (JSON, gzipped or not; docs/matchmaking-format.md)."""
    before = _running_for()
    began = time.perf_counter() - before
    try:
        given = read_instance(_read(instance))
        published = None if previous is None else read_schedule(_read(previous))
        if time_limit is None and iterations is None:
            time_limit = USUAL_SECONDS
        left = None if time_limit is None else max(0.0, time_limit - (time.perf_counter() - began) - _writing(given))
        found = _plan(given, published, left, iterations, seed)
    except InstanceFault as error:
        raise click.ClickException(error.message) from error
    _write(output, write_schedule(found))
    _tell(given, found)


def _running_for() -> float:
    """Return for how many seconds this process has run."""
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return time.clock_gettime(time.CLOCK_BOOTTIME) - int(fields[19]) / os.sysconf("SC_CLK_TCK")
    except (OSError, AttributeError, ValueError, IndexError):
        return USUAL_START


def _writing(given: Instance) -> float:
    return FOR_WRITING + 1e-5 * len(given.requests)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror}") from error


def _write(path: Path, body: bytes) -> None:
    if path.suffix == ".gz":
        import gzip

        body = gzip.compress(body, mtime=0)
    try:
        path.write_bytes(body)
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror}") from error


def _plan(
    given: Instance, published: tuple[Held, ...] | None, seconds: float | None, iterations: int | None, seed: int
) -> Schedule:
    from summitapp.matchmaking.rules.optimise.planner import plan  # numpy and HiGHS: --help does without

    quiet = not sys.stderr.isatty()
    try:
        return plan(
            given, seed=seed, seconds=seconds, iterations=iterations, previous=published,
            progress=None if quiet else _progress,
        )  # fmt: skip
    finally:
        if not quiet:
            click.echo("\r\033[K", nl=False, err=True)


def _progress(done: float, score: int, bound: int | None) -> bool:
    of = f" of at most {bound:,}" if bound is not None else ""
    click.echo(f"\r\033[K{done:4.0%}  {score:,}{of}", nl=False, err=True)
    return True


def _tell(given: Instance, found: Schedule) -> None:
    told: list[Any] = [f"{len(found.meetings)} of {len(given.requests)} requests", f"score {found.report.score}"]
    if found.report.bound is not None and found.report.gap is not None:
        told.append(f"bound {found.report.bound} (gap {found.report.gap:.3%})")
    for name in ("moved", "dropped", "added"):
        changes = getattr(found.report, name)
        if changes is not None:
            told.append(f"{len(changes)} {name}")
    told.append(f"{len(found.report.shortfall)} below their minimum")
    click.echo(f"{given.name}: {', '.join(told)}, {found.report.seconds:.1f} s")
