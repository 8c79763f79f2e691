"""Sealed answers for those whose work needs them: found by name, opened for a reason."""

from collections.abc import Iterable
from typing import Any

from flask import request

from summitapp.core.errors import Forbidden, Invalid
from summitapp.core.i18n import current_language
from summitapp.core.i18n import gettext as _
from summitapp.core.security import acting
from summitapp.core.text import fold
from summitapp.core.web import render, requires
from summitapp.questions.documents import write_answer
from summitapp.questions.values import READER_NAMES, Given
from summitapp.registration import queries, services
from summitapp.registration.forms import DecisionForm
from summitapp.registration.models import Registration
from summitapp.registration.permissions import groups_of
from summitapp.registration.views import bp
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

MOST = 30


def _groups(thing: Any) -> list[str]:
    return [_(READER_NAMES[group]) for group in sorted(groups_of(acting(), thing))]


@bp.get("/organise/<slug>/sealed/")
@requires("answers:open", on=summits.by_slug)
def sealed(summit: Summit) -> str:
    """Find somebody whose sealed answers the reader's group may open; nobody is listed unasked."""
    asked = request.args.get("q", "").strip()
    found: list[Registration] = []
    if asked:
        terms = fold(asked).split()
        everyone = queries.with_sealed_for(summit.id, groups_of(acting(), summit))
        found = [one for one in everyone if all(term in fold(f"{one.person.name.full} {one.code}") for term in terms)]
    return render("registration/sealed.html", summit=summit, found=found[:MOST], more=len(found) > MOST, q=asked,
                  groups=_groups(summit), demo=summit.is_demo)  # fmt: skip


def _opening(registration: Registration, form: DecisionForm, status: int = 200) -> Any:
    return render("registration/open_sealed.html", registration=registration, summit=registration.summit, form=form,
                  opened=None, groups=_groups(registration), demo=registration.summit.is_demo), status  # fmt: skip


@bp.get("/organise/<slug>/sealed/<code>/")
@requires("answers:open", on=queries.by_code)
def ask_to_open(registration: Registration) -> Any:
    """Ask for the reason."""
    return _opening(registration, DecisionForm(None))


@bp.post("/organise/<slug>/sealed/<code>/")
@requires("answers:open", on=queries.by_code)
def open_sealed(registration: Registration) -> Any:
    """Open what the reader's work needs; that it was opened, and why, is written down for the person."""
    form = DecisionForm()
    if not form.validate_on_submit():
        return _opening(registration, form, 422)
    try:
        opened = services.open_sensitive(registration, form.reason.data or "")
    except Invalid as error:
        form.reason.errors = [_(text) for text in error.faults.values()]
        return _opening(registration, form, 422)
    except Forbidden:
        form.form_errors.append(_("There is nothing here that your group needs to know."))
        return _opening(registration, form, 403)
    return render("registration/open_sealed.html", registration=registration, summit=registration.summit, form=form,
                  opened=written(opened), groups=_groups(registration), demo=registration.summit.is_demo)  # fmt: skip


def written(answers: Iterable[Given]) -> list[tuple[Given, str]]:
    """Return answers with their words in the reader's language."""
    return [(one, write_answer(one.question, one.value, current_language())) for one in answers]

