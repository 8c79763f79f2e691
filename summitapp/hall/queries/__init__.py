"""Loading meetings with everybody at their tables: of one person, of a summit; and by what their calendar is known again."""

from summitapp.hall.queries.meetings import (
    MARKS,
    in_round,
    mailed_at,
    meeting_of,
    of_people,
    rooms_of,
    round_id_of,
    round_of,
    round_of_meeting,
)

__all__ = [
    "MARKS", "in_round", "mailed_at", "meeting_of", "of_people", "rooms_of", "round_id_of", "round_of",
    "round_of_meeting",
]  # fmt: skip
