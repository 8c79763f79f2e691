"""What a person is asked for one of their registrations, and what still waits for an answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from summitapp.questions import queries as questions
from summitapp.questions.rules import applicable
from summitapp.questions.values import AskedForm
from summitapp.registration import queries as registrations
from summitapp.registration import services as registration
from summitapp.registration.models import Registration
from summitapp.registration.values import ACTIVE


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many questions somebody is asked, and how many of them have no answer; plain and sealed ones."""

    plain: int = 0
    plain_open: int = 0
    sealed: int = 0
    sealed_open: int = 0


def waiting_questions(found: Iterable[Registration]) -> Mapping[int, Waiting]:
    """Return what waits for each registration that still comes, by its row id."""
    forms: dict[int, AskedForm] = {}
    waiting: dict[int, Waiting] = {}
    for one in found:
        if one.state not in ACTIVE:
            continue
        if one.summit_id not in forms:
            forms[one.summit_id] = questions.asked_form(one.summit_id)
        if forms[one.summit_id]:
            waiting[one.id] = _waiting(one, forms[one.summit_id])
    return waiting


def _waiting(one: Registration, form: AskedForm) -> Waiting:
    known = registrations.given_answers(one.id, form)
    asked = applicable(form, known, one.category.code, registration.phases_of(one))
    plain = [question for question in asked if not question.sensitive]
    sealed = [question for question in asked if question.sensitive]
    given = registrations.sealed_codes(one.id) if sealed else frozenset()
    return Waiting(
        len(plain), sum(question.code not in known for question in plain),
        len(sealed), sum(question.code not in given for question in sealed),
    )  # fmt: skip
