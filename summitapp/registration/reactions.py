"""What registration does when something changes below it."""

from summitapp.consents.values import ConsentWithdrawn
from summitapp.core.db import db
from summitapp.delegations.values import QuotaAdded
from summitapp.registration import services
from summitapp.registration.models import Registration
from summitapp.registration.values import DelegateSubstituted


def on_quota_added(news: QuotaAdded) -> None:
    """Count who holds a place of a category that has just been limited for a delegation."""
    services.count_share(news.quota_id)


def on_consent_withdrawn(news: ConsentWithdrawn) -> None:
    """Delete at once what rested on the consent."""
    services.delete_without_consent(news.person_id, news.purpose)


def on_substituted(news: DelegateSubstituted) -> None:
    """Keep no answer of the old person for the new one."""
    services.forget_answers(db.session.get_one(Registration, news.registration_id))
