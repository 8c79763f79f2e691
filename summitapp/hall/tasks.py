"""What the hall leaves to the background."""

from summitapp.core.db import unit_of_work
from summitapp.hall import services
from summitapp.hall.services import papers


def keep(round_: str) -> None:
    """Let the ledger of calendars know the meetings of a round as they are now."""
    with unit_of_work():
        services.keep_round(round_)


def make_pockets(summit: str) -> None:
    """Lay out every pocket schedule of a summit."""
    papers.make_pockets(summit)


def sweep() -> None:
    """Ask in the evening how the meetings were, and remove archives of summits that are over."""
    services.ask_all()
    papers.sweep_runs()
