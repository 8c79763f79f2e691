"""What becomes of an address that waits to be proven when the person moves otherwise, or turns out to be another."""

from summitapp.directory.values import PersonMerged
from summitapp.privacy import services
from summitapp.registration.values import AddressLeft


def on_address_left(news: AddressLeft) -> None:
    """Forget what was asked for from the old address."""
    services.forget_change(news.person_id)


def on_merged(news: PersonMerged) -> None:
    """Let no older link give an address to an entry that stands for nobody any more."""
    services.forget_change(news.gone_id)
