"""Paper of the hall: for the wall, the tables, interpreters, and each delegate; laid out when it is asked for."""

from summitapp.hall.services.papers.briefing import briefing
from summitapp.hall.services.papers.people import pocket, roster
from summitapp.hall.services.papers.runs import (
    PRINT,
    ask_for_pockets,
    make_pockets,
    pocket_file,
    pocket_runs,
    sweep_runs,
)
from summitapp.hall.services.papers.wall import plan_sheet, table_plan, table_signs

__all__ = [
    "PRINT", "ask_for_pockets", "briefing", "make_pockets", "plan_sheet", "pocket", "pocket_file", "pocket_runs", "roster",
    "sweep_runs", "table_plan", "table_signs",
]  # fmt: skip
