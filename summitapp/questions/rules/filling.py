"""Walking a form: which questions are asked, and what becomes of the replies."""

from collections.abc import Collection, Mapping
from typing import Any

from summitapp.consents.values import Purpose
from summitapp.questions.rules.judging import MISSING, NOT_AGREED, Fault, judge
from summitapp.questions.values import (
    SENSITIVE,
    AskedForm,
    AskedQuestion,
    Condition,
    Filled,
    Kind,
    Operator,
    Phase,
)


def meets(condition: Condition | None, answer: Any) -> bool:
    """Return whether a question is asked, given the answer to the one it depends on; no answer is None."""
    if condition is None:
        return True
    if answer is None:
        return False
    if condition.operator is Operator.ANSWERED:
        return True
    return bool(_words(answer) & frozenset(condition.values))


def _words(answer: Any) -> frozenset[str]:
    """Return what an answer is compared by."""
    if isinstance(answer, bool):
        return frozenset(["yes" if answer else "no"])
    if isinstance(answer, list):
        return frozenset(map(str, answer))
    return frozenset([str(answer)])


def fill(form: AskedForm, replies: Mapping[str, Any], *, category: str, phases: Collection[Phase],
         before: Mapping[str, Any] | None = None, complete: bool = True, sensitive: bool = False) -> Filled:  # fmt: skip
    """Judge the replies to the questions of some phases, in the order of the form.

    What is hidden by the category or by another answer is dropped, and is not missed. Filling in the values
    of the result gives the same result.

    :param before: answers given earlier, by code; they count for conditions where nothing is asked now.
    :param complete: whether what is required must be there.
    :param sensitive: whether the sensitive questions are meant, or all others.
    """
    known, values, faults, hidden = dict(before or {}), {}, {}, set()
    seen: dict[str, Any] = {}
    for question in form:
        asked_now = question.phase in phases and question.sensitive is sensitive
        if not is_asked(question, category, seen):
            hidden.add(question.code)
            continue
        if not asked_now:
            seen[question.code] = known.get(question.code)
            continue
        try:
            answer = judge(question, replies.get(question.code), known.get(question.code))
        except Fault as fault:
            faults[question.code] = str(fault)
            continue
        if answer is None:
            if complete and (question.required or question.kind is Kind.AGREEMENT):
                faults[question.code] = NOT_AGREED if question.kind is Kind.AGREEMENT else MISSING
            continue
        values[question.code] = seen[question.code] = answer
    return Filled(values, faults, frozenset(hidden))


def is_asked(question: AskedQuestion, category: str, seen: Mapping[str, Any]) -> bool:
    """Return whether a question is asked of a category after the answers ``seen`` so far."""
    source = question.show_if.question if question.show_if else ""
    return question.asked_of(category) and meets(question.show_if, seen.get(source))


def applicable(form: AskedForm, answers: Mapping[str, Any], category: str, phases: Collection[Phase]
               ) -> list[AskedQuestion]:  # fmt: skip
    """Return the questions somebody is asked in some phases, given their answers."""
    seen: dict[str, Any] = {}
    found = []
    for question in form:
        if is_asked(question, category, seen):
            seen[question.code] = answers.get(question.code)
            if question.phase in phases:
                found.append(question)
    return found


def still_open(form: AskedForm, answers: Mapping[str, Any], category: str, phases: Collection[Phase]
               ) -> list[AskedQuestion]:  # fmt: skip
    """Return the questions that wait for an answer; sensitive ones count once they have none."""
    return [
        question for question in applicable(form, answers, category, phases) if answers.get(question.code) is None
    ]


def consents_needed(questions: Collection[AskedQuestion]) -> list[Purpose]:
    """Return the consents without which these questions cannot be answered, each once, in their order."""
    return list(dict.fromkeys(SENSITIVE[one.kind] for one in questions if one.kind in SENSITIVE))
