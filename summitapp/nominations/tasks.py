"""What nominating does by itself."""

from summitapp.nominations.services import importing


def forget() -> None:
    """Forget lists whose time is over."""
    importing.forget_due()
