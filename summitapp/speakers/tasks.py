"""What is written behind a page that only reads."""

from summitapp.core.db import unit_of_work
from summitapp.speakers import services


def note_seen(reference: str) -> None:
    """Write down when a speaker was here last."""
    with unit_of_work():
        services.note_seen(reference)
