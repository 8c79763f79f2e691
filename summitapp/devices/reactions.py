"""What devices do when badges end."""

from summitapp.badges.values import BadgeRevoked
from summitapp.devices import services


def on_revoked(news: BadgeRevoked) -> None:
    """Take the badge out of the roster at once: the next answer to every device says so."""
    services.drop(news)
