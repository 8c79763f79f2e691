"""What happens to letters behind the pages and by the passing of time."""

from summitapp.letters import services


def print_letter(reference: str) -> None:
    """Lay out one issued letter."""
    services.print_letter(reference)


def note_look_up(reference: str) -> None:
    """Count one look-up."""
    services.note_look_up(reference)


def sweep() -> None:
    """Lay out what was not woken, and forget what is over."""
    services.sweep()
    services.forget_letters()
