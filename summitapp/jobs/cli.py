"""``flask jobs work``: run the background jobs in a process of their own."""

from flask import Blueprint

from summitapp.core.context import extension

bp = Blueprint("jobs", __name__, cli_group="jobs")


@bp.cli.command("work")
def work() -> None:
    """Run background jobs until stopped."""
    extension("jobs").work()


@bp.cli.command("sweep")
def sweep() -> None:
    """Find and do forgotten work once, then end."""
    extension("jobs").sweep()
