"""What becomes of choices when registrations, people and sessions change."""

from summitapp.agenda.models import AgendaSession
from summitapp.agenda.values import PlacesChanged
from summitapp.core.db import lock
from summitapp.directory.queries import person_by_reference
from summitapp.directory.values import PersonMerged
from summitapp.enrolment import services
from summitapp.registration.values import RegistrationCancelled, RegistrationMerged


def on_cancelled(news: RegistrationCancelled) -> None:
    """Give the places of somebody who no longer comes to those who wait."""
    services.give_back_all(news.registration_id)


def on_registration_merged(news: RegistrationMerged) -> None:
    """Let the places of both registrations belong to the one that goes on."""
    services.hand_over_places(news.gone_id, news.kept_id)


def on_merged(news: PersonMerged) -> None:
    """Let the stars and answers of both entries belong to the one that is kept."""
    gone, kept = person_by_reference(news.gone), person_by_reference(news.kept)
    if gone is not None and kept is not None:
        services.hand_over(gone, kept)


def on_places_changed(news: PlacesChanged) -> None:
    """Give places that were added to those who wait, in the same moment."""
    services.give_free_places(lock(AgendaSession, news.session_id))
