"""Checking what organisers build: conditions, options, limits, and whether a change means something else."""

import hashlib
import json
from collections.abc import Collection, Iterable
from datetime import date

from summitapp.core.text import N_, Translated, slugify
from summitapp.questions.rules.keeping import kept_until
from summitapp.questions.values import (
    CHOICES,
    CODE_LENGTH,
    COMPARABLE,
    DECIDING,
    LONGEST_KEEP,
    MOST_COMPANIONS,
    WITH_OPTIONS,
    AskedForm,
    AskedQuestion,
    Kind,
    Operator,
    Phase,
)

_ANY_DAY = date(2000, 1, 1)
#: What a program sends beside the answers under the same heading.
_RESERVED = frozenset({"note", "interpretation", "spoken_languages"})


def free_code(caption: Translated, taken: Collection[str]) -> str:
    """Return a code made from the English caption that no other question of the form has."""
    wish = slugify(caption.best("en"))[: CODE_LENGTH - 4].strip("-") or "question"
    if wish not in taken and wish not in _RESERVED:
        return wish
    return next(code for number in range(2, len(taken) + 3) if (code := f"{wish}-{number}") not in taken)


def is_new_meaning(before: AskedQuestion, after: AskedQuestion) -> bool:
    """Return whether answers given before can no longer be read by the question as it is now.

    Another wording, a longer time or one more option leave the meaning; another kind, other limits or an
    option taken away change it.
    """
    live = {one.code for one in before.options if not one.retired}
    kept = {one.code for one in after.options if not one.retired}
    return before.kind is not after.kind or before.limits != after.limits or bool(live - kept)


def find_faults(question: AskedQuestion, form: AskedForm) -> dict[str, str]:
    """Return what is wrong with a question in the form it stands in, by field of the builder."""
    faults = {**_own_faults(question), **_condition_faults(question, form)}
    followers = [one for one in form if one.show_if and one.show_if.question == question.code]
    if followers and question.kind not in DECIDING:
        faults["kind"] = N_("Other questions depend on this one, which takes an answer they can be compared with.")
    elif any(_earlier_phase(follower, question) for follower in followers):
        faults["phase"] = N_("A question that depends on this one is asked earlier.")
    return faults


def _own_faults(question: AskedQuestion) -> dict[str, str]:
    faults = {}
    live = [one for one in question.options if not one.retired]
    if question.kind in CHOICES and len(live) < 2:
        faults["options"] = N_("Please give at least two options.")
    if question.kind in WITH_OPTIONS and any(not one.label for one in live):
        faults["options"] = N_("Please name each option.")
    least, most = question.limits.least, question.limits.most
    if least is not None and most is not None and least > most:
        faults["most"] = N_("The greatest number is smaller than the least.")
    if question.kind is Kind.ACCOMPANYING and not 1 <= (most or 1) <= MOST_COMPANIONS:
        faults["most"] = N_("Between one and twenty people can come along.")
    if question.sensitive and question.required:
        faults["required"] = N_("Nobody has to answer this: a consent must be free.")
    if question.sensitive and not question.readers:
        faults["readers"] = N_("Please say who needs to know the answers.")
    longest = LONGEST_KEEP.get(question.kind)
    if longest and kept_until(_ANY_DAY, question.keep) > kept_until(_ANY_DAY, longest):
        faults["keep"] = N_("Answers of this kind must go earlier.")
    return faults


def _condition_faults(question: AskedQuestion, form: AskedForm) -> dict[str, str]:
    condition = question.show_if
    if condition is None:
        return {}
    source = _before(form, question.code, condition.question)
    if source is None:
        return {"depends_on": N_("Please choose a question that stands before this one.")}
    if source.kind not in DECIDING:
        return {"depends_on": N_("Nothing can depend on an answer of that kind.")}
    if _earlier_phase(question, source):
        return {"depends_on": N_("That question is asked later than this one.")}
    if condition.operator is Operator.ANSWERED:
        return {}
    if source.kind not in COMPARABLE or not condition.values:
        return {"depends_value": N_("Please say which answer.")}
    if not set(condition.values) <= _possible(source, condition.values):
        return {"depends_value": N_("That question has no such answer.")}
    return {}


def _earlier_phase(question: AskedQuestion, source: AskedQuestion) -> bool:
    return question.phase is Phase.REGISTRATION and source.phase is not Phase.REGISTRATION


def _possible(source: AskedQuestion, values: Iterable[str]) -> set[str]:
    if source.kind in CHOICES:
        return {one.code for one in source.options}
    return {"yes", "no"} if source.kind is Kind.YES_NO else set(values)


def _before(form: AskedForm, code: str, wanted: str) -> AskedQuestion | None:
    """Return the question ``wanted`` if it stands before ``code``; a new question stands at the end."""
    for question in form:
        if question.code == code:
            return None
        if question.code == wanted:
            return question
    return None


def mark_of(question: AskedQuestion, section: str) -> str:
    """Return a short mark of everything an organiser can change of a question: two that look the same have the same.

    :param section: public id of the section it stands in.
    """
    asked = (
        section, question.kind.value, question.caption.as_dict(), question.help.as_dict(), question.purpose.as_dict(),
        question.keep, question.required, question.phase.value, sorted(question.categories), sorted(question.readers),
        question.limits.as_dict(), question.show_if.as_dict() if question.show_if else None,
        [(one.code, one.label.as_dict(), one.places, one.retired) for one in question.options],
    )  # fmt: skip
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]
