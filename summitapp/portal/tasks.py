"""What is written behind a page that only reads."""

from summitapp.core.db import unit_of_work
from summitapp.portal import services


def note_fetch(reference: str) -> None:
    """Write down when a calendar was fetched last."""
    with unit_of_work():
        services.note_fetch(reference)


def invite(_reference: str) -> None:
    """Send the invitations that are due, whoever asked for it."""
    services.tell_due()


def sweep() -> None:
    """Send those that nobody was woken for."""
    services.tell_due()
