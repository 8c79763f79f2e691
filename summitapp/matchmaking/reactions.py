"""What becomes of requests when people cancel, are replaced or merged, or want no meetings any more."""

from summitapp.consents.values import ConsentWithdrawn, Purpose
from summitapp.core.db import db
from summitapp.matchmaking.services import asking, copy_frame
from summitapp.profiles.values import ProfileClosed
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.registration.values import (
    ACTIVE,
    DelegateSubstituted,
    Reason,
    RegistrationCancelled,
    RegistrationMerged,
)
from summitapp.summits.models import Summit
from summitapp.summits.values import SummitCopied


def on_cancelled(news: RegistrationCancelled) -> None:
    """Let nobody wait for somebody who does not come; what belongs to a registration that was merged goes on there."""
    registration = db.session.get_one(Registration, news.registration_id)
    if registration.state not in ACTIVE and registration.reason != Reason.MERGED.value:
        asking.leave_all(registration)


def on_substituted(news: DelegateSubstituted) -> None:
    """Let whoever comes instead keep what was agreed, and nothing of the words of the one who does not."""
    asking.replace_person(db.session.get_one(Registration, news.registration_id))


def on_registration_merged(news: RegistrationMerged) -> None:
    """Let the requests of both registrations be those of the one that goes on."""
    asking.hand_over(news.gone_id, news.kept_id)


def on_profile_closed(news: ProfileClosed) -> None:
    """Let what is only asked for end once a profile is gone; one that rests keeps its requests, and gets no new ones."""
    if news.gone:
        asking.leave_all(db.session.get_one(Registration, news.registration_id), agreed=False)


def on_consent_withdrawn(news: ConsentWithdrawn) -> None:
    """End what is only asked for; what is agreed stays until they cancel it, as the words of the consent promise."""
    if news.purpose is Purpose.MEETINGS:
        for registration in registrations.of_person(news.person_id):
            asking.leave_all(registration, agreed=False)


def on_copied(news: SummitCopied) -> None:
    """Give the new edition times, tables and numbers of the last one; requests are of their time."""
    copy_frame(db.session.get_one(Summit, news.source_id), db.session.get_one(Summit, news.target_id))
