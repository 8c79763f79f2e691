"""The verbs of privacy: handing over and erasing a person, moving an address, requests, and the nightly retention."""

from summitapp.privacy.services.address import ask_new_address, forget_change, look_at_change, take_new_address
from summitapp.privacy.services.handing import write_file
from summitapp.privacy.services.personal import PARTS, Part, erase_person, exemptions_of, export_person
from summitapp.privacy.services.recording import record_of_processing, record_workbook
from summitapp.privacy.services.requests import (
    Asked,
    answer,
    enter_request,
    erase,
    hand_over,
    hide,
    note_own,
    pressing,
    say_who,
    show_again,
    today,
)
from summitapp.privacy.services.retention import (
    ELSEWHERE,
    LABELS,
    TERMS,
    Term,
    calendar_of,
    forecast,
    run_retention,
    run_when_due,
)

__all__ = [
    "ELSEWHERE", "LABELS", "PARTS", "TERMS", "Asked", "Part", "Term", "answer", "ask_new_address", "calendar_of",
    "enter_request", "erase", "erase_person", "exemptions_of", "export_person", "forecast", "forget_change",
    "hand_over", "hide", "look_at_change", "note_own", "pressing", "record_of_processing", "record_workbook", "run_retention",
    "run_when_due", "say_who", "show_again", "take_new_address", "today", "write_file",
]  # fmt: skip
