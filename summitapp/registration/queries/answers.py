"""Reading what was answered. Sealed answers stay sealed here: opening them is a service, which writes it down."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from summitapp.audit.queries import Line, of_subject
from summitapp.core.db import db
from summitapp.questions import queries as questions
from summitapp.questions.models import Question
from summitapp.questions.rules import judge
from summitapp.questions.rules.judging import Fault
from summitapp.questions.values import SENSITIVE, UPLOADS, AskedForm, Given, Reader
from summitapp.registration.models import Answer, Registration, Upload
from summitapp.registration.values import ACTIVE

OPENED = "answers.opened"


def answers_of(registration: Registration) -> list[Given]:
    """Return every answer of a registration in the order of the form, each in the wording it was given under."""
    rows = _rows(Answer.registration_id == registration.id)
    wordings = questions.wordings([(row.question_id, row.version) for row in rows])
    files = _names_of([str(row.value) for row in rows if row.question.kind in UPLOADS and row.value])
    found = [(row, wordings.get((row.question_id, row.version))) for row in rows]
    return [
        Given(wording, row.value, row.sealed is not None, files.get(str(row.value), ""))
        for row, wording in found if wording is not None
    ]  # fmt: skip


def _rows(*conditions: sa.ColumnElement[bool]) -> Sequence[Answer]:
    rows = sa.select(Answer).join(Answer.question).where(*conditions)
    rows = rows.options(sa.orm.contains_eager(Answer.question)).order_by(Question.position, Question.id)
    return db.session.scalars(rows).all()


def _names_of(references: list[str]) -> dict[str, str]:
    if not references:
        return {}
    rows = db.session.execute(sa.select(Upload.public_id, Upload.name).where(Upload.public_id.in_(references)))
    return {row.public_id: row.name for row in rows}


def given_answers(registration_id: int, form: AskedForm) -> dict[str, Any]:
    """Return the plain answers that still hold in the form as it is now, by the codes of the questions."""
    columns = sa.select(Answer.question_id, Answer.value).where(
        Answer.registration_id == registration_id, Answer.value.is_not(None)
    )
    values = {row.question_id: row.value for row in db.session.execute(columns)}
    known: dict[str, Any] = {}
    for question in form:
        if not question.sensitive and question.id in values:
            try:
                known[question.code] = judge(question, values[question.id], values[question.id])
            except Fault:
                continue  # it was given under another meaning, and is asked again
    return known


def sealed_codes(registration_id: int) -> frozenset[str]:
    """Return the codes of the questions to which somebody gave a sealed answer."""
    rows = sa.select(Question.code).join(Answer, Answer.question_id == Question.id).where(
        Answer.registration_id == registration_id, Answer.sealed.is_not(None)
    )
    return frozenset(db.session.scalars(rows))


def answers_by_registration(registrations: Iterable[int]) -> Mapping[int, Mapping[str, Any]]:
    """Return the plain answers of many registrations, by row id and code of the question, for lists."""
    found: dict[int, dict[str, Any]] = {}
    wanted = list(registrations)
    for start in range(0, len(wanted), 500):
        rows = db.session.execute(
            sa.select(Answer.registration_id, Question.code, Answer.value).join(Answer.question)
            .where(Answer.registration_id.in_(wanted[start:start + 500]), Answer.value.is_not(None))
        )  # fmt: skip
        for row in rows:
            found.setdefault(row.registration_id, {})[row.code] = row.value
    return found


def sealed_answers(*conditions: sa.ColumnElement[bool]) -> Sequence[Answer]:
    """Return sealed answers with their registration and question, for the services that open or delete them."""
    rows = sa.select(Answer).join(Answer.question).join(Answer.registration).where(
        Answer.sealed.is_not(None), *conditions
    )
    eager = (sa.orm.contains_eager(Answer.question), sa.orm.contains_eager(Answer.registration))
    return db.session.scalars(rows.options(*eager).order_by(Answer.registration_id, Question.position)).all()


def answer_counts(summit_id: int) -> Mapping[int, int]:
    """Return how many answers each question of a summit has, by its row id."""
    rows = sa.select(Answer.question_id, sa.func.count(Answer.id)).join(Answer.question)
    counted = rows.where(Question.summit_id == summit_id).group_by(Answer.question_id)
    return {row[0]: row[1] for row in db.session.execute(counted)}


def openings_of(registration: Registration) -> list[Line]:
    """Return when sealed answers of a registration were opened, and why, the newest first."""
    return [line for line in of_subject(registration.public_id) if line.action == OPENED]


def with_sealed_for(summit_id: int, groups: Collection[Reader]) -> list[Registration]:
    """Return those still coming who have a sealed answer one of these groups may open."""
    rows = db.session.execute(
        sa.select(Question.id, Question.readers).where(Question.summit_id == summit_id, Question.kind.in_(SENSITIVE))
    )
    mine = [row.id for row in rows if set(row.readers) & {group.value for group in groups}]
    if not mine:
        return []
    has = sa.select(Answer.registration_id).where(Answer.sealed.is_not(None), Answer.question_id.in_(mine))
    fits = (Registration.summit_id == summit_id) & Registration.state.in_(sorted(ACTIVE)) & Registration.id.in_(has)
    people = sa.select(Registration).where(fits).options(
        sa.orm.joinedload(Registration.person), sa.orm.joinedload(Registration.delegation)
    )
    return list(db.session.scalars(people.order_by(Registration.id)))


# --- uploads ------------------------------------------------------------------------------------


def upload(reference: str) -> Upload | None:
    """Return a file that belongs to a registration, with everything its permission asks for."""
    rows = sa.select(Upload).where(Upload.public_id == reference, Upload.registration_id.is_not(None))
    whole = sa.orm.joinedload(Upload.registration)
    return db.session.scalar(rows.options(
        whole.joinedload(Registration.person), whole.joinedload(Registration.summit), sa.orm.undefer(Upload.content)
    ))  # fmt: skip


def waiting_upload(reference: str) -> tuple[int, str] | None:
    """Return the question and the name of a file that waits for its form, or None if it is gone."""
    rows = sa.select(Upload.question_id, Upload.name).where(
        Upload.public_id == reference, Upload.registration_id.is_(None)
    )
    row = db.session.execute(rows).first()
    return (row.question_id, row.name) if row is not None else None


def upload_names(references: Iterable[str]) -> dict[str, str]:
    """Return the names of files by their references."""
    return _names_of(list(references))


def files_of(registration_id: int) -> list[str]:
    """Return the names of the files somebody sent."""
    own = sa.select(Upload.name).where(Upload.registration_id == registration_id)
    return list(db.session.scalars(own.order_by(Upload.id)))


def waiting_bytes() -> int:
    """Return how much room files take that wait for a form to be sent again."""
    return db.session.scalar(sa.select(sa.func.sum(Upload.size)).where(Upload.registration_id.is_(None))) or 0

