"""``flask agenda``: the published agenda as a file, and sessions of a file into the draft."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click
from flask import Blueprint

from summitapp.agenda import queries
from summitapp.agenda import services as agenda
from summitapp.core.db import db, unit_of_work
from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext
from summitapp.core.security import acting_as, system_actor
from summitapp.core.text import LANGUAGES, Language, as_language
from summitapp.exchange import rules, services
from summitapp.exchange.values import MOST_BYTES, Judged, Meant, Outcome
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

bp = Blueprint("agenda_cli", __name__, cli_group="agenda")
#: The tables are of the draft, so that they can be edited and brought again; everything else is the last release.
TABLES = ("xlsx", "csv")
FORMATS = ("ics", "frab-xml", "frab-json", *TABLES, "pdf")


@bp.cli.command("export")
@click.option("--summit", "slug", required=True, help="Address of the summit.")
@click.option("--format", "form", type=click.Choice(FORMATS), default=FORMATS[0], show_default=True)
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the texts; without it that of the summit.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File to write.")
def export(slug: str, form: str, lang: str | None, output: Path) -> None:
    """Write the public part of the last release; xlsx and csv are the draft."""
    summit = _summit(slug)
    if form not in TABLES and queries.release_of(summit.id) is None:
        raise click.ClickException("Nothing is published yet.")
    try:
        body = _written(summit, form, as_language(lang, as_language(summit.default_language)))
    except DomainError as error:
        raise click.ClickException(gettext(error.message, **error.facts)) from error
    output.write_bytes(body)
    click.echo(f"{form}: {output}")


def _written(summit: Summit, form: str, language: Language) -> bytes:
    if form in TABLES:
        return services.write_draft(summit, language, form)
    if form == "pdf":
        return agenda.export_pdf(summit, language)
    return agenda.export_calendar(summit, language) if form == "ics" else services.write_schedule(summit, language, form)


def _summit(slug: str) -> Summit:
    summit = summits.by_slug(slug)
    if summit is None:
        raise click.ClickException(f"There is no summit {slug!r}.")
    return summit


@bp.cli.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--summit", "slug", required=True, help="Address of the summit, such as izmir-2027.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of a schedule's texts; without it that of the summit.")
@click.option("--dry-run", is_flag=True, help="Say what would be done and do nothing.")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object and nothing else.")
def import_sessions(file: Path, slug: str, lang: str | None, dry_run: bool, as_json: bool) -> None:
    """Take the sessions of FILE (XLSX, CSV, schedule.xml or schedule.json) into the draft; rows that cannot be are named."""
    try:
        with file.open("rb") as stream:
            body = stream.read(MOST_BYTES + 1)
        language = as_language(lang, as_language(_summit(slug).default_language))
        db.session.rollback()
        judged = services.judge_file(_summit(slug), body, language) if dry_run else _take(slug, body, language)
    except DomainError as error:
        _fail(gettext(error.message, **error.facts), as_json)
    except OSError as error:
        _fail(f"{file}: {error.strerror}", as_json)
    _tell(judged, as_json)


def _take(slug: str, body: bytes, language: Language) -> Sequence[Judged]:
    with acting_as(system_actor("agenda import")), unit_of_work():
        return services.take_file(_summit(slug), body, language)[0]


def _tell(judged: Sequence[Judged], as_json: bool) -> None:
    counts = Counter(one.outcome for one in judged)
    refused = [{"row": one.number, "column": column.value, "reason": gettext(why)}
               for one in judged for column, why in one.faults.items()]  # fmt: skip
    unclear = sorted(one.name for one, _codes in rules.unclear(judged).values())
    people = {kind.value: rules.count_people(judged, kind) for kind in (Meant.KNOWN, Meant.NEW, Meant.OPEN)}
    if as_json:
        told = {**{kind.value: counts[kind] for kind in Outcome}, "refused": refused, "people": people, "unclear": unclear}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(", ".join(f"{kind.value}: {counts[kind]}" for kind in Outcome))
    click.echo("people: " + ", ".join(f"{kind} {number}" for kind, number in people.items()))
    for name in unclear:
        click.echo(f"{name}: somebody of this name is known; written down as somebody new", err=True)
    for one in refused:
        click.echo(f"row {one['row']}, {one['column']}: {one['reason']}", err=True)


def _fail(reason: str, as_json: bool) -> NoReturn:
    if as_json:
        click.echo(json.dumps({"error": reason}, ensure_ascii=False))
    raise click.ClickException(reason)
