"""Meetings as people, paper and screens see them now, in calendars, and what came of them."""

from summitapp.hall.services.entries import (
    KEEP,
    events_of,
    keep_entries,
    keep_round,
    note_change,
    note_round,
    people_at,
    people_in,
)
from summitapp.hall.services.evening import ask_all, unsaid
from summitapp.hall.services.outcomes import can_say, mark_missing, tap, write_note
from summitapp.hall.services.personal import (
    erase_personal,
    export_personal,
    forget_outcomes,
    forget_registration,
    hand_over,
)
from summitapp.hall.services.reporting import name_of, report_of, report_sheet
from summitapp.hall.services.tables import plan_now, rooms_with_tables, slots_now
from summitapp.hall.services.viewing import begun_meetings, beside, can_object, own_meeting, own_meetings

__all__ = [
    "KEEP", "events_of", "keep_entries", "keep_round", "note_change", "note_round", "people_at", "people_in",
    "begun_meetings", "beside", "can_object", "own_meeting", "own_meetings",
    "name_of", "report_of", "report_sheet",
    "plan_now", "rooms_with_tables", "slots_now",
    "ask_all", "unsaid", "can_say", "mark_missing", "tap", "write_note",
    "erase_personal", "export_personal", "forget_outcomes", "forget_registration", "hand_over",
]  # fmt: skip
