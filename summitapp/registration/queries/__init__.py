"""Reading registrations: the form, one of them, the organiser's table, places and the waiting list.

Nothing here writes. Callers import the package; which room answers is its own affair.
"""

from summitapp.registration.queries.form import entry_form, entry_form_at, open_categories
from summitapp.registration.queries.one import (
    answer_of,
    by_code,
    by_reference,
    clash,
    confirmed,
    of_person,
    of_person_at,
    people_with,
)
from summitapp.registration.queries.places import (
    delegation_places,
    due_to_lapse,
    last_rank,
    places,
    position,
    positions,
    waiting,
    waiting_count,
    waiting_summits,
)
from summitapp.registration.queries.table import (
    FEW,
    MOST_COUNTED,
    PAGE,
    chosen,
    count,
    delegation_sizes,
    every,
    leaf,
    matching,
    page,
    tally,
)
from summitapp.registration.queries.views import deleted_views, layout, view_named, view_of, views

__all__ = [
    "FEW",
    "MOST_COUNTED",
    "PAGE",
    "answer_of",
    "by_code",
    "by_reference",
    "chosen",
    "clash",
    "confirmed",
    "count",
    "delegation_places",
    "delegation_sizes",
    "deleted_views",
    "due_to_lapse",
    "entry_form",
    "entry_form_at",
    "every",
    "last_rank",
    "layout",
    "leaf",
    "matching",
    "of_person",
    "of_person_at",
    "open_categories",
    "page",
    "people_with",
    "places",
    "position",
    "positions",
    "tally",
    "view_named",
    "view_of",
    "views",
    "waiting",
    "waiting_count",
    "waiting_summits",
]
