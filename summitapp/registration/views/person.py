"""What organisers see of one person, and the buttons that decide."""

from collections.abc import Callable
from typing import Any

from summitapp.audit import queries as audit
from summitapp.consents import queries as consents
from summitapp.core.errors import Invalid
from summitapp.core.i18n import gettext as _
from summitapp.core.web import explain, flash_done, redirect_to, render, requires
from summitapp.registration import queries, services
from summitapp.registration.forms import DecisionForm
from summitapp.registration.models import Registration
from summitapp.registration.values import ACTOR_NAMES, STATE_NAMES, STEP_NAMES, TRANSITIONS, State
from summitapp.registration.views import bp

Decision = Callable[[Registration], Registration]


def _person(registration: Registration, decision: DecisionForm) -> str:
    summit = registration.summit
    return render(
        "registration/person.html", registration=registration, summit=summit, person=registration.person,
        decision=decision, states=STATE_NAMES, steps=STEP_NAMES, actors=ACTOR_NAMES,
        history=audit.of_subject(registration.public_id), position=queries.position(registration),
        moves=TRANSITIONS[registration.state], consents=consents.decisions(registration.person_id),
        demo=summit.is_demo,
    )  # fmt: skip


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


@bp.post("/organise/<slug>/registrations/<code>/approve")
@requires("registration:decide", on=queries.by_code)
def approve(registration: Registration) -> Any:
    """Give this person a place, or a place on the waiting list."""
    done = services.approve(registration)
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
