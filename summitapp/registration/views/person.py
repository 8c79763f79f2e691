"""What organisers see of one person, what they put right, and the buttons that decide."""

from collections.abc import Callable
from typing import Any

from flask import request

from summitapp.consents import queries as consents
from summitapp.core.errors import DomainError, Invalid
from summitapp.core.i18n import current_language
from summitapp.core.i18n import gettext as _
from summitapp.core.web import explain, flash_done, may, redirect_to, render, requires
from summitapp.delegations import queries as delegations
from summitapp.directory.rules import PROBABLE, compare
from summitapp.outbox import queries as outbox
from summitapp.registration import queries, services
from summitapp.registration.forms import CorrectForm, DecisionForm
from summitapp.registration.models import Registration
from summitapp.registration.values import (
    ACTIVE,
    ROLE_NAMES,
    SOURCE_NAMES,
    STATE_NAMES,
    TRANSITIONS,
    DelegationRole,
    Slice,
    State,
)
from summitapp.registration.views import bp, history, sides
from summitapp.registration.views.answers import written
from summitapp.registration.views.refusing import show_refusal
from summitapp.registration.views.table import look


def _person(registration: Registration, decision: DecisionForm) -> str:
    summit, person = registration.summit, registration.person
    merged = queries.merged_into(registration.id)
    subjects = [registration.public_id, person.public_id, *(one.public_id for one in merged)]
    seen = look(summit)
    cuts = {"previous": Slice(registration.id, True, 1), "next": Slice(registration.id, False, 1)}
    beside = {
        name: next(iter(queries.leaf(summit.id, seen.narrowed, seen.form.order(), current_language(), cut=cut).rows), None)
        for name, cut in cuts.items()
    }  # fmt: skip
    return render(
        "registration/person.html", registration=registration, summit=summit, person=person, decision=decision,
        states=STATE_NAMES, roles=ROLE_NAMES, sources=SOURCE_NAMES, history=history.of(subjects, summit), merged=merged,
        position=queries.position(registration), moves=TRANSITIONS[registration.state], active=ACTIVE,
        consents=consents.decisions(person.id), answers=written(queries.answers_of(registration)),
        consented=consents.answers_of(person.id), beside=beside,
        kept=seen.kept,
        elsewhere=_elsewhere(registration), mails=outbox.of_person(person.public_id, summit.public_id), demo=summit.is_demo,
    )  # fmt: skip


def _elsewhere(registration: Registration) -> list[Registration]:
    """Return who is probably the same person at summits the reader organises, too."""
    if not may("registration:decide", registration):
        return []
    own = sides.likeness(registration)
    return [
        one for one in queries.elsewhere(registration)
        if may("registration:decide", one) and compare(own, sides.likeness(one)).score >= PROBABLE
    ]  # fmt: skip


@bp.get("/organise/<slug>/registrations/<code>/")
@requires("registration:see", on=queries.by_code)
def person(registration: Registration) -> str:
    """Show everything about one registration, and its history."""
    return _person(registration, DecisionForm(None))


def _back(registration: Registration) -> Any:
    return redirect_to("registration.person", slug=registration.summit.slug, code=registration.code)


def _told(registration: Registration, sentence: str) -> None:
    """Say what was done, and whether a mail tells of it."""
    name = registration.person.name.full
    told = _("%(name)s is told by mail.", name=name) if registration.person.email else \
        _("%(name)s has no e-mail address: please tell them yourself.", name=name)  # fmt: skip
    flash_done(f"{sentence} {told}")


# --- putting details right ----------------------------------------------------------------------


def _correct_form(registration: Registration, *given: None) -> CorrectForm:
    person, summit = registration.person, registration.summit
    known = {
        "given_name": person.given_name, "family_name": person.family_name, "single_name": not person.family_name,
        "email": person.email or "", "phone": registration.phone, "function": registration.function,
        "city": registration.city_text, "organisation": registration.organisation_text,
        "language": registration.language, "spoken_languages": registration.spoken_languages,
        "interpretation": registration.interpretation, "note": registration.note,
        "category": registration.category.code, "role": registration.delegation_role.value,
        "delegation": registration.delegation.code if registration.delegation else "",
        "position": registration.position.public_id if registration.position else "", "acting": registration.acting,
    }  # fmt: skip
    form = CorrectForm(*given, data=known)
    form.offer_belonging(summit.categories, delegations.of_summit(summit.id))
    form.offer_offices(delegations.offices_of(registration.delegation) if registration.delegation else [])
    return form


def _correct_page(registration: Registration, form: CorrectForm) -> str:
    summit = registration.summit
    return render("registration/correct.html", registration=registration, summit=summit, form=form, demo=summit.is_demo)


@bp.get("/organise/<slug>/registrations/<code>/correct/")
@requires("registration:decide", on=queries.by_code)
def correct(registration: Registration) -> str:
    """Show what is known of somebody, to put it right."""
    return _correct_page(registration, _correct_form(registration, None))


@bp.post("/organise/<slug>/registrations/<code>/correct/")
@requires("registration:decide", on=queries.by_code)
def save_correction(registration: Registration) -> Any:
    """Put it right."""
    form = _correct_form(registration)
    if not form.validate_on_submit():
        return _correct_page(registration, form), 422
    applicant = form.applicant(form.email.data or None)
    try:
        services.put_right(registration, applicant, form.answers(), _belonging(registration, form),
                           phone=form.number(), reason=form.reason.data or "")  # fmt: skip
    except DomainError as error:
        show_refusal(form, error)
        return _correct_page(registration, form), error.status
    flash_done(_("Saved. What was changed stands in the history."))
    return _back(registration)


def _belonging(registration: Registration, form: CorrectForm) -> services.Belonging:
    summit = registration.summit
    delegation = delegations.by_code(summit.id, form.delegation.data) if form.delegation.data else None
    offices = delegations.offices_of(delegation) if delegation is not None else []
    return services.Belonging(
        next(one for one in summit.categories if one.code == form.category.data), delegation,
        DelegationRole(form.role.data), next((one for one in offices if one.public_id == form.position.data), None),
        bool(form.acting.data),
    )  # fmt: skip


# --- deciding -----------------------------------------------------------------------------------


@bp.post("/organise/<slug>/registrations/<code>/approve")
@requires("registration:decide", on=queries.by_code)
def approve(registration: Registration) -> Any:
    """Give this person a place, or a place on the waiting list."""
    done = services.approve(registration, request.form.get("reason", ""))
    _told(done, {
        State.CONFIRMED: _("Approved: the place is confirmed."),
        State.APPROVED: _("Approved: the place is held until the address is confirmed."),
        State.WAITING: _("Approved, but no place is free: they are on the waiting list."),
    }[done.state])  # fmt: skip
    return _back(done)


def _with_reason(registration: Registration, decision: Callable[[Registration, str], Registration],
                 sentence: str) -> Any:  # fmt: skip
    form = DecisionForm()
    if not form.validate_on_submit():
        return _person(registration, form), 422
    try:
        done = decision(registration, form.reason.data or "")
    except Invalid as error:
        form.reason.errors = [explain(error)]
        return _person(registration, form), 422
    _told(done, sentence)
    return _back(done)


@bp.post("/organise/<slug>/registrations/<code>/decline")
@requires("registration:decide", on=queries.by_code)
def decline(registration: Registration) -> Any:
    """Say no to this person, with a reason."""
    return _with_reason(registration, services.decline, _("Declined."))


@bp.post("/organise/<slug>/registrations/<code>/cancel")
@requires("registration:decide", on=queries.by_code)
def cancel(registration: Registration) -> Any:
    """Take this person's place back, with a reason."""
    return _with_reason(registration, services.cancel, _("Cancelled; the place goes to whoever waits next."))


@bp.post("/organise/<slug>/registrations/<code>/reopen")
@requires("registration:decide", on=queries.by_code)
def reopen(registration: Registration) -> Any:
    """Take a refusal back."""
    done = services.reopen(registration)
    _told(done, _("Opened again: the registration waits for your decision."))
    return _back(done)
