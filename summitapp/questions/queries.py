"""Reading a form: as it is asked, as organisers see it, and as it was when an answer was given."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.questions import rules
from summitapp.questions.models import Option, Question, QuestionVersion, Section
from summitapp.questions.values import (
    WITH_OPTIONS,
    AskedForm,
    AskedOption,
    AskedQuestion,
    AskedSection,
    Condition,
    Limits,
    Reader,
)
from summitapp.summits.models import Summit

# --- the form as it is asked --------------------------------------------------------------------


#: Made once: each registration asks it.
_ASKED: Final = (
    sa.select(Question, Section).join(Section, Section.id == Question.section_id)
    .where(Question.summit_id == sa.bindparam("summit"), Question.retired_at.is_(None))
    .order_by(Section.position, Section.id, Question.position, Question.id)
)  # fmt: skip


def asked_form(summit_id: int) -> AskedForm:
    """Return what a summit asks at present; one question to the database, two when there are options."""
    rows = db.session.execute(_ASKED, {"summit": summit_id}).all()
    options = options_of(row.Question.id for row in rows if row.Question.kind in WITH_OPTIONS)
    sections: dict[int, AskedSection] = {}
    for question, section in rows:
        before = sections.get(section.id) or as_section(section)
        asked = as_asked(question, options.get(question.id, ()))
        sections[section.id] = replace(before, questions=(*before.questions, asked))
    return AskedForm(tuple(sections.values()))


def as_section(section: Section) -> AskedSection:
    """Return a section without its questions."""
    return AskedSection(section.title, section.intro, id=section.id, reference=section.public_id)


def as_asked(question: Question, options: Iterable[Option]) -> AskedQuestion:
    """Return a question as the rules read it."""
    return AskedQuestion(
        code=question.code, kind=question.kind, caption=question.caption, help=question.help,
        purpose=question.purpose, keep=question.keep, required=question.required, phase=question.phase,
        categories=frozenset(question.categories), readers=frozenset(map(Reader, question.readers)),
        limits=Limits.of(question.limits), options=tuple(as_option(one) for one in options),
        show_if=Condition.of(question.show_if), id=question.id, reference=question.public_id,
        version=question.version,
    )  # fmt: skip


def mark_of(question: Question) -> str:
    """Return the mark of a question as it stands, by which somebody else's change is noticed."""
    section = question.section.public_id if question.section else ""
    return rules.mark_of(as_asked(question, question.options), section)


def as_option(option: Option) -> AskedOption:
    """Return an option as the rules read it."""
    return AskedOption(option.id, option.code, option.label, option.places, option.taken,
                       option.retired_at is not None)  # fmt: skip


def options_of(questions: Iterable[int]) -> Mapping[int, list[Option]]:
    """Return the options of questions, retired ones included, in their order."""
    wanted = list(questions)
    found: dict[int, list[Option]] = {}
    if not wanted:
        return found
    order = (Option.position, Option.id)
    for option in db.session.scalars(sa.select(Option).where(Option.question_id.in_(wanted)).order_by(*order)):
        found.setdefault(option.question_id, []).append(option)
    return found


def wordings(versions: Collection[tuple[int, int]]) -> Mapping[tuple[int, int], AskedQuestion]:
    """Return questions as they were under earlier versions, by row id and number, asked or retired by now."""
    wanted = {question for question, _number in versions}
    if not wanted:
        return {}
    questions = db.session.scalars(
        sa.select(Question).where(Question.id.in_(wanted)).options(selectinload(Question.options))
    )
    present = {one.id: as_asked(one, one.options) for one in questions}
    found = {(one.id, one.version): one for one in present.values()}
    if set(versions) - found.keys():
        rows = db.session.scalars(sa.select(QuestionVersion).where(QuestionVersion.question_id.in_(wanted)))
        for row in rows:
            found[row.question_id, row.number] = _as_it_was(present[row.question_id], row)
    return found


def _as_it_was(question: AskedQuestion, row: QuestionVersion) -> AskedQuestion:
    options = tuple(
        AskedOption(0, code, Translated.of(label), retired=True) for code, label in row.options.items()
    )
    return replace(question, kind=row.kind, caption=row.caption, limits=Limits.of(row.limits), options=options,
                   version=row.number)  # fmt: skip


# --- organisers ---------------------------------------------------------------------------------


def sections(summit_id: int) -> list[Section]:
    """Return the sections of a summit in their order."""
    rows = sa.select(Section).where(Section.summit_id == summit_id).order_by(Section.position, Section.id)
    return list(db.session.scalars(rows))


def questions(summit_id: int) -> list[Question]:
    """Return every question of a summit with its options, retired ones included, in the order of the form."""
    rows = sa.select(Question).where(Question.summit_id == summit_id).options(selectinload(Question.options))
    return list(db.session.scalars(rows.order_by(Question.position, Question.id)))


def section(slug: str, reference: str) -> Section | None:
    """Return one section of the summit of an address."""
    fits = (Summit.slug == slug) & (Section.public_id == reference)
    return db.session.scalar(
        sa.select(Section).join(Section.summit).where(fits).options(joinedload(Section.summit))
    )


def question(slug: str, code: str) -> Question | None:
    """Return one question of the summit of an address, asked or retired."""
    fits = (Summit.slug == slug) & (Question.code == code)
    return db.session.scalar(
        sa.select(Question).join(Question.summit).where(fits).options(joinedload(Question.summit))
    )


def codes(summit_id: int) -> set[str]:
    """Return every code in use, retired questions included."""
    return set(db.session.scalars(sa.select(Question.code).where(Question.summit_id == summit_id)))


def last_position(model: type[Section] | type[Question], summit_id: int) -> int:
    """Return the position of the last section or question of a summit, or 0."""
    highest = db.session.scalar(sa.select(sa.func.max(model.position)).where(model.summit_id == summit_id))
    return int(highest or 0)


def processing(summit_id: int) -> list[AskedQuestion]:
    """Return every question whose answers may be there, for the record of processing (GDPR Art. 30)."""
    return [as_asked(one, one.options) for one in questions(summit_id)]


def keeps(summit_id: int) -> Mapping[int, Any]:
    """Return how long the answers to each question are kept, by row id; retired questions included."""
    rows = sa.select(Question.id, Question.keep).where(Question.summit_id == summit_id)
    return {row.id: row.keep for row in db.session.execute(rows)}
