"""What the agenda does when people change, or take over from each other."""

from summitapp.agenda import services
from summitapp.directory.queries import person_by_reference
from summitapp.directory.values import PersonHidden, PersonMerged
from summitapp.registration.values import DelegateSubstituted


def on_substituted(news: DelegateSubstituted) -> None:
    """Let the new person stand wherever the old one appears at this summit, and at no other."""
    old, new = person_by_reference(news.old_person), person_by_reference(news.new_person)
    if old is not None and new is not None:
        services.replace_person(old, new, summit_id=news.summit_id)


def on_merged(news: PersonMerged) -> None:
    """Let the one who goes on stand wherever the other appears, at every summit."""
    gone, kept = person_by_reference(news.gone), person_by_reference(news.kept)
    if gone is not None and kept is not None:
        services.replace_person(gone, kept)


def on_hidden(news: PersonHidden) -> None:
    """Let every kept page that names the person be made anew: the name is gone, or back, within a second."""
    services.renew_pages(news.person_id)
