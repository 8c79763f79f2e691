"""Answers to the questions of a summit: judged by one rule, written in one place, gone with their time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from summitapp.audit.services import record, write
from summitapp.core.clock import now
from summitapp.core.db import db, lock, table_of
from summitapp.core.errors import Invalid
from summitapp.core.security import new_reference
from summitapp.core.text import N_
from summitapp.core.tz import to_local, zone
from summitapp.questions import queries as questions
from summitapp.questions import rules as forms
from summitapp.questions.models import Question
from summitapp.questions.rules.judging import FULL
from summitapp.questions.services import shift_places
from summitapp.questions.values import CHOICES, UPLOADS, AskedForm, AskedQuestion, Filled, Phase
from summitapp.questions.values.refusals import OptionFull, SensitiveRefused
from summitapp.registration import queries, rules
from summitapp.registration.models import Answer, Registration, Upload
from summitapp.registration.values import ACTIVE, ChangesClosed, State, TransitionRefused
from summitapp.summits.models import Summit

NO_SUCH_QUESTION: Final = N_("There is no such question.")
CHOOSE_AGAIN: Final = N_("Please choose the file again.")
_ADD: Final = sa.insert(table_of(Answer))


def changes_open(registration: Registration) -> bool:
    """Return whether the person may still change what they told us."""
    summit = registration.summit
    in_time = rules.changes_are_open(summit.changes_close_at, summit.ends_on, now(), zone(summit.timezone))
    return in_time and registration.state in ACTIVE


def phases_of(registration: Registration) -> tuple[Phase, ...]:
    """Return the phases whose questions somebody is asked now."""
    return (Phase.REGISTRATION, Phase.CONFIRMED) if registration.state is State.CONFIRMED else (Phase.REGISTRATION,)


# --- with the registration ----------------------------------------------------------------------


def judge_entry(form: AskedForm, replies: Mapping[str, Any], category: str, complete: bool) -> Filled:
    """Judge what came with a new registration.

    :raises Invalid: with a fault for each question, by the name of its field.
    :raises SensitiveRefused: if sensitive answers came along: those are asked of the person alone.
    """
    faults: dict[str, str] = {}
    for code in replies:
        question = form.question(code)
        if question is None:
            faults[f"q-{code}"] = NO_SUCH_QUESTION
        elif question.sensitive:
            raise SensitiveRefused({question.name: SensitiveRefused.message})
    filled = forms.fill(form, replies, category=category, phases=[Phase.REGISTRATION], complete=complete)
    faults |= {f"q-{code}": fault for code, fault in filled.faults.items()}
    if faults:
        raise Invalid(faults)
    return filled


def enter_answers(row: int, form: AskedForm, filled: Filled, moment: datetime) -> None:
    """Write the answers of a registration that was made just now.

    :raises Invalid: if the last place of a choice has gone in the meantime.
    """
    _store(row, form, {}, filled.values, moment)


# --- changed by the person ------------------------------------------------------------------------


def answer(registration: Registration, replies: Mapping[str, Any], *, late: bool = False) -> bool:
    """Replace somebody's plain answers by these replies; returns whether anything changed.

    What another answer hides is dropped, sealed answers too. Sensitive replies have a way of their own:
    :func:`answer_sealed`.

    :param late: also after the time for changes, for organisers.
    :raises Invalid: with a fault for each question, by the name of its field; nothing is changed then.
    :raises ChangesClosed: if the time is over. :raises TransitionRefused: if the registration has ended.
    """
    registration = lock(Registration, registration.id)
    if registration.state not in ACTIVE:
        raise TransitionRefused(state=registration.state.value)
    if not late and not changes_open(registration):
        raise ChangesClosed
    form, phases = questions.asked_form(registration.summit_id), phases_of(registration)
    before = queries.given_answers(registration.id, form)
    filled = forms.fill(form, replies, category=registration.category.code, phases=phases, before=before)
    if filled.faults:
        raise Invalid({f"q-{code}": fault for code, fault in filled.faults.items()})
    scope = {one.id: one for one in form if one.phase in phases and not one.sensitive}
    rows = {row.question_id: row for row in _rows_of(registration.id) if row.question_id in scope}
    changed = _differs(form, rows, filled.values)
    if changed:
        _store(registration.id, form, rows, filled.values, now())
        record("answers.changed", registration, summit=registration.summit.public_id, questions=changed)
    _drop_hidden(registration, form, filled.hidden)
    return bool(changed)


def _rows_of(registration: int) -> Sequence[Answer]:
    return db.session.scalars(sa.select(Answer).where(Answer.registration_id == registration)).all()


def _differs(form: AskedForm, rows: Mapping[int, Answer], values: Mapping[str, Any]) -> list[str]:
    """Return the codes of the questions whose answer is another one now; the answers themselves are never told."""
    old = {question.code: rows[question.id].value for question in form if question.id in rows}
    stale = {question.code for question in form if question.id in rows and rows[question.id].version != question.version}
    return sorted(code for code in {*old, *values} if code in stale or old.get(code) != values.get(code))


def _store(registration: int, form: AskedForm, rows: Mapping[int, Answer], values: Mapping[str, Any],
           moment: datetime) -> None:  # fmt: skip
    """Write the answers, take and return places of options, and let files go that are answers no more."""
    asked = {one.id: one for one in form if one.code in values}
    held = {key: _holds(question, values[question.code]) for key, question in asked.items()}
    _shift(form, [row.held for row in rows.values()], held.values())
    for key, row in rows.items():
        if key not in asked:
            db.session.delete(row)
    fresh = []
    for key, question in asked.items():
        told = {"version": question.version, "value": values[question.code], "held": held[key], "answered_at": moment}
        if key in rows:
            for name, value in told.items():
                setattr(rows[key], name, value)
        else:
            fresh.append({"public_id": new_reference(), "registration_id": registration, "question_id": key,
                          "sealed": None, **told})  # fmt: skip
    db.session.flush()
    if fresh:
        db.session.execute(_ADD, fresh)
    if any(one.kind in UPLOADS for one in form):
        _keep_files(registration, form, values)


def _holds(question: AskedQuestion, value: Any) -> list[int]:
    if question.kind not in CHOICES:
        return []
    chosen = {value} if isinstance(value, str) else set(value)
    return [option.id for option in question.options if option.code in chosen]


def _shift(form: AskedForm, before: Iterable[Iterable[int]], after: Iterable[Iterable[int]]) -> None:
    old, new = {one for held in before for one in held}, {one for held in after for one in held}
    try:
        shift_places({**dict.fromkeys(old - new, -1), **dict.fromkeys(new - old, 1)})
    except OptionFull as full:
        where = [one for one in form if any(option.id == full.facts.get("option") for option in one.options)]
        raise Invalid({one.name: FULL for one in where}) from full


def _keep_files(registration: int, form: AskedForm, values: Mapping[str, Any]) -> None:
    """Give the files that are answers to the registration, and delete those that are answers no more."""
    mine = {one.id: str(values[one.code]) for one in form if one.kind in UPLOADS and one.code in values}
    for question, reference in mine.items():
        own = sa.or_(Upload.registration_id.is_(None), Upload.registration_id == registration)
        claimed = sa.update(Upload).where(Upload.public_id == reference, Upload.question_id == question, own)
        if db.session.execute(claimed.values(registration_id=registration).returning(Upload.id)).first() is None:
            raise Invalid({one.name: CHOOSE_AGAIN for one in form if one.id == question})
    gone = sa.delete(Upload).where(
        Upload.registration_id == registration, Upload.question_id.in_([one.id for one in form]),
        Upload.public_id.not_in(list(mine.values())),
    )  # fmt: skip
    db.session.execute(gone)


def _drop_hidden(registration: Registration, form: AskedForm, hidden: frozenset[str]) -> None:
    """Delete sealed answers to questions that are asked no more because of another answer."""
    wanted = [one.id for one in form if one.code in hidden and one.sensitive]
    if wanted:
        own = (Answer.registration_id == registration.id) & Answer.question_id.in_(wanted)
        db.session.execute(sa.delete(Answer).where(own))


# --- with the state of the registration -----------------------------------------------------------


def follow_state(registration: Registration, was: State, to: State) -> None:
    """Return the places of options when somebody leaves, and take them again when they are back.

    Who is back and finds an option full loses that choice, and can choose anew.
    """
    if (was in ACTIVE) is (to in ACTIVE):
        return
    rows = [row for row in _rows_of(registration.id) if row.value is not None]
    if to not in ACTIVE:
        shift_places(dict.fromkeys((one for row in rows for one in row.held), -1))
        for row in rows:
            row.held = []
        return
    form = questions.asked_form(registration.summit_id)
    for question in form:
        mine = [one for one in rows if one.question_id == question.id]
        if mine and question.kind in CHOICES:
            _choose_again(mine[0], question)


def _choose_again(row: Answer, question: AskedQuestion) -> None:
    got = []
    for option in _holds(question, row.value):
        try:
            shift_places({option: 1})
        except OptionFull:
            continue
        got.append(option)
    codes = [one.code for one in question.options if one.id in got]
    if not codes:
        db.session.delete(row)
        return
    row.held = got
    row.value = codes[0] if isinstance(row.value, str) else codes


# --- gone -----------------------------------------------------------------------------------------


def forget_answers(registration: Registration) -> int:
    """Delete every answer and file of a registration, as for a new person in its place; returns how many."""
    rows = _rows_of(registration.id)
    shift_places(dict.fromkeys((one for row in rows for one in row.held), -1))
    db.session.execute(sa.delete(Upload).where(Upload.registration_id == registration.id))
    for row in rows:
        db.session.delete(row)
    db.session.flush()
    if rows:
        write("answers.erased", "registration.registration", registration.public_id,
              summit=registration.summit.public_id, changes={"number": len(rows)})  # fmt: skip
    return len(rows)


def delete_due_answers(summit: Summit, moment: datetime) -> int:
    """Delete the answers and files whose time after the summit is over at ``moment``; returns how many answers.

    Each question says how long its answers are kept; that it is no longer asked does not lengthen the time.
    """
    today = to_local(moment, summit.timezone).date()
    due = [
        question for question, keep in questions.keeps(summit.id).items()
        if today > forms.kept_until(summit.ends_on, keep)
    ]
    if not due:
        return 0
    db.session.execute(sa.delete(Upload).where(Upload.question_id.in_(due)))
    gone = sa.delete(Answer).where(Answer.question_id.in_(due)).returning(Answer.id)
    number = len(db.session.execute(gone).all())
    if number:
        codes = db.session.scalars(sa.select(Question.code).where(Question.id.in_(due)).order_by(Question.code))
        write("answers.deleted_when_due", "summits.summit", summit.public_id, summit=summit.public_id,
              changes={"number": number, "questions": list(codes)})  # fmt: skip
    return number
