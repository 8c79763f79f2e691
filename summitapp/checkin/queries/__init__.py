"""Loading points, badges as the door sees them, and what happened there; nothing here writes."""

from summitapp.checkin.queries.door import (
    Door,
    admission,
    cards,
    door,
    first_answers,
    passages,
    shown,
    standings,
)
from summitapp.checkin.queries.pages import counts, find_people, log, point_by_code, points
from summitapp.checkin.queries.persons import presence_of, registrations_of_person, scans_of_person

__all__ = [
    "Door", "admission", "cards", "counts", "door", "find_people", "first_answers", "log", "passages",
    "point_by_code", "points", "presence_of", "registrations_of_person", "scans_of_person", "shown", "standings",
]  # fmt: skip
