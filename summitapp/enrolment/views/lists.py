"""The organisers' list of one session: who has a place, who waits, and the paper for its door."""

from typing import Any

from flask import request
from werkzeug.wrappers import Response

from summitapp.agenda import queries as agenda
from summitapp.agenda import services as agenda_services
from summitapp.agenda.models import AgendaSession
from summitapp.core.errors import DomainError, Invalid
from summitapp.core.i18n import current_language, said, show_datetime
from summitapp.core.i18n import gettext as _
from summitapp.core.sheets import XLSX
from summitapp.core.tz import to_local
from summitapp.core.web import blame, explain, flash_done, flash_warning, limited, redirect_to, render, requires
from summitapp.enrolment import queries, services
from summitapp.enrolment.documents import lay_out, write_sheet
from summitapp.enrolment.forms import AddForm, FindForm, PlacesForm, ReasonForm
from summitapp.enrolment.models import Enrolment
from summitapp.enrolment.values import DoorLine, DoorList, EnrolmentState
from summitapp.enrolment.views.frame import Page, bp
from summitapp.registration import queries as registrations

_PATH = "/organise/<slug>/agenda/sessions/<code>/enrolments"


def _enrolment(slug: str, code: str, reference: str) -> Enrolment | None:
    found = queries.by_reference(reference)
    fits = found is not None and found.session.code == code and found.session.summit.slug == slug
    return found if fits else None


@bp.get(f"{_PATH}/")
@requires("enrolment:see", on=agenda.session_of)
def listed(session: AgendaSession) -> Page:
    """Show who has a place and who waits, and look for somebody to add."""
    return _page(session, PlacesForm(formdata=None, data={"capacity": session.capacity}))


def _page(session: AgendaSession, places: PlacesForm) -> str:
    summit, found = session.summit, queries.enrolments_of(session.id)
    find = FindForm(request.args)
    asked = (find.q.data or "").strip()
    taken = [one.registration_id for one in found]
    return render(
        "enrolment/listed.html", summit=summit, demo=summit.is_demo, session=session, enrolments=found,
        places=places, find=find, q=asked, hits=queries.find_participants(summit, asked, taken),
        reason=ReasonForm(formdata=None), states=EnrolmentState,
    )  # fmt: skip


@bp.post(f"{_PATH}/")
@requires("enrolment:change", on=agenda.session_of)
def add(session: AgendaSession) -> Any:
    """Put a participant on the list."""
    form = AddForm()
    registration = registrations.by_reference(form.reference.data or "") if form.validate_on_submit() else None
    if registration is not None:
        try:
            enrolment = services.add_participant(session, registration)
        except DomainError as error:
            flash_warning(explain(error))
        else:
            _say_added(enrolment)
    return _back(session)


def _say_added(enrolment: Enrolment) -> None:
    name = enrolment.registration.person.name.full
    if enrolment.state is EnrolmentState.ENROLLED:
        flash_done(_("%(name)s has a place and was told by mail.", name=name))
    else:
        flash_warning(_("No place is free: %(name)s is on the waiting list and was told. Give the session more places "
                        "first if you want to let them in.", name=name))  # fmt: skip


@bp.post(f"{_PATH}/places")
@requires("enrolment:change", on=agenda.session_of)
def change_places(session: AgendaSession) -> Any:
    """Give the session more places, or fewer."""
    form = PlacesForm()
    if form.validate_on_submit():
        try:
            agenda_services.change_places(session, form.capacity.data)
        except Invalid as error:
            blame(form, error)
        except DomainError as error:
            form.capacity.errors = [explain(error)]
        else:
            flash_done(_("The number of places is saved. Whoever moved up was told by mail."))
            return _back(session)
    return _page(session, form), 422


@bp.post(f"{_PATH}/<reference>/remove")
@requires("enrolment:change", on=_enrolment)
def remove(enrolment: Enrolment) -> Any:
    """Take somebody off the list."""
    session, name = enrolment.session, enrolment.registration.person.name.full
    form = ReasonForm()
    if form.validate_on_submit():
        services.remove_participant(enrolment, form.reason.data or "")
        flash_done(_("%(name)s is off the list and was told by mail.", name=name))
    return _back(session)


@bp.post(f"{_PATH}/<reference>/first")
@requires("enrolment:change", on=_enrolment)
def move_to_front(enrolment: Enrolment) -> Any:
    """Let somebody be the next to move up."""
    session, name = enrolment.session, enrolment.registration.person.name.full
    if services.move_to_front(enrolment):
        flash_done(_("%(name)s has a place now.", name=name))
    else:
        flash_done(_("%(name)s is the next to move up.", name=name))
    return _back(session)


def _back(session: AgendaSession) -> Any:
    return redirect_to("enrolment.listed", slug=session.summit.slug, code=session.code)


# --- for the door ----------------------------------------------------------------------------------


@bp.get(f"{_PATH}/door.<any(pdf, xlsx):kind>")
@limited("30 per minute")
@requires("enrolment:see", on=lambda slug, code, kind: agenda.session_of(slug, code))
def door(session: AgendaSession) -> Response:
    """Hand over the list for the door."""
    as_pdf = request.path.endswith(".pdf")
    data = (lay_out if as_pdf else write_sheet)(_door_list(session))
    response = Response(data, content_type="application/pdf" if as_pdf else XLSX)
    name = f"{session.summit.slug}-{session.code}.{'pdf' if as_pdf else 'xlsx'}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _door_list(session: AgendaSession) -> DoorList:
    summit, language = session.summit, current_language()
    programme = agenda.programme_of(summit, agenda.last_release(summit)).only(lambda one: one.code == session.code)
    places = [
        (show_datetime(to_local(one.starts_at, summit.timezone)),
         *(said(programme.rooms[code].name) for code in one.rooms if code in programme.rooms))
        for one in programme.placements
    ]  # fmt: skip
    when = " · ".join(part for place in places for part in place)
    found = queries.enrolments_of(session.id)
    seated = sorted((one for one in found if one.state is EnrolmentState.ENROLLED),
                    key=lambda one: one.registration.person.name.sort_key(language))  # fmt: skip
    words = {
        "seated": _("With a place"), "waiting": _("On the waiting list, in order"), "number": _("No."), "state": _("State"),
        "page": _("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"), "empty": _("Nobody has enrolled yet."),
    }  # fmt: skip
    queue = [one for one in found if one.state is EnrolmentState.WAITING]
    return DoorList(
        said(session.title), said(summit.name), when, language, (_("Name"), _("City or organisation"), _("Code")), words,
        tuple(map(_line, seated)), tuple(map(_line, queue)),
    )


def _line(enrolment: Enrolment) -> DoorLine:
    registration = enrolment.registration
    body = said(registration.delegation.name) if registration.delegation else ""
    body = body or registration.organisation_text or registration.city_text
    name = f"{registration.person.name.list_form} {registration.person.academic_title}".strip()
    return DoorLine(name, body, registration.code, _(enrolment.state.label))
