"""What check-in does by itself."""

from summitapp.checkin import services


def forget() -> None:
    """Delete scans when the time for which they are kept is over."""
    services.forget_scans()
