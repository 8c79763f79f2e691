"""Writing mails and running reminders in the background."""

from summitapp.mailings import services


def send(reference: str) -> None:
    """Write the mails of one mailing."""
    services.send(reference)


def sweep() -> None:
    """Go on with what was not woken, and begin what was planned."""
    services.sweep()


def remind() -> None:
    """Run the reminders that are due."""
    services.remind()
