"""The order of a form: how it stands, whether another one holds, and writing it down."""

from collections.abc import Iterable

from summitapp.questions import queries
from summitapp.questions.models import Question, Section
from summitapp.questions.values.refusals import OrderRefused

Arrangement = list[tuple[Section, list[Question]]]


def arrangement(summit_id: int) -> Arrangement:
    """Return every section with the questions it asks, in their order."""
    asked = [one for one in queries.questions(summit_id) if one.retired_at is None]
    return [
        (section, [one for one in asked if one.section_id == section.id]) for section in queries.sections(summit_id)
    ]  # fmt: skip


def require_order(wanted: Arrangement) -> None:
    """Refuse an order in which a question stands before the one it depends on; nothing was changed yet.

    :raises OrderRefused: then.
    """
    seen: set[str] = set()
    for _section, questions in wanted:
        for question in questions:
            if question.show_if and question.show_if["question"] not in seen:
                raise OrderRefused
            seen.add(question.code)


def write_order(wanted: Arrangement) -> None:
    """Let the rows stand as they are arranged."""
    for place, (section, questions) in enumerate(wanted):
        section.position = place
        number(questions)
        for question in questions:
            question.section_id = section.id


def number(questions: Iterable[Question]) -> None:
    """Number the questions of a section in their order."""
    for place, question in enumerate(questions):
        question.position = place
