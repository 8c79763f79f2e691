"""What happens to registrations when something happens elsewhere."""

from summitapp.consents.values import ConsentWithdrawn
from summitapp.core.db import db
from summitapp.registration import services
from summitapp.registration.models import Registration
from summitapp.registration.values import DelegateSubstituted


def on_consent_withdrawn(news: ConsentWithdrawn) -> None:
    """Delete at once what rested on the consent."""
    services.delete_without_consent(news.person_id, news.purpose)


def on_substituted(news: DelegateSubstituted) -> None:
    """Keep no answer of the old person for the new one."""
    services.forget_answers(db.session.get_one(Registration, news.registration_id))
