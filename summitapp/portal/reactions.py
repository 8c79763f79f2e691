"""What My summit does when the programme or a registration changes: those invited by mail hear of it."""

from summitapp.agenda.values import AgendaPublished
from summitapp.directory import queries as directory
from summitapp.directory.values import PersonMerged
from summitapp.enrolment.values import SeatsChanged
from summitapp.hall import services as hall
from summitapp.matchmaking.values import MeetingChanged, PlanTold
from summitapp.portal import services
from summitapp.registration.values import (
    DelegateSubstituted,
    ListConfirmed,
    RegistrationCancelled,
    RegistrationConfirmed,
    RegistrationLinked,
)


def on_published(news: AgendaPublished) -> None:
    """Have it looked at what the release changes for each of them."""
    services.ask_summit(news.summit)


def on_registration(news: RegistrationConfirmed | RegistrationCancelled) -> None:
    """Put days and sessions into somebody's calendar, or take them out.

    Who has just registered has not chosen yet, and many do so at once: they are not asked for.
    """
    if isinstance(news, RegistrationConfirmed) and news.fresh:
        return
    services.ask_people(directory.references_of([news.person_id]))


def on_linked(news: RegistrationLinked) -> None:
    """Put what has just turned out to be theirs into the calendar of somebody who chose long ago how to keep it."""
    services.ask_people([news.person])


def on_list_confirmed(news: ListConfirmed) -> None:
    """The same for everybody of a list."""
    services.ask_people(directory.references_of([one.person_id for one in news.confirmed]))


def on_seats(news: SeatsChanged) -> None:
    """Put a session into somebody's calendar in which they have a place now, or take out what they gave back."""
    services.ask_people(list(news.people))


def on_meeting(news: MeetingChanged) -> None:
    """Put a meeting into the calendars of those who sit there, or take it out."""
    services.ask_people(list(hall.people_at(news.meeting)))


def on_plan(news: PlanTold) -> None:
    """Have it looked at what the plan means for each who chose mail."""
    services.ask_people(hall.people_in(news.round))


def on_substituted(news: DelegateSubstituted) -> None:
    """Take out of the old person's calendar what is the new one's now."""
    services.ask_people([news.old_person, news.new_person])


def on_merged(news: PersonMerged) -> None:
    """Let one calendar go on for two entries that are one person."""
    services.join_calendars(news.gone, news.kept)
