"""Saying how a session was, and reading what was said."""

from datetime import timedelta
from typing import Any, Final

from flask import request

from summitapp.agenda import queries as agenda
from summitapp.agenda.models import AgendaSession
from summitapp.core.errors import Invalid
from summitapp.core.i18n import gettext as _
from summitapp.core.tz import midnight
from summitapp.core.web import blame, flash_done, limited, redirect_to, render, requires
from summitapp.enrolment import queries, services
from summitapp.enrolment.forms import FeedbackForm
from summitapp.enrolment.queries import Visit
from summitapp.enrolment.views.choosing import session_page
from summitapp.enrolment.views.frame import bp, mine
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

PAGE: Final = 50


@bp.post("/my/summits/<slug>/sessions/<code>/feedback")
@limited("30 per minute")
@requires("enrolment:use", on=mine)
def rate(visit: Visit) -> Any:
    """Save what somebody says of a session."""
    form = FeedbackForm()
    if form.validate_on_submit():
        try:
            services.rate(visit.registration, visit.code, form.stars.data, form.text.data or "")
        except Invalid as error:
            blame(form, error)
        else:
            flash_done(_("Thank you. You can change your answer for two weeks after the session."))
            return redirect_to("enrolment.own", slug=visit.registration.summit.slug, _anchor=f"s-{visit.code}")
    return session_page(visit, services.item_at(visit.registration, visit.code), form), 422


@bp.get("/organise/<slug>/agenda/enrolments/")
@requires("feedback:read", on=summits.by_slug)
def overview(summit: Summit) -> str:
    """Show how full each session with places is, and what was said of every session: ``?day=``, ``?waiting=1``."""
    days = {one.day.isoformat(): one.day for one in summit.days}
    day, waiting = days.get(request.args.get("day", "")), "waiting" in request.args
    since, until = (midnight(one, summit.timezone) for one in (day, day + timedelta(days=1))) if day else (None, None)
    spread = queries.figures_of(summit, since, until, waiting, request.args.get("page", 1, type=int), PAGE)
    return render("enrolment/overview.html", summit=summit, demo=summit.is_demo, spread=spread, days=list(days.values()),
                  day=day, waiting=waiting, zone=summit.timezone)  # fmt: skip


@bp.get("/organise/<slug>/agenda/sessions/<code>/feedback/")
@requires("feedback:read", on=agenda.session_of)
def report(session: AgendaSession) -> str:
    """Show what was said of one session, without names."""
    summit = session.summit
    return render("enrolment/report.html", summit=summit, demo=summit.is_demo, session=session,
                  report=queries.report_of(session))  # fmt: skip
