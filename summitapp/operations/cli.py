"""The command line of whoever runs the application: ``flask demo``, ``flask accounts`` and ``flask tokens``."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Blueprint

from summitapp.accounts.values import TokenScope
from summitapp.core.db import unit_of_work
from summitapp.core.errors import DomainError
from summitapp.core.fields import clean_email
from summitapp.core.i18n import gettext
from summitapp.core.security import acting_as, system_actor
from summitapp.operations.services import teams
from summitapp.operations.services.demo import load_demo
from summitapp.operations.services.logins import make_logins
from summitapp.operations.values.programme import SLUG

demo_bp = Blueprint("demo_cli", __name__, cli_group="demo")
accounts_bp = Blueprint("accounts_cli", __name__, cli_group="accounts")
tokens_bp = Blueprint("tokens_cli", __name__, cli_group="tokens")


@contextmanager
def _door(name: str) -> Iterator[None]:
    """Let a command write in one unit of work; a refusal is said in words and ends with status 1."""
    try:
        with acting_as(system_actor(name)), unit_of_work():
            yield
    except DomainError as error:
        raise click.ClickException(gettext(error.message, **error.facts)) from error


# --- demo ---------------------------------------------------------------------------------------


@demo_bp.cli.command("load")
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


@demo_bp.cli.command("logins")
def logins() -> None:
    """Make fresh random log-ins for the demo summit and print them."""
    with _door("demo"):
        made = make_logins()
    for one in made:
        click.echo(f"{one.role:<12} {one.email}")
        if one.password:
            click.echo(f"{'':<12} password  {one.password}")
        click.echo(f"{'':<12} {one.address}")


# --- accounts -----------------------------------------------------------------------------------


@accounts_bp.cli.command("create-organiser")
@click.argument("email")
@click.option("--summit", "slug", help="Address of the summit; without it the whole platform.")
def create_organiser(email: str, slug: str | None) -> None:
    """Let EMAIL organise a summit, and print the link to set the account up."""
    try:
        clean = clean_email(email)
    except ValueError as error:
        raise click.ClickException(f"this is not an e-mail address: {error}") from error
    with _door("accounts"):
        user, link = teams.create_organiser(clean, slug)
        address = user.email
    if link is None:
        click.echo(f"{address} has an account already and may now organise {slug or 'the platform'}")
    else:
        click.echo(f"{address} may organise {slug or 'the platform'}. The link works once, for seven days:")
        click.echo(link)


# --- tokens -------------------------------------------------------------------------------------


@tokens_bp.cli.command("create")
@click.option("--summit", "slug", required=True, help="Address of the summit.")
@click.option("--scope", required=True, type=click.Choice([scope.value for scope in TokenScope]))
@click.option("--name", default="command line", show_default=True, help="What the token is for.")
@click.option("--days", default=365, show_default=True, type=click.IntRange(1, 3650), help="How long it works.")
def create_token(slug: str, scope: str, name: str, days: int) -> None:
    """Make an API token. It stands alone on the last line and is never shown again."""
    with _door("tokens"):
        secret = teams.create_token(slug, TokenScope(scope), name, days)
    click.echo(f"token for {slug}, scope {scope}, {days} days:")
    click.echo(secret)


@tokens_bp.cli.command("list")
@click.option("--summit", "slug", help="Only those of this summit.")
def list_tokens(slug: str | None) -> None:
    """List the tokens, without their secrets."""
    with _door("tokens"):
        for token, summit in teams.tokens(slug):
            ends = f"revoked {token.revoked_at:%Y-%m-%d}" if token.revoked_at else f"until {token.expires_at:%Y-%m-%d}"
            click.echo(f"{token.public_id}  {summit}  {token.scope.value:<13}  {ends}  {token.name}")


@tokens_bp.cli.command("revoke")
@click.argument("reference")
def revoke_token(reference: str) -> None:
    """End the token of a REFERENCE, as ``tokens list`` shows it."""
    with _door("tokens"):
        teams.revoke_token(reference)
    click.echo(f"{reference} has ended")
