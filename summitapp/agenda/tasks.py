"""Writing the mails of a release in the background."""

from summitapp.agenda import services


def tell(reference: str) -> None:
    """Write the mails of a release that an organiser let go."""
    services.tell(reference)


def sweep() -> None:
    """Go on with what was not woken."""
    services.sweep_notices()
