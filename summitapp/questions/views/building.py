"""Adding and changing one question."""

from typing import Any

from flask import request

from summitapp.core.errors import DomainError, Invalid
from summitapp.core.i18n import current_language
from summitapp.core.i18n import gettext as _
from summitapp.core.text import LANGUAGES
from summitapp.core.web import explain, flash_done, redirect_to, render, requires
from summitapp.questions import queries, services
from summitapp.questions.forms import QuestionForm
from summitapp.questions.models import Question, Section
from summitapp.questions.values import KIND_HINTS, KIND_NAMES, AskedForm, AskedSection, Kind
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


def _page(summit: Summit, form: QuestionForm, question: Question | None = None, status: int = 200) -> Any:
    return render(
        "questions/question.html", summit=summit, form=form, question=question, kinds=KIND_NAMES, hints=KIND_HINTS,
        kind=form.kind, codes=LANGUAGES, category=request.args.get("category", ""), demo=summit.is_demo,
    ), status  # fmt: skip


_BESIDE = {"most": "people", "depends_value": "depends_on"}


def _blame(form: QuestionForm, error: DomainError) -> None:
    """Put what a service refused beside the field it speaks of, or above the form."""
    for name, message in (error.faults if isinstance(error, Invalid) else {}).items():
        beside = name if name in form else _BESIDE.get(name, name)
        if beside in form:
            form[beside].errors = [*form[beside].errors, _(message)]
        else:
            form.form_errors.append(_(message))
    if not isinstance(error, Invalid):
        form.form_errors.append(explain(error))


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
        _blame(form, error)
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
        anew = services.change_question(question, form.draft(question.code), home)
    except DomainError as error:
        _blame(form, error)
        return _page(question.summit, form, question, error.status)
    name = question.caption.best(current_language())
    flash_done(_("Saved: %(name)s. It means something else now, so answers given before keep the old wording.", name=name)
               if anew else _("Saved: %(name)s", name=name))  # fmt: skip
    return redirect_to("questions.organise", slug=question.summit.slug, _anchor=f"q-{question.code}")
