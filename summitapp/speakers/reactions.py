"""What happens to a profile when people turn out to be one, or somebody else steps in."""

from summitapp.directory.queries import person_by_reference
from summitapp.directory.values import PersonMerged
from summitapp.registration.values import DelegateSubstituted
from summitapp.speakers import services


def on_substituted(news: DelegateSubstituted) -> None:
    """Forget the words of whoever does not come: another person has their own."""
    old = person_by_reference(news.old_person)
    if old is not None:
        services.drop_profile(old, news.summit_id)


def on_merged(news: PersonMerged) -> None:
    """Let what was written under both entries be the one person's."""
    gone, kept = person_by_reference(news.gone), person_by_reference(news.kept)
    if gone is not None and kept is not None:
        services.hand_over(gone, kept)
