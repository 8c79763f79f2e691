"""``flask accounts …`` and ``flask tokens …``: log-ins and keys of programs, which both belong to a summit."""

from datetime import timedelta

import click
from flask import Blueprint

from summitapp.accounts import queries as accounts_queries
from summitapp.accounts import rules
from summitapp.accounts import services as accounts
from summitapp.accounts.values import Purpose, Role, TokenScope
from summitapp.core.context import settings
from summitapp.core.db import unit_of_work
from summitapp.core.fields import clean_email
from summitapp.core.security import acting_as, system_actor
from summitapp.summits import queries
from summitapp.summits.models import Summit

accounts_bp = Blueprint("accounts_cli", __name__, cli_group="accounts")
tokens_bp = Blueprint("tokens_cli", __name__, cli_group="tokens")
LONGEST_DAYS = 400


def _summit(slug: str) -> Summit:
    summit = queries.by_slug(slug)
    if summit is None:
        raise click.ClickException(f"there is no summit with the address {slug!r}")
    return summit


@accounts_bp.cli.command("create-organiser")
@click.argument("email")
@click.option("--summit", "slug", required=True, help="Address of the summit, such as izmir-2027.")
@click.option("--name", default="", help="Name of the person; the part before the @ if not given.")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.OWNER.value)
@click.option("--language", type=click.Choice(["de", "en", "tr"]), default="en")
def create_organiser(email: str, slug: str, name: str, role: str, language: str) -> None:
    """Let somebody organise a summit and print a set-up link that works once."""
    try:
        address = clean_email(email)
    except ValueError as error:
        raise click.ClickException(f"this is not an e-mail address: {error}") from error
    with acting_as(system_actor("command line")), unit_of_work():
        summit = _summit(slug)
        user = accounts_queries.user_by_email(address) or accounts.create_user(
            address, name or address.partition("@")[0], language=language
        )
        accounts.give_role(user, Role(role), summit.public_id)
        secret = accounts.mint_link(Purpose.SET_UP, user.public_id, rules.SET_UP_LINK_LASTS, single_use=True)
    click.echo(f"{address} is {role} of {slug}. A password is chosen once, within {rules.SET_UP_LINK_LASTS.days} days:")
    click.echo(f"{settings().base_url}/{language}/set-up/{secret}/")


@tokens_bp.cli.command("create")
@click.option("--summit", "slug", required=True, help="Address of the summit, such as izmir-2027.")
@click.option("--scope", type=click.Choice([scope.value for scope in TokenScope]), required=True)
@click.option("--name", default="", help="What the token is for.")
@click.option("--days", type=click.IntRange(1, LONGEST_DAYS), default=90, show_default=True)
def create_token(slug: str, scope: str, name: str, days: int) -> None:
    """Make an API token; it stands alone on the last line and is shown this once."""
    with acting_as(system_actor("command line")), unit_of_work():
        summit = _summit(slug)
        token, secret = accounts.create_token(
            name or f"{scope} by command line", TokenScope(scope), summit.public_id, timedelta(days=days)
        )
        about = f"Token {token.public_id} for {slug}, scope {scope}, until {token.expires_at:%Y-%m-%d}."
    click.echo(f"{about} Keep it now; it is not shown again.")
    click.echo(secret)


@tokens_bp.cli.command("list")
@click.option("--summit", "slug", default="", help="Address of one summit; all if not given.")
def list_tokens(slug: str) -> None:
    """List API tokens without their secrets."""
    for summit in [_summit(slug)] if slug else queries.all_summits():
        for token in accounts_queries.tokens_of_summit(summit.public_id):
            state = f"revoked {token.revoked_at:%Y-%m-%d}" if token.revoked_at else f"until {token.expires_at:%Y-%m-%d}"
            click.echo(f"{token.public_id}  {summit.slug}  {token.scope.value}  {state}  {token.name}")


@tokens_bp.cli.command("revoke")
@click.argument("reference")
def revoke_token(reference: str) -> None:
    """End an API token by the reference that `tokens list` shows."""
    with acting_as(system_actor("command line")), unit_of_work():
        token = accounts_queries.token_by_reference(reference)
        if token is None:
            raise click.ClickException(f"there is no token {reference!r}")
        accounts.revoke_token(token)
    click.echo(f"Token {reference} is revoked; it stops working within five seconds.")
