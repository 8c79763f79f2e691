"""Judging an agenda: what clashes, what differs between two releases, and where there is room."""

from summitapp.agenda.rules.affected import expects_all, find_affected
from summitapp.agenda.rules.bookings import clashes_among, find_clashes
from summitapp.agenda.rules.changes import carry_cancelled, compare_versions, differing_fields, releasable
from summitapp.agenda.rules.conflicts import find_conflicts, find_conflicts_of, key_of, least_team, notices_mark
from summitapp.agenda.rules.finding import (
    facets_of,
    find_sessions,
    late_moves,
    neighbours,
    offered_facets,
    related,
    search_words,
)
from summitapp.agenda.rules.releases import check_release, find_name_faults, is_correction, propose_name
from summitapp.agenda.rules.roster import find_interpreter_faults, roster_of
from summitapp.agenda.rules.sessions import (
    LONGEST_SESSION,
    days_of,
    find_session_faults,
    find_time_faults,
    takes_place_in,
)
from summitapp.agenda.rules.speaking import (
    choices_of,
    count_speakers,
    find_answer_faults,
    find_presence_faults,
    pick_speakers,
    spans_of,
)
from summitapp.agenda.rules.suggestions import SUGGESTION_STEP, suggest_places
from summitapp.agenda.rules.urgent import apply_change, find_announced, find_change_conflicts

__all__ = [
    "expects_all", "find_affected",
    "clashes_among", "find_clashes",
    "carry_cancelled", "compare_versions", "differing_fields", "releasable",
    "find_conflicts", "find_conflicts_of", "key_of", "least_team", "notices_mark",
    "facets_of", "find_sessions", "late_moves", "neighbours", "offered_facets", "related", "search_words",
    "check_release", "find_name_faults", "is_correction", "propose_name",
    "LONGEST_SESSION", "days_of", "find_session_faults", "find_time_faults", "takes_place_in",
    "find_interpreter_faults", "roster_of",
    "choices_of", "count_speakers", "find_answer_faults", "find_presence_faults", "pick_speakers", "spans_of",
    "SUGGESTION_STEP", "suggest_places",
    "apply_change", "find_announced", "find_change_conflicts",
]  # fmt: skip
