"""What devices leave to the background."""

from summitapp.core.db import unit_of_work
from summitapp.devices import services


def freshen(reference: str) -> None:
    """Bring the roster of a summit, by its row, up to date."""
    services.freshen(int(reference))


def note_given(reference: str) -> None:
    """Write down that notes for first aid were handed to a device."""
    with unit_of_work():
        services.note_given(reference)


def note_search(reference: str) -> None:
    """Write down that people are looked up on a device."""
    with unit_of_work():
        services.note_search(reference)


def suspect(reference: str) -> None:
    """Write down that a device asks for people without their badges."""
    with unit_of_work():
        services.suspect(reference)


def sweep() -> None:
    """Look at every roster that is in use."""
    services.sweep()
