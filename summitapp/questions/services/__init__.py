"""The verbs of building a form, and the only place that writes it.

``sections`` and ``building`` change it, ``copying`` begins it with another one or with the usual questions,
``places`` counts the places of options.
"""

from summitapp.core.db import constraint_error
from summitapp.core.errors import Stale
from summitapp.questions.services.building import (
    add_question,
    change_question,
    draft_form,
    duplicate_question,
    move_question,
    restore_question,
    retire_question,
)
from summitapp.questions.services.copying import add_usual, copy_questions
from summitapp.questions.services.places import shift_places
from summitapp.questions.services.sections import add_section, change_section, move_section, remove_section
from summitapp.questions.values.refusals import OptionFull

constraint_error({
    "ck_questions_option_places": OptionFull,
    "uq_questions_question_summit_id_code": Stale,
    "uq_questions_option_question_id_code": Stale,
})

__all__ = [
    "add_question",
    "add_section",
    "add_usual",
    "change_question",
    "change_section",
    "copy_questions",
    "draft_form",
    "duplicate_question",
    "move_question",
    "move_section",
    "remove_section",
    "restore_question",
    "retire_question",
    "shift_places",
]
