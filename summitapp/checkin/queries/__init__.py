"""Loading points, badges as the door sees them, and what happened there; nothing here writes."""

from summitapp.checkin.queries.alerts import alert_of, alerts, open_alerts
from summitapp.checkin.queries.door import (
    Door,
    Place,
    Stood,
    admission,
    cards,
    door,
    first_answers,
    passages,
    passages_of_place,
    shown,
    standings,
)
from summitapp.checkin.queries.pages import (
    PointPlace,
    counts,
    find_people,
    log,
    place_for,
    point_by_code,
    points,
    scanned_points,
)
from summitapp.checkin.queries.persons import presence_of, registrations_of_person, scans_of_person
from summitapp.checkin.queries.sessions import sessions_opened_by

__all__ = [
    "Door", "Place", "PointPlace", "Stood", "admission", "alert_of", "alerts", "cards", "counts", "door", "find_people",
    "first_answers", "log", "open_alerts", "passages", "passages_of_place", "place_for", "point_by_code", "points",
    "presence_of",    "registrations_of_person", "scanned_points", "scans_of_person", "sessions_opened_by", "shown", "standings",
]  # fmt: skip
