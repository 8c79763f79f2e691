"""Writing down in the background when feeds were fetched."""

from summitapp.calendars import services
from summitapp.core.db import unit_of_work


def note_fetch(reference: str) -> None:
    """Write down that a feed was fetched."""
    with unit_of_work():
        services.write_fetch(reference)
