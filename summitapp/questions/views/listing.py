"""What is asked, in its order; and beginning with the usual questions or those of another summit."""

from typing import Any

from flask import request

from summitapp.core.fields import Form
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import ngettext
from summitapp.core.web import explain, flash_done, flash_warning, may, redirect_to, render, requires
from summitapp.questions import queries, services
from summitapp.questions.forms import UsualForm
from summitapp.questions.models import Question
from summitapp.questions.values import KIND_HINTS, KIND_NAMES, PHASE_NAMES
from summitapp.questions.values.refusals import OrderRefused, StillDependedOn
from summitapp.questions.values.usual import USUAL
from summitapp.questions.views import bp
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit


@bp.get("/organise/<slug>/questions/")
@requires("questions:see", on=summits.by_slug)
def organise(summit: Summit) -> str:
    """Show every section with its questions, and those that are asked no more."""
    found = queries.questions(summit.id)
    sections = [
        (section, [one for one in found if one.section_id == section.id and one.retired_at is None])
        for section in queries.sections(summit.id)
    ]  # fmt: skip
    names = {one.code: one.name for one in summit.categories}
    return render(
        "questions/organise.html", summit=summit, sections=sections, kinds=KIND_NAMES, phases=PHASE_NAMES, names=names,
        retired=[one for one in found if one.retired_at is not None], captions={one.code: one.caption for one in found},
        demo=summit.is_demo,
    )  # fmt: skip


@bp.get("/organise/<slug>/questions/kinds/")
@requires("questions:edit", on=summits.by_slug)
def kinds(summit: Summit) -> Any:
    """Show what kinds of questions there are."""
    if not queries.sections(summit.id):
        return redirect_to("questions.new_section", slug=summit.slug)
    return render("questions/kinds.html", summit=summit, kinds=KIND_NAMES, hints=KIND_HINTS,
                  section=request.args.get("section", ""), demo=summit.is_demo)  # fmt: skip


# --- moving, copying, retiring ------------------------------------------------------------------


def _question(slug: str, code: str) -> Question | None:
    return queries.question(slug, code)


def _list(question: Question) -> Any:
    return redirect_to("questions.organise", slug=question.summit.slug, _anchor=f"q-{question.code}")


@bp.post("/organise/<slug>/question/<code>/<any(up,down):way>/")
@requires("questions:edit", on=lambda slug, code, way: _question(slug, code))
def move(question: Question) -> Any:
    """Move a question up or down, also into the next section."""
    try:
        services.move_question(question, up=(request.view_args or {})["way"] == "up")
    except OrderRefused as error:
        flash_warning(explain(error))
    return _list(question)


@bp.post("/organise/<slug>/question/<code>/duplicate/")
@requires("questions:edit", on=_question)
def duplicate(question: Question) -> Any:
    """Add a copy below."""
    twin = services.duplicate_question(question)
    flash_done(_("A copy stands below the question. Change what is different."))
    return redirect_to("questions.change", slug=twin.summit.slug, code=twin.code)


@bp.post("/organise/<slug>/question/<code>/retire/")
@requires("questions:edit", on=_question)
def retire(question: Question) -> Any:
    """Ask it no more."""
    try:
        services.retire_question(question)
    except StillDependedOn as error:
        flash_warning(explain(error))
        return _list(question)
    flash_done(_("This question is asked no more. Its answers stay, and you can bring it back."))
    return _list(question)


@bp.post("/organise/<slug>/question/<code>/restore/")
@requires("questions:edit", on=_question)
def restore(question: Question) -> Any:
    """Ask it again."""
    condition = bool(question.show_if)
    services.restore_question(question)
    flash_done(_("This question is asked again. It stands at the end of its section."))
    if condition and not question.show_if:
        flash_warning(_("What it depended on is no longer there: now it is always asked."))
    return _list(question)


# --- beginning with what is there ---------------------------------------------------------------


def _usual(summit: Summit, form: UsualForm, status: int = 200) -> Any:
    others = [one for one in summits.all_summits() if one.id != summit.id and may("questions:edit", one)]
    asked = [section for section in USUAL if any(one.code in form.offered for one in section.questions)]
    return render("questions/usual.html", summit=summit, form=form, usual=asked, kinds=KIND_NAMES, others=others,
                  copying=Form(None), demo=summit.is_demo), status  # fmt: skip


@bp.get("/organise/<slug>/questions/usual/")
@requires("questions:edit", on=summits.by_slug)
def usual(summit: Summit) -> Any:
    """Show the usual questions that are not asked yet."""
    form = UsualForm(None)
    form.offer(queries.codes(summit.id))
    form.codes.data = form.offered
    return _usual(summit, form)


@bp.post("/organise/<slug>/questions/usual/")
@requires("questions:edit", on=summits.by_slug)
def add_usual(summit: Summit) -> Any:
    """Add those that are ticked."""
    form = UsualForm()
    form.offer(queries.codes(summit.id))
    if not form.validate_on_submit():
        return _usual(summit, form, 422)
    number = services.add_usual(summit, set(form.codes.data or ()))
    flash_done(ngettext("One question was added.", "%(num)s questions were added.", number))
    return redirect_to("questions.organise", slug=summit.slug)


@bp.post("/organise/<slug>/questions/copy/")
@requires("questions:edit", on=summits.by_slug)
def copy(summit: Summit) -> Any:
    """Add the questions of another summit."""
    source = summits.by_slug(request.form.get("source", ""))
    if source is None or not may("questions:edit", source):
        flash_warning(_("Please choose a summit."))
        return redirect_to("questions.usual", slug=summit.slug)
    number = services.copy_questions(source, summit)
    flash_done(ngettext("One question was added.", "%(num)s questions were added.", number))
    return redirect_to("questions.organise", slug=summit.slug)

