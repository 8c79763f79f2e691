"""Judging an agenda: what clashes, what differs between two releases, and where there is room."""

from summitapp.agenda.rules.changes import carry_cancelled, compare_versions, differing_fields, releasable
from summitapp.agenda.rules.conflicts import find_conflicts, find_conflicts_of, least_team, notices_mark
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

__all__ = [
    "LONGEST_SESSION", "SUGGESTION_STEP",
    "find_conflicts", "find_conflicts_of", "least_team", "notices_mark",
    "carry_cancelled", "compare_versions", "differing_fields", "releasable",
    "suggest_places",
    "choices_of", "count_speakers", "find_answer_faults", "find_presence_faults", "pick_speakers", "spans_of",
    "days_of", "find_session_faults", "find_time_faults", "takes_place_in",
]  # fmt: skip
