"""What happens to contacts when people are replaced, merged, do not come, or share nothing any more."""

from summitapp.consents.values import ConsentWithdrawn, Purpose
from summitapp.contacts import services
from summitapp.directory.queries import person_by_reference
from summitapp.directory.values import PersonMerged
from summitapp.registration.queries import by_reference
from summitapp.registration.values import DelegateSubstituted, RegistrationCancelled, State


def on_substituted(news: DelegateSubstituted) -> None:
    """Let nothing wait for somebody who does not come; the one who does begins anew."""
    old = person_by_reference(news.old_person)
    if old is not None:
        services.end_requests(old, news.summit_id)


def on_cancelled(news: RegistrationCancelled) -> None:
    """Let nothing wait for somebody who no longer comes."""
    registration = by_reference(news.public_id)
    if registration is not None and news.state is not State.SUBMITTED:
        services.end_requests(registration.person, news.summit_id)


def on_merged(news: PersonMerged) -> None:
    """Let the contacts of both entries be the one person's."""
    gone, kept = person_by_reference(news.gone), person_by_reference(news.kept)
    if gone is not None and kept is not None:
        services.hand_over(gone, kept)


def on_consent_withdrawn(news: ConsentWithdrawn) -> None:
    """End every exchange of somebody who took the consent back."""
    person = person_by_reference(news.person) if news.purpose is Purpose.CONTACTS else None
    if person is not None:
        services.end_of_consent(person)
