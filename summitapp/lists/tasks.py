"""What happens to lists by the passing of time."""

from summitapp.lists import services


def forget() -> None:
    """Forget the contents of lists when the time for which they are kept is over."""
    services.forget_lists()
