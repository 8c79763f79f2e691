"""What organisers see: the table, one person, and the buttons that decide."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Response, request

from summitapp.audit import queries as audit
from summitapp.audit.services import record
from summitapp.consents import queries as consents
from summitapp.core import sheets
from summitapp.core.errors import DomainError, Invalid
from summitapp.core.i18n import current_language, ngettext
from summitapp.core.i18n import gettext as _
from summitapp.core.tz import to_local
from summitapp.core.web import explain, flash_done, flash_warning, redirect_to, render, requires
from summitapp.delegations import queries as delegations
from summitapp.registration import queries, rules, services
from summitapp.registration.forms import DecisionForm, FilterForm
from summitapp.registration.models import Registration
from summitapp.registration.values import ACTOR_NAMES, STATE_NAMES, STEP_NAMES, TRANSITIONS, State
from summitapp.registration.views import bp
from summitapp.registration.views.answers import written
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

Decision = Callable[[Registration], Registration]


def _filter(summit: Summit) -> FilterForm:
    form = FilterForm(request.args)
    form.offer(summit.categories, delegations.of_summit(summit.id))
    return form


def _table(summit: Summit, decision: DecisionForm, ticked: Iterable[str] = ()) -> str:
    form = _filter(summit)
    before = request.args.get("before", "")
    narrowed = form.narrowed()
    rows = queries.page(summit.id, narrowed, int(before) if rules.is_row_number(before) else None,
                        queries.PAGE + 1)  # fmt: skip
    shown = rows[: queries.PAGE]
    return render(
        "registration/table.html", summit=summit, rows=shown, form=form, decision=decision, ticked=set(ticked),
        states=STATE_NAMES, number=queries.count(summit.id, narrowed), most=queries.MOST_COUNTED,
        older=shown[-1].id if len(rows) > queries.PAGE else None, first_page=not before, demo=summit.is_demo,
    )  # fmt: skip


@bp.get("/organise/<slug>/registrations/")
@requires("registration:see", on=summits.by_slug)
def organise(summit: Summit) -> str:
    """Show the newest registrations, narrowed and searched as the address says."""
    return _table(summit, DecisionForm(None))


@bp.post("/organise/<slug>/registrations/decide")
@requires("registration:decide", on=summits.by_slug)
def decide(summit: Summit) -> Any:
    """Approve or decline every ticked registration."""
    form = DecisionForm()
    ticked = form.chosen()
    if not form.validate_on_submit():
        return _table(summit, form, ticked), 422
    chosen = queries.chosen(summit.id, ticked)
    try:
        if request.form.get("what") == "approve":
            _say_approved(_each(chosen, services.approve))
        else:
            reason = form.reason.data or ""
            _say_declined(_each(chosen, lambda one: services.decline(one, reason)))
    except Invalid as error:
        form.reason.errors = [explain(error)]
        return _table(summit, form, ticked), 422
    return redirect_to("registration.organise", slug=summit.slug, **request.args)


def _each(chosen: list[Registration], decision: Decision) -> list[Registration]:
    """Decide each; one that cannot be decided does not keep the others back, and is named."""
    done = []
    for one in chosen:
        try:
            done.append(decision(one))
        except Invalid:
            raise
        except DomainError as error:
            flash_warning(f"{one.person.name.full} ({one.code}): {explain(error)}")
    if not chosen:
        flash_warning(_("Nobody was chosen. Tick the boxes of those you decide about."))
    return done


def _say_approved(done: list[Registration]) -> None:
    waiting = sum(one.state is State.WAITING for one in done)
    placed = len(done) - waiting
    if placed:
        flash_done(ngettext("One person has a place and is told by mail.",
                            "%(num)s people have a place and are told by mail.", placed))  # fmt: skip
    if waiting:
        flash_done(ngettext("No place was free for one person, who is on the waiting list and told so by mail.",
                            "No place was free for %(num)s people, who are on the waiting list and told so by mail.",
                            waiting))  # fmt: skip


def _say_declined(done: list[Registration]) -> None:
    if done:
        flash_done(ngettext("One registration was declined; the person reads your reason in a mail.",
                            "%(num)s registrations were declined; the people read your reason in a mail.",
                            len(done)))  # fmt: skip


@bp.post("/organise/<slug>/registrations/export.csv")
@requires("registration:export", on=summits.by_slug)
def export(summit: Summit) -> Response:
    """Hand over what the table shows as a list; that it was taken is written down."""
    rows = queries.every(summit.id, _filter(summit).narrowed())
    record("registrations.exported", summit, summit=summit.public_id, number=len(rows))
    heads = [_("Code"), _("State"), _("Given name"), _("Family name"), _("E-mail address"), _("Category"),
             _("Delegation"), _("City"), _("Organisation"), _("Function"), _("Languages"), _("Interpreting"),
             _("Language of mails"), _("Note"), _("Registered")]  # fmt: skip
    separator = "," if current_language() == "en" else ";"  # what spreadsheets of the language expect
    body = sheets.write_csv(heads, (_line(one, summit) for one in rows), separator)
    disposition = {"Content-Disposition": f'attachment; filename="{summit.slug}-registrations.csv"'}
    return Response(body, content_type="text/csv; charset=utf-8", headers=disposition)


def _line(one: Registration, summit: Summit) -> list[str]:
    language = current_language()
    return [
        one.code, _(STATE_NAMES[one.state]), one.person.given_name, one.person.family_name, one.person.email or "",
        one.category.name.best(language), one.delegation.name.best(language) if one.delegation else "", one.city_text,
        one.organisation_text, one.function, " ".join(one.spoken_languages), one.interpretation, one.language, one.note,
        to_local(one.submitted_at, summit.timezone).strftime("%Y-%m-%d %H:%M"),
    ]  # fmt: skip


# --- one person ---------------------------------------------------------------------------------


def _person(registration: Registration, decision: DecisionForm) -> str:
    summit = registration.summit
    return render(
        "registration/person.html", registration=registration, summit=summit, person=registration.person,
        decision=decision, states=STATE_NAMES, steps=STEP_NAMES, actors=ACTOR_NAMES,
        history=audit.of_subject(registration.public_id), position=queries.position(registration),
        moves=TRANSITIONS[registration.state], consents=consents.decisions(registration.person_id),
        answers=written(queries.answers_of(registration)),
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
