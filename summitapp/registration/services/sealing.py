"""Sensitive answers: sealed when they are given, opened for a reason, gone when the consent is taken back."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from summitapp.audit.services import record, write
from summitapp.consents import queries as consents_queries
from summitapp.consents import services as consents
from summitapp.consents.values import Purpose
from summitapp.core.clock import now
from summitapp.core.context import settings
from summitapp.core.db import db, lock
from summitapp.core.errors import Forbidden, Invalid
from summitapp.core.i18n import gettext, speaking
from summitapp.core.security import acting, derive, seal, unseal
from summitapp.core.text import N_, as_language
from summitapp.questions import queries as questions
from summitapp.questions import rules as forms
from summitapp.questions.models import Question
from summitapp.questions.values import SENSITIVE, AskedForm, AskedQuestion, Given, Kind, Reader
from summitapp.registration import queries
from summitapp.registration.models import Answer, Registration
from summitapp.registration.permissions import groups_of
from summitapp.registration.services.answering import changes_open, phases_of
from summitapp.registration.values import REASON_LENGTH, ChangesClosed, ReasonMissing, State
from summitapp.summits.models import Summit

SEALED_FOR_AID: Final = N_("Kept ready, sealed, on the devices of first aid at the summit.")
CONSENT_FIRST: Final = N_("Please agree above, or leave this empty: without your consent we may not keep it.")


def answer_sealed(registration: Registration, replies: Mapping[str, Any], agreed: Collection[Purpose]) -> bool:
    """Replace somebody's sensitive answers, each resting on a consent of its own; returns whether any changed.

    A consent that is not among ``agreed`` is taken back, and what rested on it is deleted.

    :raises Invalid: with a fault for each question, by the name of its field; nothing is changed then.
    :raises ChangesClosed: if the time for changes is over.
    """
    registration = lock(Registration, registration.id)
    if not changes_open(registration):
        raise ChangesClosed
    form, asked = sensitive_questions(registration)
    filled = forms.fill(
        form, replies, category=registration.category.code, phases=phases_of(registration), complete=False,
        before={**queries.given_answers(registration.id, form), **reveal(registration)}, sensitive=True,
    )  # fmt: skip
    faults = {f"q-{code}": fault for code, fault in filled.faults.items()}
    faults |= {
        one.name: CONSENT_FIRST for one in asked
        if one.code in filled.values and SENSITIVE[one.kind] not in agreed
    }  # fmt: skip
    if faults:
        raise Invalid(faults)
    for purpose in forms.consents_needed(asked):
        consents.decide(registration.person, purpose, purpose in agreed, "questions")
    changed = [one.code for one in asked if _write(registration, one, filled.values.get(one.code))]
    if changed:
        record("answers.sealed", registration, summit=registration.summit.public_id, questions=sorted(changed))
    return bool(changed)


def sensitive_questions(registration: Registration) -> tuple[AskedForm, list[AskedQuestion]]:
    """Return the form, and the sensitive questions this person is asked now."""
    form = questions.asked_form(registration.summit_id)
    known = queries.given_answers(registration.id, form)
    found = forms.applicable(form, known, registration.category.code, phases_of(registration))
    return form, [one for one in found if one.sensitive]


def _write(registration: Registration, question: AskedQuestion, value: Any) -> bool:
    own = (Answer.registration_id == registration.id) & (Answer.question_id == question.id)
    row = db.session.scalar(sa.select(Answer).where(own))
    if value is None:
        if row is not None:
            db.session.delete(row)
        return row is not None
    if row is not None and row.sealed is not None and _opened(registration, row.question, row.sealed) == value:
        return False
    row = row or Answer(registration_id=registration.id, question_id=question.id, held=[])
    row.value, row.version, row.answered_at = None, question.version, now()
    row.sealed = seal(_key(), json.dumps(value).encode(), _bound(registration.public_id, question.reference))
    db.session.add(row)
    db.session.flush()
    return True


def reveal(registration: Registration) -> dict[str, Any]:
    """Return somebody's own sensitive answers by code; for themselves alone, after a fresh one-time code."""
    rows = queries.sealed_answers(Answer.registration_id == registration.id)
    return {row.question.code: _opened(registration, row.question, row.sealed) for row in rows}


def open_sensitive(registration: Registration, reason: str) -> list[Given]:
    """Open the sealed answers that the work of whoever acts needs; that, and why, is written down for the person.

    :raises ReasonMissing: without a reason. :raises Forbidden: if no answer is for the groups of who acts.
    """
    groups = groups_of(acting(), registration)
    rows = [
        row for row in queries.sealed_answers(Answer.registration_id == registration.id)
        if groups & frozenset(map(Reader, row.question.readers))
    ]  # fmt: skip
    words = _reason(reason)
    if not rows:
        raise Forbidden
    _note(registration, rows, words)
    return _given(rows)


def open_emergency_notes(summit: Summit, reason: str) -> list[tuple[Registration, list[Given]]]:
    """Open every emergency contact and access need of a summit's participants, for first aid; each is written down.

    :raises ReasonMissing: without a reason. :raises Forbidden: for whoever is not of that group.
    """
    groups, words = groups_of(acting(), summit), _reason(reason)
    if Reader.FIRST_AID not in groups and Reader.ORGANISER not in groups:
        raise Forbidden
    rows = queries.sealed_answers(
        Registration.summit_id == summit.id, Registration.state == State.CONFIRMED,
        Question.kind.in_([Kind.EMERGENCY, Kind.ACCESS, Kind.DIET]),
    )  # fmt: skip
    mine: dict[int, list[Answer]] = {}
    for row in rows:
        if groups & frozenset(map(Reader, row.question.readers)):
            mine.setdefault(row.registration_id, []).append(row)
    for found in mine.values():
        _note(found[0].registration, found, words, summit.public_id)
    given = {id(row): one for row, one in zip(_flat(mine), _given(_flat(mine)), strict=True)}
    return [(found[0].registration, [given[id(row)] for row in found]) for found in mine.values()]


def emergency_contacts(registrations: Collection[int]) -> dict[int, Any]:
    """Return registration (row id) → the emergency contact that is for first aid, of those who agreed to that.

    For sealing it anew for devices of first aid, where nobody reads it: who does so writes that down with
    :func:`note_contacts_sealed`, and each hand-out.
    """
    rows = queries.sealed_answers(
        Answer.registration_id.in_(registrations), Registration.state == State.CONFIRMED, Question.kind == Kind.EMERGENCY
    )
    agreed = consents_queries.who_agrees(Purpose.EMERGENCY, [row.registration.person_id for row in rows])
    found: dict[int, Any] = {}
    for row in rows:
        if row.registration.person_id in agreed and Reader.FIRST_AID in map(Reader, row.question.readers):
            found.setdefault(row.registration_id, _opened(row.registration, row.question, row.sealed))
    return found


def note_contacts_sealed(registrations: Collection[int]) -> None:
    """Write down for each of these people, who read it on their page, that first aid can open their contact now."""
    for row in queries.sealed_answers(Answer.registration_id.in_(registrations), Question.kind == Kind.EMERGENCY):
        with speaking(as_language(row.registration.language)):
            _note(row.registration, [row], gettext(SEALED_FOR_AID))


def _flat(found: Mapping[int, list[Answer]]) -> list[Answer]:
    return [row for rows in found.values() for row in rows]


def _given(rows: Sequence[Answer]) -> list[Given]:
    wordings = questions.wordings([(row.question_id, row.version) for row in rows])
    return [
        Given(wordings[row.question_id, row.version], _opened(row.registration, row.question, row.sealed))
        for row in rows
    ]  # fmt: skip


def _note(registration: Registration, rows: Iterable[Answer], reason: str, summit: str = "") -> None:
    write(queries.OPENED, "registration.registration", registration.public_id,
          summit=summit or registration.summit.public_id, note=reason,
          changes={"questions": sorted(row.question.code for row in rows)})  # fmt: skip


def _reason(text: str) -> str:
    reason = " ".join(text.split())[:REASON_LENGTH]
    if not reason:
        raise ReasonMissing({"reason": N_("Please say why: the person reads it on their page.")})
    return reason


def diet_counts(summit_id: int) -> Mapping[str, Any]:
    """Return, without a name, how many participants chose each option of each question on meals.

    :returns: code of the question → its options' codes with their numbers, and under ``""`` how many wrote a note.
    """
    form = questions.asked_form(summit_id)
    counts = {one.code: dict.fromkeys((option.code for option in one.options), 0) | {"": 0}
              for one in form if one.kind is Kind.DIET}  # fmt: skip
    rows = queries.sealed_answers(
        Registration.summit_id == summit_id, Registration.state == State.CONFIRMED, Question.kind == Kind.DIET
    )
    for row in rows:
        told, count = _opened(row.registration, row.question, row.sealed), counts.setdefault(row.question.code, {})
        for code in [*told.get("chosen", ()), *([""] if told.get("note") else [])]:
            count[code] = count.get(code, 0) + 1
    return counts


def delete_without_consent(person_id: int, purpose: Purpose) -> int:
    """Delete what rested on a consent that was taken back; returns how many answers."""
    kinds = [kind for kind, needed in SENSITIVE.items() if needed is purpose]
    rows = queries.sealed_answers(Registration.person_id == person_id, Question.kind.in_(kinds)) if kinds else []
    for row in rows:
        db.session.delete(row)
        write("answers.erased", "registration.registration", row.registration.public_id,
              summit=row.registration.summit.public_id, changes={"purpose": purpose.value})  # fmt: skip
    db.session.flush()
    return len(rows)


def agreed_to(registration: Registration, asked: Iterable[AskedQuestion]) -> set[Purpose]:
    """Return which of the consents these questions need were given."""
    needed = forms.consents_needed(list(asked))
    return {one for one in needed if consents_queries.agrees(registration.person_id, one)}


def _opened(registration: Registration, question: Question, sealed: bytes | None) -> Any:
    plain = unseal(_key(), sealed or b"", _bound(registration.public_id, question.public_id))
    return json.loads(plain)


def _bound(registration: str, question: str) -> str:
    """A sealed answer opens only where it was given: moved to another row it is nothing."""
    return f"{registration}:{question}"


def _key() -> bytes:
    return derive(settings().secret_key, "sensitive answers")
