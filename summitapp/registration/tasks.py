"""What happens to registrations by the passing of time."""

from summitapp.registration import services


def lapse() -> None:
    """End what was not proven or answered in time, and give free places to those who wait."""
    services.lapse_due()


def compare() -> None:
    """Look for people who are registered twice among those who came in or changed since."""
    services.compare_waiting()
