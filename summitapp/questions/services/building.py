"""Adding, changing, moving and retiring questions; what was answered before stays readable."""

from collections.abc import Sequence
from dataclasses import replace

from summitapp.audit.services import record
from summitapp.consents.services import ensure_texts
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.errors import Stale
from summitapp.core.text import N_
from summitapp.questions import queries, rules
from summitapp.questions.models import Option, Question, QuestionVersion, Section
from summitapp.questions.services.order import arrangement, number, require_order, write_order
from summitapp.questions.services.sections import hold_form
from summitapp.questions.values import (
    MOST_QUESTIONS,
    WITH_OPTIONS,
    AskedForm,
    AskedOption,
    AskedQuestion,
    AskedSection,
)
from summitapp.questions.values.refusals import QuestionInvalid, StillDependedOn, TooManyQuestions
from summitapp.summits.models import Summit


def add_question(summit: Summit, draft: AskedQuestion, section: Section) -> Question:
    """Add a question at the end of a section; its code is made from its caption unless it has one.

    :raises QuestionInvalid: if it contradicts itself or the form, named field by field.
    :raises TooManyQuestions: if the form is as long as it can be.
    :raises SummitArchived: if the summit takes no more changes.
    """
    hold_form(summit)
    taken = queries.codes(summit.id)
    if len(taken) >= MOST_QUESTIONS:
        raise TooManyQuestions
    code = draft.code if draft.code and draft.code not in taken else rules.free_code(draft.caption, taken)
    draft = _coded(replace(draft, code=code))
    _check(draft, draft_form(summit, draft, section))
    place = queries.last_position(Question, summit.id) + 1
    question = Question(summit_id=summit.id, code=code, position=place)
    _write(question, draft, section)
    db.session.add(question)
    db.session.flush()
    _write_options(question, [], draft.options)
    record("question.added", question, summit=summit.public_id, kind=draft.kind, code=code)
    if draft.sensitive:
        ensure_texts()
    return question


def change_question(question: Question, draft: AskedQuestion, section: Section, seen: str = "") -> bool:
    """Change a question; returns whether it means something else now, which makes a new version of it.

    :param seen: :func:`queries.mark_of` the question as whoever changes it has seen it; empty where nobody looked.
    :raises Stale: if it is not so any more. :raises QuestionInvalid: if it contradicts itself or the form, named field by field.
    :raises SummitArchived: if the summit takes no more changes.
    """
    hold_form(question.summit)
    if seen and seen != queries.mark_of(question):
        raise Stale
    before = queries.as_asked(question, question.options)
    draft = _coded(replace(draft, code=question.code), {one.code for one in before.options})
    left_out = [one for one in before.options if draft.option(one.code) is None]
    draft = replace(draft, options=(*draft.options, *(replace(one, retired=True) for one in left_out)))
    _check(draft, draft_form(question.summit, draft, section))
    anew = rules.is_new_meaning(before, draft)
    if anew:
        db.session.add(_as_version(before))
    _write(question, draft, section)
    question.version += anew
    _write_options(question, question.options, draft.options)
    record("question.changed", question, summit=question.summit.public_id, version=question.version)
    if draft.sensitive:
        ensure_texts()
    return anew


def draft_form(summit: Summit, draft: AskedQuestion, section: Section | None) -> AskedForm:
    """Return the form as it would be with this question in it; nothing is written."""
    form = queries.asked_form(summit.id)
    home = section.id if section is not None else 0
    sections = [_with(one, draft, home) for one in form.sections]
    if home not in {one.id for one in sections}:
        fresh = queries.as_section(section) if section is not None else AskedSection(draft.caption)
        sections.append(replace(fresh, questions=(draft,)))
        order = {one.id: place for place, one in enumerate(queries.sections(summit.id))}
        sections.sort(key=lambda one: order.get(one.id, len(order)))
    return AskedForm(tuple(one for one in sections if one.questions))


def _with(section: AskedSection, draft: AskedQuestion, home: int) -> AskedSection:
    """Return a section in which the draft stands where the question stood, at the end, or no longer."""
    codes = [one.code for one in section.questions]
    if section.id != home:
        return replace(section, questions=tuple(one for one in section.questions if one.code != draft.code))
    if draft.code in codes:
        return replace(section, questions=tuple(draft if one.code == draft.code else one for one in section.questions))
    return replace(section, questions=(*section.questions, draft))


def _check(draft: AskedQuestion, form: AskedForm) -> None:
    if faults := rules.find_faults(draft, form):
        raise QuestionInvalid(faults)
    others = [one for one in form if one.code != draft.code]
    if any("depends_on" in rules.find_faults(one, form) for one in others):
        raise QuestionInvalid({"section": StillDependedOn.message})
    if any("depends_value" in rules.find_faults(one, form) for one in others):
        raise QuestionInvalid({"options": StillDependedOn.message})


def _coded(draft: AskedQuestion, known: set[str] | None = None) -> AskedQuestion:
    """Give each new option a code; options of a kind that has none are left out."""
    if draft.kind not in WITH_OPTIONS:
        return replace(draft, options=())
    taken = set(known or ()) | {one.code for one in draft.options}
    coded = []
    for option in draft.options:
        code = option.code or rules.free_code(option.label, taken)
        taken.add(code)
        coded.append(replace(option, code=code))
    return replace(draft, options=tuple(coded))


def _as_version(before: AskedQuestion) -> QuestionVersion:
    labels = {one.code: one.label.as_dict() for one in before.options}
    return QuestionVersion(question_id=before.id, number=before.version, kind=before.kind, caption=before.caption,
                           limits=before.limits.as_dict(), options=labels, ended_at=now())  # fmt: skip


def _write(question: Question, draft: AskedQuestion, section: Section) -> None:
    question.section_id = section.id
    for name in ("kind", "caption", "help", "purpose", "keep", "required", "phase"):
        setattr(question, name, getattr(draft, name))
    question.categories = sorted(draft.categories)
    question.readers = sorted(draft.readers) if draft.sensitive else []
    question.limits = draft.limits.as_dict()
    question.show_if = draft.show_if.as_dict() if draft.show_if else {}


def _write_options(question: Question, present: Sequence[Option], wanted: Sequence[AskedOption]) -> None:
    """Keep the rows of options in step; a row is never removed, since somebody may have chosen it."""
    rows, moment = {one.code: one for one in present}, now()
    for place, option in enumerate(wanted):
        row = rows.get(option.code)
        if row is None:
            row = Option(question_id=question.id, code=option.code, taken=0)
            db.session.add(row)
        if option.places is not None and option.places < row.taken:
            raise QuestionInvalid({"options": N_("More places than that are taken already.")})
        row.label, row.places, row.position = option.label, option.places, place
        row.retired_at = (row.retired_at or moment) if option.retired else None
    db.session.flush()
    db.session.expire(question, ["options"])


def duplicate_question(question: Question) -> Question:
    """Add a copy right after a question, with a code of its own and every place free.

    :raises TooManyQuestions: if the form is as long as it can be.
    :raises SummitArchived: if the summit takes no more changes.
    """
    asked = queries.as_asked(question, question.options)
    fresh = tuple(replace(one, id=0, taken=0) for one in asked.options if not one.retired)
    section = question.section or _last_section(question.summit)
    twin = add_question(question.summit, replace(asked, code="", options=fresh), section)
    row = next(row for home, row in arrangement(question.summit_id) if home.id == section.id)
    row.remove(twin)
    row.insert(row.index(question) + 1 if question in row else len(row), twin)
    number(row)
    return twin


def retire_question(question: Question) -> None:
    """Stop asking a question; its answers stay.

    :raises StillDependedOn: if other questions are asked only after a certain answer to it.
    :raises SummitArchived: if the summit takes no more changes.
    """
    hold_form(question.summit)
    form = queries.asked_form(question.summit_id)
    if any(one.show_if and one.show_if.question == question.code for one in form):
        raise StillDependedOn
    question.retired_at = question.retired_at or now()
    record("question.retired", question, summit=question.summit.public_id)


def restore_question(question: Question) -> None:
    """Ask a retired question again; a condition that no longer holds goes, and is told by the answer.

    :raises SummitArchived: if the summit takes no more changes.
    """
    hold_form(question.summit)
    question.retired_at = None
    if question.section_id is None:
        question.section_id = _last_section(question.summit).id
    question.position = queries.last_position(Question, question.summit_id) + 1
    db.session.flush()
    form = queries.asked_form(question.summit_id)
    asked = form.question(question.code)
    if asked is not None and {"depends_on", "depends_value"} & rules.find_faults(asked, form).keys():
        question.show_if = {}
    record("question.restored", question, summit=question.summit.public_id)


def _last_section(summit: Summit) -> Section:
    found = queries.sections(summit.id)
    if not found:
        raise QuestionInvalid({"section": N_("Please add a section first.")})
    return found[-1]


def move_question(question: Question, up: bool) -> None:
    """Exchange a question with its neighbour; at the edge of its section it moves into the next one.

    :raises OrderRefused: if a question would stand before the one it depends on.
    :raises SummitArchived: if the summit takes no more changes.
    """
    hold_form(question.summit)
    wanted = arrangement(question.summit_id)
    here = next((place for place, (_section, row) in enumerate(wanted) if question in row), None)
    if here is None:  # it is asked no more
        return
    row = wanted[here][1]
    place = row.index(question)
    row.remove(question)
    step = place - 1 if up else place + 1
    if 0 <= step <= len(row):
        row.insert(step, question)
    elif 0 <= (there := here - 1 if up else here + 1) < len(wanted):
        wanted[there][1].insert(len(wanted[there][1]) if up else 0, question)
    else:
        return
    require_order(wanted)
    write_order(wanted)
    record("question.moved", question, summit=question.summit.public_id)
