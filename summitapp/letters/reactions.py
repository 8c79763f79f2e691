"""What becomes of letters when registrations and people change."""

from summitapp.directory.values import PersonMerged
from summitapp.letters import services
from summitapp.registration.values import DelegateSubstituted, RegistrationCancelled


def on_cancelled(news: RegistrationCancelled) -> None:
    """End the letters of somebody who no longer comes: an invitation must not outlive the place."""
    services.end_letters(news.registration_id)


def on_substituted(news: DelegateSubstituted) -> None:
    """End the letters of the person who was replaced; the newcomer asks for their own."""
    services.end_letters(news.registration_id)


def on_merged(news: PersonMerged) -> None:
    """Let the letters of both entries belong to the one that is kept."""
    services.hand_over(news.gone_id, news.kept_id)
