"""The form as a delegate sees it, with what is being written in it; nothing is saved here."""

from typing import Any

from flask import request

from summitapp.core import i18n
from summitapp.core.text import LANGUAGES, as_language
from summitapp.core.web import render, requires
from summitapp.questions import queries, services
from summitapp.questions.forms import Sheet
from summitapp.questions.values import AskedForm, Kind, Phase
from summitapp.questions.views import bp
from summitapp.questions.views.building import question_form, section_of
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

_ALL = frozenset(phase.value for phase in Phase)


def _sheets(form: AskedForm, category: str) -> dict[str, Sheet]:
    return {"plain": Sheet(form, category=category, phases=_ALL),
            "sealed": Sheet(form, category=category, phases=_ALL, sensitive=True)}  # fmt: skip


def _drawn(summit: Summit, template: str, form: AskedForm, category: str, **more: Any) -> str:
    known = {one.code for one in summit.categories}
    category = category if category in known else ""
    return render(template, summit=summit, category=category, codes=LANGUAGES, demo=summit.is_demo,
                  **_sheets(form, category), **more)  # fmt: skip


@bp.get("/organise/<slug>/questions/preview/")
@requires("questions:see", on=summits.by_slug)
def preview(summit: Summit) -> str:
    """Show the form as it is, for a category."""
    form = queries.asked_form(summit.id)
    return _drawn(summit, "questions/preview.html", form, request.args.get("category", ""), draft=False, draft_name="")


@bp.post("/organise/<slug>/questions/preview/")
@requires("questions:edit", on=summits.by_slug)
def preview_draft(summit: Summit) -> str:
    """Show the form with the question that is being written; a script asks for the part alone."""
    kind, code = request.form.get("kind", ""), request.form.get("code", "")
    with i18n.speaking(as_language(request.form.get("as-language"), i18n.current_language())):
        form = queries.asked_form(summit.id)
        if kind in set(Kind):
            written = question_form(summit, Kind(kind), code)
            form = services.draft_form(summit, written.draft(code or "new"), section_of(summit, written))
        part = "questions/preview_part.html" if "part" in request.args else "questions/preview.html"
        return _drawn(summit, part, form, request.form.get("as-category", ""), draft=True,
                      draft_name=f"q-{code or 'new'}")  # fmt: skip
