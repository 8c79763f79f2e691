"""What registration does when limits change."""

from summitapp.delegations.values import QuotaAdded
from summitapp.registration import services
from summitapp.summits.values import PlacesChanged


def on_quota_added(news: QuotaAdded) -> None:
    """Count who holds a place of a category that has just been limited for a delegation."""
    services.count_share(news.quota_id)


def on_places_changed(news: PlacesChanged) -> None:
    """Give new places to those who wait, at once."""
    services.promote_waiting(news.summit_id)
