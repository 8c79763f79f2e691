"""What the desk leaves to the background."""

from summitapp.desk import services


def make_pack(reference: str) -> None:
    """Make the paper lists of a summit."""
    services.make_pack(reference)


def sweep() -> None:
    """Make the paper lists that are due, and remove those of summits that are over."""
    services.sweep()
