"""Meetings as people, paper and screens see them now, in calendars, and what came of them."""

from summitapp.hall.services.entries import KEEP, events_of, keep_entries, keep_round, note_change, people_at
from summitapp.hall.services.viewing import beside, own_meetings

__all__ = [
    "KEEP", "events_of", "keep_entries", "keep_round", "note_change", "people_at",
    "beside", "own_meetings",
]  # fmt: skip
