"""What happens to places in sessions by the passing of time."""

from summitapp.enrolment import services


def sweep() -> None:
    """Take back what ended registrations hold, and give on what is free."""
    services.sweep()
