"""The summit's own questions on My summit: answering, changing, and the sealed ones behind a fresh code."""

from typing import Any

from flask import request

from summitapp.consents import queries as consents
from summitapp.consents.values import Purpose
from summitapp.core.db import end_read
from summitapp.core.errors import Invalid
from summitapp.core.fields import Form
from summitapp.core.i18n import current_language
from summitapp.core.i18n import gettext as _
from summitapp.core.web import explain, flash_done, fresh, limited, redirect_to, render, requires
from summitapp.questions import queries as questions
from summitapp.questions.documents import write_answer
from summitapp.questions.forms import Sheet, read_replies, said_before
from summitapp.questions.rules import consents_needed
from summitapp.questions.values import SENSITIVE, UPLOADS, AskedForm
from summitapp.registration import queries, services
from summitapp.registration.models import Registration
from summitapp.registration.values import ChangesClosed
from summitapp.registration.views import bp
from summitapp.registration.views.replies import received_files, replied_to


def _mine(reference: str) -> Registration | None:
    return queries.by_reference(reference)


def _phases(found: Registration) -> frozenset[str]:
    return frozenset(phase.value for phase in services.phases_of(found))


# --- plain answers --------------------------------------------------------------------------------


def _page(found: Registration, form: Form, sheet: Sheet, status: int = 200) -> Any:
    given = [] if services.changes_open(found) else [
        (one, write_answer(one.question, one.value, current_language()))
        for one in queries.answers_of(found) if not one.sealed
    ]  # fmt: skip
    return render("portal/questions.html", registration=found, summit=found.summit, form=form, sheet=sheet, given=given,
                  open=services.changes_open(found), here="my"), status  # fmt: skip


@bp.get("/my/registrations/<reference>/questions/")
@requires("registration:manage", on=_mine)
def my_questions(found: Registration) -> Any:
    """Show what is asked, with what was answered."""
    form = questions.asked_form(found.summit_id)
    known = queries.given_answers(found.id, form)
    sheet = Sheet(form, said_before(form, known), category=found.category.code, phases=_phases(found),
                  files=_files(form, known))  # fmt: skip
    return _page(found, Form(None), sheet)


def _files(form: AskedForm, known: dict[str, Any]) -> dict[str, tuple[str, str]]:
    sent = {one.code: known[one.code] for one in form if one.kind in UPLOADS and one.code in known}
    names = queries.upload_names(sent.values())
    return {code: (names[reference], "") for code, reference in sent.items() if reference in names}


@bp.post("/my/registrations/<reference>/questions/")
@limited("30 per minute")
@requires("registration:manage", on=_mine)
def save_my_questions(found: Registration) -> Any:
    """Save what was answered."""
    reference = found.public_id
    end_read()  # pictures are redrawn while nobody waits for the database
    files = received_files(request.files)
    found = queries.by_reference(reference) or found
    form, sent = questions.asked_form(found.summit_id), Form()
    own = queries.given_answers(found.id, form)
    replied = replied_to(form, request.form, files, own)
    how = {"category": found.category.code, "phases": _phases(found)}
    if not sent.validate_on_submit() or replied.wrong:
        return _page(found, sent, replied.sheet({}, **how), 422)
    try:
        services.answer(found, replied.replies)
    except Invalid as error:
        faults = {name.removeprefix("q-"): text for name, text in error.faults.items()}
        return _page(found, sent, replied.sheet(faults, **how), 422)
    except ChangesClosed as error:
        sent.form_errors.append(explain(error))
        return _page(found, sent, replied.sheet({}, **how), error.status)
    flash_done(_("Your answers are saved."))
    return redirect_to("my.home")


# --- sealed answers -------------------------------------------------------------------------------


def _needs(found: Registration, form: Form, sheet: Sheet, agreed: set[Purpose], status: int = 200) -> Any:
    _form, asked = services.sensitive_questions(found)
    texts = consents.current_texts()
    groups = [
        (purpose, texts[purpose], [one for one in asked if SENSITIVE[one.kind] is purpose])
        for purpose in consents_needed(asked) if purpose in texts
    ]  # fmt: skip
    return render("portal/needs.html", registration=found, summit=found.summit, form=form, sheet=sheet, groups=groups,
                  agreed=agreed, open=services.changes_open(found),
                  openings=queries.openings_of(found), here="my"), status  # fmt: skip


@bp.get("/my/registrations/<reference>/needs/")
@requires("registration:manage", on=_mine)
@fresh
def my_needs(found: Registration) -> Any:
    """Show the sealed answers to their own person."""
    form, asked = services.sensitive_questions(found)
    told = services.reveal(found)
    sheet = Sheet(form, told, category=found.category.code, phases=_phases(found), sensitive=True)
    return _needs(found, Form(None), sheet, services.agreed_to(found, asked))


@bp.post("/my/registrations/<reference>/needs/")
@limited("30 per minute")
@requires("registration:manage", on=_mine)
@fresh
def save_my_needs(found: Registration) -> Any:
    """Seal what was answered, or delete it where the consent is taken back."""
    form, sent = questions.asked_form(found.summit_id), Form()
    replies = read_replies(form, request.form, sensitive=True)
    agreed = {Purpose(value) for value in request.form.getlist("agreed") if value in set(Purpose)}
    faults: dict[str, str] = {}
    if sent.validate_on_submit():
        try:
            services.answer_sealed(found, replies, agreed)
        except Invalid as error:
            faults = {name.removeprefix("q-"): text for name, text in error.faults.items()}
        except ChangesClosed as error:
            sent.form_errors.append(explain(error))
        else:
            flash_done(_("Sealed and saved. Only those whose work needs it can open it, and you see here when they do."))
            return redirect_to("my.home")
    sheet = Sheet(form, replies, faults, found.category.code, _phases(found), sensitive=True)
    return _needs(found, sent, sheet, agreed, 422)
