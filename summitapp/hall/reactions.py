"""What becomes of what was said of meetings when registrations change."""

from summitapp.hall import services
from summitapp.registration.values import DelegateSubstituted, RegistrationMerged


def on_substituted(news: DelegateSubstituted) -> None:
    """Whoever takes a registration over was not there: what the other said is nobody else's."""
    services.forget_registration(news.registration_id)


def on_registration_merged(news: RegistrationMerged) -> None:
    """Let what was said as the one be said as the other."""
    services.hand_over(news.gone_id, news.kept_id)
