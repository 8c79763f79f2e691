"""A participant's own agenda, the places they take and give back, and the stars of their device."""

from typing import Any

from flask import jsonify, request
from werkzeug.wrappers import Response

from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import said
from summitapp.core.web import flash_done, flash_warning, limited, redirect_to, render, requires
from summitapp.enrolment import queries, services
from summitapp.enrolment.queries import Visit
from summitapp.enrolment.values import ClashesUnconfirmed, EnrolmentState
from summitapp.enrolment.views.frame import Page, around, back_to, bp, mine


@bp.get("/my/summits/<slug>/agenda/")
@requires("enrolment:use", on=mine)
def own(visit: Visit) -> str:
    """Show one's own agenda, day by day."""
    summit = visit.registration.summit
    return render("enrolment/own.html", registration=visit.registration, days=services.agenda_of(visit.registration),
                  starred=queries.favourites_of(visit.registration.person_id, summit), **around(summit))  # fmt: skip


@bp.post("/my/summits/<slug>/sessions/<code>/enrol")
@limited("60 per minute")
@requires("enrolment:use", on=mine)
def enrol(visit: Visit) -> Page:
    """Take a place, or a turn on the waiting list; what falls on the same time is asked about first."""
    registration = visit.registration
    try:
        enrolment = services.enrol(registration, visit.code, request.form.get("agreed", ""))
    except ClashesUnconfirmed as error:
        item = services.item_at(registration, visit.code)
        return render("enrolment/clash.html", registration=registration, item=item, plan=error.plan,
                      next=request.form.get("next", ""), **around(registration.summit)), error.status  # fmt: skip
    title = said(enrolment.session.title)
    if enrolment.state is EnrolmentState.ENROLLED:
        flash_done(_("You have a place in “%(title)s”. It stands in your agenda and in your calendar.", title=title))
    else:
        flash_warning(_("All places in “%(title)s” are taken. You are on the waiting list; as soon as a place is yours "
                        "we write to you.", title=title))  # fmt: skip
    return back_to("enrolment.own", slug=registration.summit.slug)


@bp.post("/my/summits/<slug>/sessions/<code>/leave")
@limited("60 per minute")
@requires("enrolment:use", on=mine)
def leave(visit: Visit) -> Any:
    """Give a place or a turn back."""
    found = queries.one_for(visit.registration, visit.code)
    if services.leave(visit.registration, visit.code) and found is not None:
        flash_done(_("You are no longer on the list of “%(title)s”. If somebody was waiting, they have moved up.",
                     title=said(found.placement.text.title)))  # fmt: skip
    return back_to("enrolment.own", slug=visit.registration.summit.slug)


@bp.post("/my/summits/<slug>/sessions/<code>/star")
@limited("120 per minute")
@requires("enrolment:use", on=mine)
def star(visit: Visit) -> Any:
    """Give a session a star, or take it away."""
    services.set_favourite(visit.registration, visit.code, request.form.get("on") == "1")
    return back_to("enrolment.own", slug=visit.registration.summit.slug)


@bp.post("/my/summits/<slug>/favourites")
@limited("60 per minute")
@requires("enrolment:use", on=mine)
def merge(visit: Visit) -> Any:
    """Bring along the stars of a device; answers with all there are now, or leads back to one's own agenda.

    JSON is a list of codes, or ``{"codes": […], "gone": […]}``; a form sends ``codes`` and ``gone`` several times.
    """
    if request.is_json:
        sent = request.get_json(silent=True)
        parts = sent if isinstance(sent, dict) else {"codes": sent}
        all_of_them = services.merge_favourites(visit.registration, _codes(parts.get("codes")), _codes(parts.get("gone")))
        answer: Response = jsonify({"codes": sorted(all_of_them)})
        return answer
    services.merge_favourites(visit.registration, request.form.getlist("codes"), request.form.getlist("gone"))
    return redirect_to("enrolment.own", slug=visit.registration.summit.slug)


def _codes(sent: Any) -> list[str]:
    return [one for one in sent if isinstance(one, str) and "\0" not in one] if isinstance(sent, list) else []
