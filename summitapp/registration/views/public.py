"""What everybody sees: the form, what happens next, and the link of the first mail."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import request, session

from summitapp.accounts import services as accounts
from summitapp.accounts.values import LinkInvalid, Purpose
from summitapp.consents import queries as consents
from summitapp.core.errors import DomainError, NotFound
from summitapp.core.i18n import gettext as _
from summitapp.core.security import Actor
from summitapp.core.web import explain, flash_done, limited, public, redirect_to, render
from summitapp.core.web import sign_in as begin_session
from summitapp.delegations import queries as delegations
from summitapp.delegations.models import Delegation
from summitapp.questions import queries as questions
from summitapp.questions.forms import Sheet
from summitapp.registration import queries, services
from summitapp.registration.forms import RegistrationForm
from summitapp.registration.models import Registration
from summitapp.registration.values import CategoryUnknown, State, TransitionRefused
from summitapp.registration.views import bp
from summitapp.registration.views.replies import received_files, replied_to
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

VISIT = timedelta(hours=12)


def _summit(slug: str) -> Summit:
    summit = summits.visible(slug)
    if summit is None:
        raise NotFound
    return summit


def _show(summit: Summit, form: RegistrationForm, known: list[Delegation], sheet: Sheet | None = None) -> str:
    texts = consents.current_texts()
    form.offer(queries.open_categories(summit.id), known, texts)
    return render("registration/form.html", summit=summit, form=form, texts=texts, here="register",
                  sheet=sheet or Sheet(questions.asked_form(summit.id)), demo=summit.is_demo)  # fmt: skip


@bp.get("/summits/<slug>/register/")
@public
def form(slug: str) -> Any:
    """Show the form, or say when registration is open."""
    summit = _summit(slug)
    refusal = services.refusal_now(summit)
    if refusal is not None:
        return render("registration/closed.html", summit=summit, reason=explain(refusal), code=refusal.code,
                      here="register", demo=summit.is_demo)  # fmt: skip
    return _show(summit, RegistrationForm(), delegations.of_summit(summit.id))


@bp.post("/summits/<slug>/register/")
@limited("30 per minute")
@public
def submit(slug: str) -> Any:
    """Register somebody. Known and unknown addresses receive the same answer here; the mail says more."""
    files = received_files(request.files)  # before the database is asked: pictures are redrawn here
    summit = _summit(slug)
    known = delegations.of_summit(summit.id)
    filled = RegistrationForm()
    filled.offer(queries.open_categories(summit.id), known, consents.current_texts())
    if filled.website.data:  # filled by a machine, which learns nothing
        return redirect_to("registration.thanks", slug=slug)
    replied = replied_to(questions.asked_form(summit.id), request.form, files)
    faults = replied.faults_at_registration(filled.category.data or "")
    if not filled.validate_on_submit() or faults:
        return _show(summit, filled, known, replied.sheet(faults)), 422
    try:
        _register(summit, filled, {one.code: one for one in known}, replied.replies)
    except DomainError as error:
        beside = _name_faults(filled, error)
        return _show(summit, filled, known, replied.sheet(beside)), error.status
    session["registered"] = filled.email.data
    return redirect_to("registration.thanks", slug=slug)


def _register(summit: Summit, filled: RegistrationForm, known: dict[str, Delegation],
              replies: Mapping[str, Any]) -> None:  # fmt: skip
    entry = queries.entry_form(summit.id, filled.category.data)
    if entry is None:
        raise CategoryUnknown({"category": CategoryUnknown.message})
    services.register_openly(entry, filled.applicant(filled.email.data), filled.answers(),
                             delegation=known.get(filled.delegation.data or ""), consented=filled.consented(),
                             replies=replies)  # fmt: skip


def _name_faults(filled: RegistrationForm, error: DomainError) -> dict[str, str]:
    """Put each fault beside its field; returns those of the summit's own questions, by code."""
    faults = getattr(error, "faults", {})
    for name, message in faults.items():
        if name in filled:
            filled[name].errors = [*filled[name].errors, _(message)]
    if not faults:
        filled.form_errors.append(explain(error))
    return {name.removeprefix("q-"): message for name, message in faults.items() if name.startswith("q-")}


@bp.get("/summits/<slug>/register/thanks/")
@public
def thanks(slug: str) -> str:
    """Say what happens next; the same for everybody."""
    summit = _summit(slug)
    return render("registration/thanks.html", summit=summit, address=session.get("registered", ""), here="register",
                  demo=summit.is_demo)  # fmt: skip


def _of_link(secret: str) -> Registration:
    opened = accounts.open_link(Purpose.CONFIRM, secret)
    registration = queries.by_reference(opened.subject)
    if registration is None:
        raise LinkInvalid
    return registration


@bp.get("/registrations/confirm/<secret>/")
@limited("30 per minute")
@public
def confirm_page(secret: str) -> str:
    """Show a button: mail scanners follow links and must not confirm anything."""
    registration = _of_link(secret)
    return render("registration/confirm.html", registration=registration, summit=registration.summit, secret=secret,
                  position=queries.position(registration), demo=registration.summit.is_demo)  # fmt: skip


@bp.post("/registrations/confirm/<secret>/")
@limited("30 per minute")
@public
def confirm(secret: str) -> Any:
    """Confirm the address, or take the place that was offered, and let the person in to their page."""
    registration = _of_link(secret)
    if registration.state is State.OFFERED:
        registration = services.accept_offer(registration)
    else:
        registration = services.prove(registration)
    _let_in(registration)
    flash_done(_("Thank you. Your address is confirmed."))
    return redirect_to("registration.confirm_page", secret=secret)


@bp.post("/registrations/confirm/<secret>/refuse")
@limited("30 per minute")
@public
def refuse_offer(secret: str) -> Any:
    """Give an offered place back: the next person has it at once."""
    registration = _of_link(secret)
    if registration.state is not State.OFFERED:
        raise TransitionRefused(state=registration.state.value)
    services.withdraw(registration)
    flash_done(_("Thank you for telling us. The place goes to the next person."))
    return redirect_to("registration.confirm_page", secret=secret)


def _let_in(registration: Registration) -> None:
    person = registration.person.public_id
    opened = accounts.open_link(
        Purpose.MANAGE, accounts.mint_link(Purpose.MANAGE, person, VISIT, single_use=False)
    )  # fmt: skip
    begin_session(f"link:{opened.reference}", Actor("person", person, person=person))
