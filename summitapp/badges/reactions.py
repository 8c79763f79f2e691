"""What badges do when registrations change, or a summit is copied."""

from summitapp.badges import queries, services
from summitapp.badges.values import RevocationReason
from summitapp.core.db import db
from summitapp.registration.values import (
    DelegateSubstituted,
    ListConfirmed,
    RegistrationCancelled,
    RegistrationConfirmed,
    State,
)
from summitapp.summits.models import Summit
from summitapp.summits.values import SummitCopied


def on_copied(news: SummitCopied) -> None:
    """Let the badges of the new edition look as those of the last one."""
    services.copy_designs(news.source_id, db.session.get_one(Summit, news.target_id))


def on_confirmed(news: RegistrationConfirmed) -> None:
    """Issue the badge of somebody who has become a participant."""
    summit = news.summit_reference or queries.summit_reference(news.summit_id)
    services.issue_badge(news.registration_id, news.summit_id, summit, fresh=news.fresh)


def on_cancelled(news: RegistrationCancelled) -> None:
    """Revoke the badge of somebody who no longer comes, or of whom it says what has to be approved again."""
    again = news.state is State.SUBMITTED
    reason = RevocationReason.REPLACED if again else RevocationReason.CANCELLED
    services.revoke_of_registration(news.registration_id, reason)


def on_substituted(news: DelegateSubstituted) -> None:
    """Let the badge of the old person die, and issue one to whoever took over."""
    if services.revoke_of_registration(news.registration_id, RevocationReason.SUBSTITUTED):
        services.issue_badge(news.registration_id, news.summit_id, news.summit_reference)
    services.forget_orphans(news.summit_id)


def on_list_confirmed(news: ListConfirmed) -> None:
    """Issue the badges of a whole list of new participants in one go."""
    newcomers = [one.registration_id for one in news.confirmed]
    services.issue_many(news.summit_id, queries.summit_reference(news.summit_id), newcomers)
