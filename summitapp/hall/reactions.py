"""What the hall does when the plan or a registration changes."""

from summitapp.hall import services
from summitapp.matchmaking.values import MeetingChanged, PlanTold
from summitapp.registration.values import DelegateSubstituted, RegistrationMerged


def on_meeting(news: MeetingChanged) -> None:
    """Have calendars told under a number of its own."""
    services.note_change(news.meeting)


def on_told(news: PlanTold) -> None:
    """Have the whole plan written down for calendars."""
    services.note_round(news.round)


def on_substituted(news: DelegateSubstituted) -> None:
    """Whoever takes a registration over was not there: what the other said is nobody else's."""
    services.forget_registration(news.registration_id)


def on_registration_merged(news: RegistrationMerged) -> None:
    """Let what was said as the one be said as the other."""
    services.hand_over(news.gone_id, news.kept_id)
