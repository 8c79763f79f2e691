"""What operators do with registrations at the command line."""

import click
from flask import Blueprint

from summitapp.core.security import acting_as, system_actor
from summitapp.registration import services

bp = Blueprint("registrations", __name__, cli_group="registrations")


@bp.cli.command("compare")
def compare() -> None:
    """Compare all registrations that nobody has looked at since they came in or changed; else it happens by itself."""
    with acting_as(system_actor("registration.compare")):
        number = services.compare_waiting(batches=None)
    click.echo(f"compared: {number}")
