"""Reading rounds, requests and plans."""

from summitapp.matchmaking.queries.frame import (
    absence_at,
    absences_of,
    block_at,
    blocks_of,
    last_position,
    round_by_reference,
    round_of,
    slots_of,
    standing_at,
    standing_by_slot,
    standing_in,
    table_at,
    tables_of,
)
from summitapp.matchmaking.queries.glance import glance_of
from summitapp.matchmaking.queries.instance import held_of, instance_of
from summitapp.matchmaking.queries.objections import (
    Sitting,
    changes_of,
    history_of,
    objection_at,
    objection_by_reference,
    objection_of,
    objections_of,
    open_objections,
    readers_of,
    rounds_due,
    sits_at,
    sitting,
    standing_number,
)
from summitapp.matchmaking.queries.people import Freedom, Member, free_by_slot, members_of
from summitapp.matchmaking.queries.plan import (
    Asked,
    PlanRows,
    load_of_interpreters,
    meeting,
    meetings_by_request,
    meetings_in,
    meetings_of,
    rows_for_plan,
    sitters_of,
)
from summitapp.matchmaking.queries.runs import (
    going_on,
    names_of,
    names_of_cities,
    names_of_people,
    people_of_requests,
    run_at,
    run_by_reference,
    runs_left_alone,
    runs_of,
)

__all__ = [
    "absence_at", "absences_of", "block_at", "blocks_of", "last_position", "round_by_reference", "round_of", "slots_of",
    "glance_of", "held_of", "instance_of", "Freedom", "Member", "free_by_slot", "members_of", "Asked", "PlanRows",
    "load_of_interpreters", "meeting", "meetings_by_request", "meetings_in", "meetings_of", "rows_for_plan", "sitters_of",
    "going_on", "names_of", "names_of_cities", "names_of_people", "people_of_requests", "run_at", "run_by_reference",
    "runs_left_alone", "runs_of",
    "Sitting", "changes_of", "history_of", "objection_at", "objection_by_reference", "objection_of", "objections_of",
    "open_objections", "readers_of", "rounds_due", "sits_at", "sitting", "standing_number",
    "standing_at", "standing_by_slot", "standing_in", "table_at", "tables_of",
]  # fmt: skip
