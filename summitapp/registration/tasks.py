"""What happens to registrations by the passing of time."""

from summitapp.core.clock import now
from summitapp.core.db import unit_of_work
from summitapp.registration import services


def lapse() -> None:
    """End what was not proven or answered in time, and give free places to those who wait."""
    services.lapse_due()


def compare() -> None:
    """Look for people who are registered twice among those who came in or changed since."""
    services.compare_waiting()


def forget_uploads() -> None:
    """Delete files whose form was never sent again."""
    with unit_of_work():
        services.forget_uploads(now())
