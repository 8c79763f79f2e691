"""Laying out badges in the background."""

from typing import Final

from summitapp.badges import services
from summitapp.core.db import unit_of_work

_AT_ONCE: Final = 1000


def print_badges(reference: str) -> None:
    """Lay out one print run."""
    services.run_print(reference)


def sweep() -> None:
    """Lay out what was not woken, remove old files, and give older badges their contact code."""
    services.sweep()
    with unit_of_work():
        services.give_contact_codes(_AT_ONCE)
