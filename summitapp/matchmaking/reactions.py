"""What becomes of requests and of the plan when people agree, cancel, are replaced or merged, or sessions change."""

from summitapp.agenda.values import AgendaPublished
from summitapp.consents.values import ConsentWithdrawn, Purpose
from summitapp.core.db import db
from summitapp.enrolment.values import SeatsChanged
from summitapp.matchmaking import services
from summitapp.matchmaking.models import MeetingRound
from summitapp.matchmaking.queries import asking as requests
from summitapp.matchmaking.queries import mending
from summitapp.matchmaking.queries.frame import round_of
from summitapp.matchmaking.services import asking, copy_frame
from summitapp.matchmaking.values import RequestAgreed, RequestEnded, TableChanged
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
    registration = db.session.get_one(Registration, news.registration_id)
    asking.replace_person(registration)
    _look_at(round_of(registration.summit_id))  # they may speak other languages


def on_registration_merged(news: RegistrationMerged) -> None:
    """Let the requests of both registrations be those of the one that goes on."""
    asking.hand_over(news.gone_id, news.kept_id)
    _look_at(round_of(db.session.get_one(Registration, news.kept_id).summit_id))


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


# --- the plan ----------------------------------------------------------------------------------------


def on_agreed(news: RequestAgreed) -> None:
    """Give what was agreed its time where no plan is coming; else, or if nothing is free, it waits for mending."""
    request = requests.anew(news.request_id)
    if request is not None and not (news.at_once and services.place_if_free(request)):
        services.ask_to_mend(request.round)


def on_ended(news: RequestEnded) -> None:
    """Free the time and the table of a meeting whose request has ended."""
    if news.agreed:
        services.take_out(news.round_id, news.request)


def on_table(news: TableChanged) -> None:
    """Free the seats of those who left a table."""
    services.seat_anew(news.round_id)


def on_agenda(news: AgendaPublished) -> None:
    """Sessions win: whoever is in one now cannot sit at a table at the same time."""
    _look_at(mending.round_by_summit(news.summit))


def on_seats(news: SeatsChanged) -> None:
    """The same for those who have another place in a session, if they have a meeting."""
    for number in mending.rounds_seating(news.people):
        _look_at(mending.round_by_id(number))


def _look_at(one: MeetingRound | None) -> None:
    if one is not None:
        services.ask_to_mend(one)
