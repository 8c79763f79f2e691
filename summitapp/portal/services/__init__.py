"""Gathering the overview and My summit, and what a person does there."""

from summitapp.portal.services.feeds import (
    NOTE,
    Written,
    coming_of,
    note_fetch,
    renew_calendar,
    start_calendar,
    write_feed,
)
from summitapp.portal.services.my import ask_again, change_consents, enter, standing_of
from summitapp.portal.services.overview import overview_of, retry_mails

__all__ = [
    "NOTE", "Written", "ask_again", "change_consents", "coming_of", "enter", "note_fetch", "overview_of", "renew_calendar",
    "retry_mails", "standing_of", "start_calendar", "write_feed",
]  # fmt: skip
