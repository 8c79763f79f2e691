"""Loading meetings with everybody at their tables: of one person, of a summit; what was said of them; by what a calendar is
known again."""

from summitapp.hall.queries.meetings import (
    MARKS,
    in_round,
    mailed_at,
    mailed_in,
    meeting_of,
    of_people,
    profiles_of,
    registrations_of,
    rooms_of,
    round_id_of,
    round_of,
    round_of_meeting,
    seated_in,
    ties_of,
)
from summitapp.hall.queries.outcomes import (
    held_in,
    left,
    mailed_on,
    of_person,
    outcome_of,
    outcomes_of,
    rounds_on,
    said_of,
)
from summitapp.hall.queries.outcomes import in_round as outcomes_in_round

__all__ = [
    "MARKS", "in_round", "mailed_at", "mailed_in", "meeting_of", "of_people", "rooms_of", "round_id_of", "round_of",
    "round_of_meeting", "profiles_of", "registrations_of", "seated_in", "ties_of",
    "held_in", "left", "mailed_on", "rounds_on", "of_person", "outcome_of", "outcomes_in_round", "outcomes_of", "said_of",
]  # fmt: skip
