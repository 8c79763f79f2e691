"""``flask demo``: the demo summit, synthetic ones, and the random log-ins of a developer's machine."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Blueprint

from summitapp.core.db import unit_of_work
from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext
from summitapp.core.security import acting_as, system_actor
from summitapp.operations.services.demo import load_demo
from summitapp.operations.services.logins import make_logins
from summitapp.operations.values.programme import SLUG

bp = Blueprint("demo", __name__, cli_group="demo")


@contextmanager
def _door(name: str) -> Iterator[None]:
    """Let a command write in one unit of work; a refusal is said in words and ends with status 1."""
    try:
        with acting_as(system_actor(name)), unit_of_work():
            yield
    except DomainError as error:
        raise click.ClickException(gettext(error.message, **error.facts)) from error


@bp.cli.command("load")
@click.option("--slug", default=SLUG, show_default=True, help="Address of the summit.")
@click.option("--delegates", type=click.IntRange(min=0), help="How many confirmed delegates.")
@click.option("--sessions", type=click.IntRange(min=0), help="How many synthetic sessions instead of the programme.")
@click.option("--capacity", type=click.IntRange(min=1), help="Places in all; approval is then automatic.")
def load(slug: str, delegates: int | None, sessions: int | None, capacity: int | None) -> None:
    """Load a demo summit; one that is there already is left as it is."""
    with _door("demo"):
        loaded = load_demo(slug, delegates=delegates, sessions=sessions, capacity=capacity)
    if loaded.fresh:
        click.echo(f"{loaded.slug}: {loaded.people} people, {loaded.sessions} sessions")
    else:
        click.echo(f"{loaded.slug} is there already; nothing was changed")


@bp.cli.command("logins")
def logins() -> None:
    """Make fresh random log-ins for the demo summit and print them."""
    with _door("demo"):
        made = make_logins()
    for one in made:
        click.echo(f"{one.role:<10} {one.email}")
        if one.password:
            click.echo(f"{'':<10} password  {one.password}")
        click.echo(f"{'':<10} {one.address}")
