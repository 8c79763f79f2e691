"""Reading what participants chose: one person's agenda, one session's list, and what was said of it."""

from summitapp.enrolment.queries.busy import firm_times
from summitapp.enrolment.queries.feedback import feedback_left, feedback_of, given_by, report_of, reports_of
from summitapp.enrolment.queries.lists import (
    edge_of_queue,
    ended,
    enrolled_in,
    enrolments_of,
    enrolments_with_places,
    find_participants,
    next_waiting,
    starred_in,
    with_free_places,
)
from summitapp.enrolment.queries.marks import MARKS
from summitapp.enrolment.queries.overview import figures_of
from summitapp.enrolment.queries.own import (
    Visit,
    by_reference,
    choices_of,
    events_of,
    favourites_of,
    item_for,
    items_of,
    of_pair,
    offered_to,
    one_for,
    session_ids,
    sessions_of_person,
    visit,
)

__all__ = [
    "MARKS", "firm_times", "Visit", "by_reference", "choices_of", "events_of", "favourites_of", "item_for",
    "items_of", "of_pair", "offered_to", "one_for", "session_ids", "sessions_of_person", "visit",
    "edge_of_queue", "ended", "enrolled_in", "enrolments_of", "enrolments_with_places", "figures_of", "find_participants",
    "next_waiting", "starred_in", "with_free_places",
    "feedback_left", "feedback_of", "given_by", "report_of", "reports_of",
]  # fmt: skip
