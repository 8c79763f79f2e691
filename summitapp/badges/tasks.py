"""Laying out badges in the background."""

from summitapp.badges import services


def print_badges(reference: str) -> None:
    """Lay out one print run."""
    services.run_print(reference)


def sweep() -> None:
    """Lay out what was not woken, and remove old files."""
    services.sweep()
