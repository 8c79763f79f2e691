"""``flask agenda export``: the published agenda as a file."""

from pathlib import Path

import click
from flask import Blueprint

from summitapp.agenda import queries, services
from summitapp.core.text import LANGUAGES, as_language
from summitapp.summits import queries as summits

bp = Blueprint("agenda_cli", __name__, cli_group="agenda")
FORMATS = ("ics",)


@bp.cli.command("export")
@click.option("--summit", "slug", required=True, help="Address of the summit.")
@click.option("--format", "form", type=click.Choice(FORMATS), default=FORMATS[0], show_default=True)
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the texts; without it that of the summit.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File to write.")
def export(slug: str, form: str, lang: str | None, output: Path) -> None:
    """Write the public part of the last release."""
    summit = summits.by_slug(slug)
    if summit is None:
        raise click.ClickException(f"There is no summit {slug!r}.")
    if queries.release_of(summit.id) is None:
        raise click.ClickException("Nothing is published yet.")
    language = as_language(lang, as_language(summit.default_language))
    output.write_bytes(services.export_calendar(summit, language))
    click.echo(f"{form}: {output}")
