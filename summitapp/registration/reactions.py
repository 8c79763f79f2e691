"""What registration does when a delegation changes."""

from summitapp.delegations.values import QuotaAdded
from summitapp.registration import services


def on_quota_added(news: QuotaAdded) -> None:
    """Count who holds a place of a category that has just been limited for a delegation."""
    services.count_share(news.quota_id)
