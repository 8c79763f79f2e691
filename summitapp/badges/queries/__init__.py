"""Loading badges, their designs and what is printed on them; nothing here opens a sealed code."""

from summitapp.badges.queries.designs import (
    choices_of,
    count_open_functions,
    design_of_summit,
    designs,
    designs_by_category,
    function_lines,
    functions_of_person,
    used_functions,
    wording,
    wording_of_summit,
    wordings,
)
from summitapp.badges.queries.holding import (
    PAGE_SIZE,
    active_of_registration,
    active_of_registrations,
    by_contact,
    by_reference,
    called,
    carried,
    history,
    issued,
    last_carried,
    last_numbers,
    listed,
    of_person,
    of_summit,
    passed_on,
    sealed_code,
    summit_reference,
    without_contact,
)
from summitapp.badges.queries.printing import (
    LOG_PAGE,
    count_runs,
    open_runs,
    print_runs,
    printable,
    run_by_reference,
    run_of_summit,
    runs_with_files,
)

__all__ = [
    "choices_of", "count_open_functions", "design_of_summit", "designs", "designs_by_category", "function_lines",
    "functions_of_person", "used_functions", "wording", "wording_of_summit", "wordings",
    "PAGE_SIZE", "active_of_registration", "active_of_registrations", "by_contact", "by_reference", "called",
    "carried", "history", "issued", "last_carried", "last_numbers", "listed", "of_person", "of_summit", "passed_on",
    "sealed_code", "summit_reference", "without_contact",
    "LOG_PAGE", "count_runs", "open_runs", "print_runs", "printable", "run_by_reference", "run_of_summit",
    "runs_with_files",
]  # fmt: skip
