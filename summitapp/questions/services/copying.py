"""Beginning a form with that of another summit, or with the usual questions."""

from collections.abc import Collection
from dataclasses import replace

from summitapp.audit.services import record
from summitapp.questions import queries
from summitapp.questions.models import Section
from summitapp.questions.services.building import add_question
from summitapp.questions.services.sections import add_section, hold_form
from summitapp.questions.values import AskedForm, AskedQuestion
from summitapp.questions.values.usual import USUAL
from summitapp.summits.models import Summit


def add_usual(summit: Summit, codes: Collection[str]) -> int:
    """Add those of the usual questions whose codes are named and not yet in the form; returns how many.

    :raises SummitArchived: if the summit takes no more changes.
    """
    return _add(summit, AskedForm(USUAL), codes)


def copy_questions(source: Summit, target: Summit) -> int:
    """Add every question ``source`` asks that ``target`` does not have; returns how many.

    Codes stay the same, so that copying twice does no harm; places are free again. A condition on a question
    the target has in another shape is left out.

    :raises SummitArchived: if the target takes no more changes.
    """
    form = queries.asked_form(source.id)
    added = _add(target, form, [one.code for one in form])
    record("questions.copied", target, summit=target.public_id, source=source.public_id, number=added)
    return added


def _add(summit: Summit, form: AskedForm, codes: Collection[str]) -> int:
    hold_form(summit)
    known = queries.codes(summit.id)
    here = {tuple(text for _, text in one.title): one for one in queries.sections(summit.id)}
    number = 0
    for asked in form.sections:
        wanted = [one for one in asked.questions if one.code in codes and one.code not in known]
        if not wanted:
            continue
        section = here.get(tuple(text for _, text in asked.title)) or add_section(summit, asked.title, asked.intro)
        for question in wanted:
            _copy(summit, question, section)
            number += 1
    return number


def _copy(summit: Summit, question: AskedQuestion, section: Section) -> None:
    options = tuple(replace(one, id=0, taken=0) for one in question.options if not one.retired)
    source = question.show_if and queries.asked_form(summit.id).question(question.show_if.question)
    kept = question.show_if if source else None
    add_question(summit, replace(question, options=options, show_if=kept), section)
