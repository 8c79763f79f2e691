"""Asking for a meeting: whom, how much, with which words, and when."""

from typing import Any

from flask import request

from summitapp.core.errors import DomainError, Invalid
from summitapp.core.i18n import gettext as _
from summitapp.core.web import blame, explain, flash_done, flash_warning, limited, redirect_to, requires
from summitapp.matchmaking.forms.asking import AskForm, SoughtForm
from summitapp.matchmaking.queries import asking as queries
from summitapp.matchmaking.queries.asking import Visit
from summitapp.matchmaking.services import asking
from summitapp.matchmaking.values import AskedAlready, RequestState, Sought
from summitapp.matchmaking.views.asking.frame import PATH, Page, bp, mine, page, times


@bp.get(f"{PATH}/requests/new")
@requires("matchmaking:use", on=mine)
def new(visit: Visit) -> Page:
    """Show the form: ``?profile=``, ``?organisation=`` or ``?delegation=``, each a public id."""
    sought = SoughtForm(request.args)
    if not sought.validate() or not any(sought.data.values()):
        return redirect_to("profiles.people", slug=visit.round.summit.slug)
    return _page(visit, sought.sought, _form(visit, sought.sought, formdata=None))


def _form(visit: Visit, sought: Sought, **given: Any) -> AskForm:
    """Only the asker's own free times are offered: those of the other side are theirs until both have agreed."""
    slots = asking.free_slots(visit.round, [visit.registration.id])
    musts = queries.quota_of(visit.registration, visit.round).musts_left
    return AskForm(slots=times(slots, visit.round.summit.timezone), musts=musts, **given)


def _page(visit: Visit, sought: Sought, form: AskForm, status: int = 200) -> Page:
    me = visit.registration
    aim = queries.aim_of(me, profile=sought.profile, organisation=sought.organisation, delegation=sought.delegation)
    return page("ask", visit, aim=aim, sought=sought, form=form, quota=queries.quota_of(me, visit.round)), status


@bp.post(f"{PATH}/requests/new")
@limited("60 per minute")
@requires("matchmaking:use", on=mine)
def ask(visit: Visit) -> Any:
    """Ask; where the other side has asked already, both have agreed."""
    sought = SoughtForm(request.form).sought
    form = _form(visit, sought)
    if not form.validate_on_submit():
        return _page(visit, sought, form, 422)
    slug = visit.round.summit.slug
    try:
        found = asking.ask(visit.registration, sought, form.words)
    except AskedAlready as error:
        flash_warning(explain(error))
        return redirect_to("meetings.request", slug=slug, reference=error.facts["request"]) if error.facts else _to_list(slug)
    except Invalid as error:
        blame(form, error)
        return _page(visit, sought, form, error.status)
    except DomainError as error:
        form.form_errors.append(explain(error))
        return _page(visit, sought, form, error.status)
    if found.state is RequestState.ACCEPTED:
        flash_done(_("They had asked you already: the meeting is agreed."))
    else:
        flash_done(_("Your request is on its way. As soon as it is answered, you get a mail."))
    return redirect_to("meetings.request", slug=slug, reference=found.public_id)


def _to_list(slug: str) -> Any:
    return redirect_to("meetings.requests", slug=slug)
