"""Who coordinates a delegation: inviting, inviting again, ending."""

from typing import Any

from summitapp.core.errors import DomainError
from summitapp.core.i18n import current_language
from summitapp.core.i18n import gettext as _
from summitapp.core.web import blame, flash_done, render, requires
from summitapp.delegations import queries, services
from summitapp.delegations.forms import InviteForm
from summitapp.delegations.models import Delegation, Invitation
from summitapp.delegations.views.frame import back_to, bp


def _page(delegation: Delegation, form: InviteForm, status: int = 200) -> Any:
    summit = delegation.summit
    page = render("delegations/invite.html", summit=summit, delegation=delegation, form=form, demo=summit.is_demo)
    return page, status


@bp.get("/organise/<slug>/delegations/<code>/coordinators/new/")
@requires("delegation:invite", on=queries.at)
def new_coordinator(delegation: Delegation) -> Any:
    """Show an empty form."""
    spoken = {"DE": "de", "TR": "tr"}.get(delegation.city.country if delegation.city else "", current_language())
    return _page(delegation, InviteForm(None, data={"language": spoken}))


@bp.post("/organise/<slug>/delegations/<code>/coordinators/new/")
@requires("delegation:invite", on=queries.at)
def invite(delegation: Delegation) -> Any:
    """Ask somebody by mail."""
    form = InviteForm()
    if form.validate_on_submit():
        try:
            services.invite(delegation, form.name.data, form.email.data, form.language.data)
        except DomainError as error:
            blame(form, error)
        else:
            flash_done(_("The invitation is on its way to %(email)s.", email=form.email.data))
            return back_to(delegation)
    return _page(delegation, form, 422)


@bp.post("/organise/<slug>/delegations/<code>/coordinators/<reference>/again")
@requires("delegation:invite", on=queries.invitation_at)
def invite_again(invitation: Invitation) -> Any:
    """Send a fresh link."""
    services.invite_again(invitation)
    flash_done(_("A fresh invitation is on its way to %(email)s; the link before it no longer works.",
                 email=invitation.email))  # fmt: skip
    return back_to(invitation.delegation)


@bp.post("/organise/<slug>/delegations/<code>/coordinators/<reference>/end")
@requires("delegation:invite", on=queries.invitation_at)
def end_coordination(invitation: Invitation) -> Any:
    """Take the right back."""
    told = invitation.accepted
    services.end_coordination(invitation)
    name = invitation.name
    flash_done(_("%(name)s no longer coordinates the delegation and is told by mail.", name=name) if told else
               _("The invitation of %(name)s is taken back; its link no longer works.", name=name))  # fmt: skip
    return back_to(invitation.delegation)
