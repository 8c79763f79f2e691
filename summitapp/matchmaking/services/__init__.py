"""What can be done with rounds, requests and plans."""

from summitapp.matchmaking.services.adopting import Standing, adopt, fits_now, standing_of
from summitapp.matchmaking.services.by_hand import cancel_meeting, move_meeting, pin_meeting, swap_meetings
from summitapp.matchmaking.services.copying import copy_frame
from summitapp.matchmaking.services.filling import Offer, fill_table, offers_for
from summitapp.matchmaking.services.frame import change_numbers, claim, mark_of, numbers_of, open_round, state_of
from summitapp.matchmaking.services.mending import (
    MEND,
    ask_to_mend,
    mend,
    mend_plan,
    questions_of,
    seat_anew,
    sweep_mends,
    take_out,
)
from summitapp.matchmaking.services.notices import TELL, note_told, sweep_notices, tell_changes
from summitapp.matchmaking.services.objections import line_of, object_to, settle, takes_objections
from summitapp.matchmaking.services.phases import WRITES, move_on, preview_of, sweep_phases
from summitapp.matchmaking.services.placing import Openings, may_place, openings_for, place_if_free, place_now
from summitapp.matchmaking.services.runs import (
    PLAN,
    as_held,
    ask_for_run,
    basis_of,
    discard_run,
    run_planner,
    stop_run,
    sweep_runs,
)
from summitapp.matchmaking.services.tables import add_absence, add_tables, change_table, remove_absence, remove_tables
from summitapp.matchmaking.services.times import add_block, change_block, remove_block
from summitapp.matchmaking.services.writing import mark_of_plan, write_plan

__all__ = [
    "change_numbers", "claim", "mark_of", "numbers_of", "open_round",
    "add_absence", "add_tables", "change_table", "remove_absence", "remove_tables",
    "add_block", "change_block", "remove_block",
    "mark_of_plan", "write_plan",
    "MEND", "ask_to_mend", "mend", "mend_plan", "questions_of", "seat_anew", "sweep_mends", "take_out",
    "TELL", "note_told", "sweep_notices", "tell_changes",
    "Offer", "fill_table", "offers_for",
    "Openings", "may_place", "openings_for", "place_if_free", "place_now",
    "PLAN", "as_held", "ask_for_run", "basis_of", "discard_run", "run_planner", "stop_run", "sweep_runs",
    "copy_frame", "cancel_meeting", "move_meeting", "pin_meeting", "swap_meetings",
    "line_of", "object_to", "settle", "takes_objections", "WRITES", "move_on", "preview_of", "sweep_phases",
    "Standing", "adopt", "fits_now", "standing_of", "state_of",
]  # fmt: skip
