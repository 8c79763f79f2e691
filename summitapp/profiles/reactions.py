"""What happens to profiles when people no longer come, are replaced, merged, hidden, or take their consent back."""

from summitapp.consents.values import ConsentWithdrawn, Purpose
from summitapp.directory.queries import person_by_reference
from summitapp.directory.values import PersonHidden, PersonMerged
from summitapp.profiles import services
from summitapp.registration.values import DelegateSubstituted, RegistrationCancelled, RegistrationMerged, State
from summitapp.summits.values import SummitCopied


def on_cancelled(news: RegistrationCancelled) -> None:
    """Let nobody find somebody who no longer comes."""
    if news.state is not State.SUBMITTED:
        services.close_of(news.registration_id)


def on_substituted(news: DelegateSubstituted) -> None:
    """Delete what the old person said; the new one begins anew."""
    services.forget_registration(news.registration_id)


def on_registration_merged(news: RegistrationMerged) -> None:
    """Let the registration that goes on have the profile of the other."""
    services.hand_over(news.gone_id, news.kept_id)


def on_merged(news: PersonMerged) -> None:
    """Work suggestions out anew: whom either blocked is blocked by both."""
    kept = person_by_reference(news.kept)
    if kept is not None:
        services.renew_around(kept)


def on_hidden(news: PersonHidden) -> None:
    """Let a name that must not be shown leave everybody's suggestions, or come back."""
    person = person_by_reference(news.reference)
    if person is not None:
        services.renew_around(person)


def on_consent_withdrawn(news: ConsentWithdrawn) -> None:
    """Delete every profile of somebody who took the consent back."""
    person = person_by_reference(news.person) if news.purpose is Purpose.MEETINGS else None
    if person is not None:
        services.end_of_consent(person)


def on_copied(copied: SummitCopied) -> None:
    """Give the new edition the rules by which categories see and ask each other."""
    services.copy_rules(copied.source_id, copied.target_id)
