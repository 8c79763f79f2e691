"""Working suggestions out behind the pages."""

from summitapp.profiles import services


def suggest(reference: str) -> None:
    """Work out the suggestions of one summit."""
    services.run(reference)


def sweep() -> None:
    """Work out what was not woken."""
    services.sweep()
