"""Keeping the ledger, opening and closing feeds, and inviting by mail those who would rather have that."""

from summitapp.calendars.services.choices import choose, hand_over, mark_due
from summitapp.calendars.services.entries import revise
from summitapp.calendars.services.feeds import close_feed, note_fetches, open_feed, renew_feed, token_of
from summitapp.calendars.services.invitations import note_invitations
from summitapp.calendars.services.personal import erase_personal, export_personal

__all__ = [
    "revise", "open_feed", "token_of", "renew_feed", "close_feed", "note_fetches",
    "choose", "mark_due", "hand_over", "note_invitations", "export_personal", "erase_personal",
]  # fmt: skip
