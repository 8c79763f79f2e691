"""Counting what happens at the doors. However many people there are, each page asks a handful of times."""

from summitapp.desk.queries.board import arrivals, flows, heads, newest
from summitapp.desk.queries.people import absent, badges_by_serial, expected, inside, names_of_delegations
from summitapp.desk.queries.places import entrances, points, rooms, session_times, together

__all__ = [
    "absent", "arrivals", "badges_by_serial", "entrances", "expected", "flows", "heads", "inside", "names_of_delegations",
    "newest", "points", "rooms", "session_times", "together",
]  # fmt: skip
