"""``flask badges print`` and ``flask badges export``: badges to paper without a browser."""

from pathlib import Path

import click
from flask import Blueprint

from summitapp.badges import documents, services
from summitapp.badges.values import CHUNK, PrintSelection
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
def print_badges(slug: str, output: Path, delegation: str, since_last_print: bool) -> None:
    """Lay out badges: one PDF up to 500, above that a ZIP of PDFs."""
    summit = _summit(slug)
    selection = PrintSelection.NEW if since_last_print else PrintSelection.ALL
    entries = services.choose(summit, selection, delegation=delegation)
    packed = output.suffix.lower() == ".zip"
    if not entries:
        raise click.ClickException("there is no badge to print in this choice")
    if len(entries) > CHUNK and not packed:
        raise click.ClickException(f"{len(entries)} badges make several files; please name a file that ends in .zip")
    sheet = services.sheet_of(summit, [face for _, _, face in entries])
    end_read()
    try:
        files = documents.lay_out(sheet)
    except DomainError as error:
        raise click.ClickException(gettext(error.message)) from error
    output.write_bytes(documents.archive(files, f"{slug}-badges") if packed else files[0])
    with acting_as(system_actor("badges print")), unit_of_work():
        services.log_print(_summit(slug), selection, entries)
    click.echo(f"{len(entries)} badges in {output}")


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
