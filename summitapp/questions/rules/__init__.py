"""Judging replies, walking a form, and checking what organisers build; pure."""

from summitapp.questions.rules.building import find_faults, free_code, is_new_meaning, mark_of
from summitapp.questions.rules.filling import applicable, consents_needed, fill, meets, still_open
from summitapp.questions.rules.judging import judge
from summitapp.questions.rules.keeping import kept_until

__all__ = [
    "applicable",
    "consents_needed",
    "fill",
    "find_faults",
    "free_code",
    "is_new_meaning",
    "judge",
    "kept_until",
    "mark_of",
    "meets",
    "still_open",
]
