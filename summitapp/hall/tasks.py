"""What the hall leaves to the background."""

from summitapp.core.db import unit_of_work
from summitapp.hall import services


def keep(round_: str) -> None:
    """Let the ledger of calendars know the meetings of a round as they are now."""
    with unit_of_work():
        services.keep_round(round_)
