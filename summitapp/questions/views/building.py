"""Adding and changing one question."""

from typing import Any

from flask import request

from summitapp.core.errors import DomainError, Stale
from summitapp.core.i18n import current_language
from summitapp.core.i18n import gettext as _
from summitapp.core.text import LANGUAGES
from summitapp.core.web import blame, explain, flash_done, redirect_to, render, requires
from summitapp.questions import queries, services
from summitapp.questions.forms import QuestionForm
from summitapp.questions.models import Question, Section
from summitapp.questions.values import KIND_HINTS, KIND_NAMES, AskedForm, AskedQuestion, AskedSection, Kind
from summitapp.questions.views import bp
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

_KIND = f"<any({','.join(Kind)}):kind>"


def question_form(summit: Summit, kind: Kind, code: str = "", **values: Any) -> QuestionForm:
    """Return the form of a question of this kind, with what can be chosen here and now."""
    form = QuestionForm(**values)
    form.fit(kind, queries.sections(summit.id), summit.categories, _earlier(queries.asked_form(summit.id), code))
    if values.get("formdata", request.form):
        form.read_conditions(request.form)
    return form


def _earlier(form: AskedForm, code: str) -> AskedForm:
    """Return the questions that stand before one; before a new one stand all."""
    found: list[AskedSection] = []
    for section in form.sections:
        codes = [one.code for one in section.questions]
        if code in codes:
            before = section.questions[: codes.index(code)]
            return AskedForm((*found, AskedSection(section.title, questions=before)))
        found.append(section)
    return form


def section_of(summit: Summit, form: QuestionForm) -> Section | None:
    """Return the section that was chosen."""
    return next((one for one in queries.sections(summit.id) if one.public_id == form.section.data), None)


def _page(summit: Summit, form: QuestionForm, question: Question | None = None, status: int = 200,
          present: AskedQuestion | None = None) -> Any:  # fmt: skip
    return render(
        "questions/question.html", summit=summit, form=form, question=question, kinds=KIND_NAMES, hints=KIND_HINTS,
        kind=form.kind, codes=LANGUAGES, category=request.args.get("category", ""), demo=summit.is_demo,
        present=present,
    ), status  # fmt: skip


#: What a rule speaks of, and by which field of some kinds it is asked.
_BESIDE = {"most": "people", "depends_value": "depends_on"}


@bp.get(f"/organise/<slug>/questions/new/{_KIND}/")
@requires("questions:edit", on=lambda slug, kind: summits.by_slug(slug))
def new(summit: Summit) -> Any:
    """Show an empty form for a question of one kind."""
    if not queries.sections(summit.id):
        return redirect_to("questions.new_section", slug=summit.slug)
    kind = Kind((request.view_args or {})["kind"])
    form = question_form(summit, kind, formdata=None)
    form.begin(kind)
    form.section.data = request.args.get("section") or form.section.choices[-1].value
    return _page(summit, form)


@bp.post(f"/organise/<slug>/questions/new/{_KIND}/")
@requires("questions:edit", on=lambda slug, kind: summits.by_slug(slug))
def add(summit: Summit) -> Any:
    """Add the question."""
    form = question_form(summit, Kind((request.view_args or {})["kind"]))
    home = section_of(summit, form)
    if not form.validate_on_submit() or home is None:
        return _page(summit, form, status=422)
    try:
        question = services.add_question(summit, form.draft(""), home)
    except DomainError as error:
        blame(form, error, _BESIDE)
        return _page(summit, form, status=error.status)
    flash_done(_("Added: %(name)s", name=question.caption.best(current_language())))
    return redirect_to("questions.organise", slug=summit.slug, _anchor=f"q-{question.code}")


def _kind(question: Question) -> Kind:
    wanted = request.values.get("kind", "")
    return Kind(wanted) if wanted in set(Kind) else question.kind


@bp.get("/organise/<slug>/question/<code>/")
@requires("questions:edit", on=queries.question)
def change(question: Question) -> Any:
    """Show a question; ``?kind=`` shows it as another kind, which is saved with the rest."""
    form = question_form(question.summit, _kind(question), question.code, formdata=None)
    form.show(queries.as_asked(question, question.options))
    form.section.data = question.section.public_id if question.section else ""
    form.seen.data = queries.mark_of(question)
    return _page(question.summit, form, question)


@bp.post("/organise/<slug>/question/<code>/")
@requires("questions:edit", on=queries.question)
def save(question: Question) -> Any:
    """Save a question; answers given before stay readable as they were asked."""
    form = question_form(question.summit, _kind(question), question.code)
    home = section_of(question.summit, form)
    if not form.validate_on_submit() or home is None:
        return _page(question.summit, form, question, 422)
    try:
        anew = services.change_question(question, form.draft(question.code), home, form.seen.data or "")
    except Stale as error:
        form.form_errors.append(explain(error))
        form.seen.data = queries.mark_of(question)  # saved once more, it is meant
        return _page(question.summit, form, question, error.status, present=queries.as_asked(question, question.options))
    except DomainError as error:
        blame(form, error, _BESIDE)
        return _page(question.summit, form, question, error.status)
    name = question.caption.best(current_language())
    flash_done(_("Saved: %(name)s. It means something else now, so answers given before keep the old wording.", name=name)
               if anew else _("Saved: %(name)s", name=name))  # fmt: skip
    return redirect_to("questions.organise", slug=question.summit.slug, _anchor=f"q-{question.code}")
