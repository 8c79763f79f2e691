"""What registration does when something changes below it, or at its own doors."""

from summitapp.consents.values import ConsentWithdrawn
from summitapp.core.db import db
from summitapp.delegations.values import QuotaAdded
from summitapp.registration import services
from summitapp.registration.models import Registration
from summitapp.registration.values import DelegateSubstituted
from summitapp.summits.values import PlacesChanged


def on_quota_added(news: QuotaAdded) -> None:
    """Count who holds a place of a category that has just been limited for a delegation."""
    services.count_share(news.quota_id)


def on_consent_withdrawn(news: ConsentWithdrawn) -> None:
    """Delete at once what rested on the consent."""
    services.delete_without_consent(news.person_id, news.purpose)


def on_substituted(news: DelegateSubstituted) -> None:
    """Keep no answer of the old person for the new one."""
    services.forget_answers(db.session.get_one(Registration, news.registration_id))


def on_places_changed(news: PlacesChanged) -> None:
    """Give new places to those who wait, at once."""
    services.promote_waiting(news.summit_id)
