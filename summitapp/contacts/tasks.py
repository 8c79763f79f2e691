"""What happens to contacts by the passing of time."""

from summitapp.contacts import services


def sweep() -> None:
    """Send gathered mails, and forget what is over."""
    services.sweep()
