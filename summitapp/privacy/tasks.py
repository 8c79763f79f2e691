"""What privacy does by itself."""

from summitapp.consents import services as consents
from summitapp.core.db import unit_of_work
from summitapp.privacy import services


def nightly() -> None:
    """Delete what was kept long enough, and bring the notices up to date; once a day."""
    if services.run_when_due():
        with unit_of_work():
            consents.renew_texts()
