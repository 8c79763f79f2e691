"""``flask badges print`` and ``flask badges export``: badges to paper without a browser."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
from flask import Blueprint

from summitapp.badges import documents, services
from summitapp.badges.values import CHUNK, Layout, PrintSelection, Sheet
from summitapp.core.db import end_read, unit_of_work
from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext
from summitapp.core.security import acting_as, system_actor
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

bp = Blueprint("badges_cli", __name__, cli_group="badges")


def _summit(slug: str) -> Summit:
    summit = summits.by_slug(slug)
    if summit is None:
        raise click.ClickException(f"there is no summit {slug}")
    return summit


@bp.cli.command("print")
@click.option("--summit", "slug", required=True, help="Address of the summit, such as izmir-2027.")
@click.option("--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="FILE.pdf or FILE.zip.")
@click.option("--delegation", default="", help="Only this delegation, by its code.")
@click.option("--since-last-print", is_flag=True, help="Only badges that are new or would look different today.")
@click.option("--paper", type=click.Choice([paper.value for paper in Layout]), default=Layout.DESIGNED.value,
              help="One paper for all; otherwise each badge as its design says.")  # fmt: skip
def print_badges(slug: str, output: Path, delegation: str, since_last_print: bool, paper: str) -> None:
    """Lay out badges: one PDF up to 500, above that a ZIP of PDFs.

    Letters that no font has are named first; at a terminal you are asked whether to go on.
    """
    summit = _summit(slug)
    selection = PrintSelection.NEW if since_last_print else PrintSelection.ALL
    badges = [badge for badge, _, _ in services.choose(summit, selection, delegation=delegation)]
    packed = output.suffix.lower() == ".zip"
    if not badges:
        raise click.ClickException("there is no badge to print in this choice")
    if len(badges) > CHUNK and not packed:
        raise click.ClickException(f"{len(badges)} badges make several files; please name a file that ends in .zip")
    _warn(summit, badges)
    printed: list[tuple[str, str]] = []
    with tempfile.TemporaryDirectory(dir=output.absolute().parent, prefix=".badges-") as folder:
        files = _lay_out(slug, badges, Layout(paper), printed, Path(folder))
        if packed:
            documents.archive(files, Path(folder) / "all.zip", f"{slug}-badges")
        (Path(folder) / "all.zip" if packed else files[0]).replace(output)
    output.chmod(0o600)
    with acting_as(system_actor("badges print")), unit_of_work():
        services.log_print(_summit(slug), selection, printed)
    click.echo(f"{len(printed)} badges in {output}")


def _warn(summit: Summit, badges: list[str]) -> None:
    lacks = services.lacking(summit, badges)
    for lack in lacks:
        letters = " ".join(f"{letter} ({number})" for letter, number in lack.named)
        click.echo(f"no font has {letters}: {lack.name}, {lack.serial}, {lack.field}", err=True)
    if lacks and sys.stdin.isatty():
        click.confirm("Print all the same?", abort=True, err=True)


def _lay_out(slug: str, badges: list[str], paper: Layout, printed: list[tuple[str, str]], folder: Path) -> list[Path]:
    def parts() -> Iterator[Sheet]:
        for start in range(0, len(badges), CHUNK):
            part = list(services.sheets(_summit(slug), badges[start:start + CHUNK], paper, printed))
            end_read()
            yield from part

    try:
        return [path for path, _number in documents.lay_out_many(parts(), folder)]
    except DomainError as error:
        raise click.ClickException(gettext(error.message)) from error


@bp.cli.command("export")
@click.option("--summit", "slug", required=True, help="Address of the summit, such as izmir-2027.")
@click.option("--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="FILE.csv.")
@click.option("--delegation", default="", help="Only this delegation, by its code.")
def export(slug: str, output: Path, delegation: str) -> None:
    """Write one row per badge for an outside printer. The file opens doors: treat it like the keys."""
    entries = services.choose(_summit(slug), PrintSelection.ALL, delegation=delegation)
    rows = documents.badge_csv((code, face) for _, code, face in entries)
    with output.open("w", encoding="utf-8", newline="") as target:
        output.chmod(0o600)
        target.write(rows)
    click.echo(f"{len(entries)} badges in {output}")
