"""The verbs of asking for meetings, and the only writer of requests: ask, answer, arrange, and what time does to them."""

from summitapp.matchmaking.services.asking.answering import change_wish, propose_time, reply, shown_to, withdraw
from summitapp.matchmaking.services.asking.arranging import arrange, note_export, pin
from summitapp.matchmaking.services.asking.asking import add_guest, ask
from summitapp.matchmaking.services.asking.looking import desk_of, free_slots, line_of, permits_of
from summitapp.matchmaking.services.asking.persons import (
    erase_person,
    export_person,
    forget_requests,
    forget_words,
    hand_over,
    leave_all,
    replace_person,
)
from summitapp.matchmaking.services.asking.sweeping import sweep

__all__ = [
    "add_guest", "arrange", "ask", "change_wish", "desk_of", "erase_person", "export_person", "forget_requests",
    "forget_words", "free_slots", "hand_over", "leave_all", "line_of", "note_export", "permits_of", "pin", "propose_time",
    "replace_person", "reply", "shown_to", "sweep", "withdraw",
]  # fmt: skip
