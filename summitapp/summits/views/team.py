"""Who works for a summit, and in which role."""

from typing import Any

from summitapp.accounts import queries as accounts_queries
from summitapp.accounts import services as accounts
from summitapp.accounts.models import Grant
from summitapp.accounts.values import ROLE_DESCRIPTIONS, ROLE_NAMES, SUMMIT
from summitapp.core.errors import DomainError
from summitapp.core.fields import Form
from summitapp.core.i18n import current_language
from summitapp.core.i18n import gettext as _
from summitapp.core.web import blame, flash_done, redirect_to, render, requires
from summitapp.summits import forms, queries, services
from summitapp.summits.models import Summit
from summitapp.summits.views.frame import bp


def _team_page(summit: Summit, form: Form, status: int = 200) -> Any:
    team = accounts_queries.grants_of_scope(SUMMIT, summit.public_id)
    return render(
        "summits/team.html", summit=summit, team=team, form=form, role_names=ROLE_NAMES, demo=summit.is_demo,
        role_means=ROLE_DESCRIPTIONS,
    ), status  # fmt: skip


@bp.get("/organise/<slug>/team/")
@requires("team:see", on=queries.by_slug)
def team(summit: Summit) -> Any:
    """Show who works for the summit."""
    return _team_page(summit, forms.InviteForm(None, data={"language": current_language()}))


@bp.post("/organise/<slug>/team/invite/")
@requires("team:manage", on=queries.by_slug)
def invite(summit: Summit) -> Any:
    """Invite somebody by mail."""
    form = forms.InviteForm()
    if form.validate_on_submit():
        try:
            services.invite(summit, form.email.data, form.name.data, form.role.data, form.language.data)
        except DomainError as error:
            blame(form, error)
        else:
            flash_done(_("The invitation is on its way to %(email)s.", email=form.email.data))
            return redirect_to("summits.team", slug=summit.slug)
    return _team_page(summit, form, 422)


class Membership:
    """A place in the team together with its summit, as the permissions ask for it."""

    def __init__(self, summit: Summit, grant: Grant) -> None:
        self.summit, self.grant = summit, grant


def _membership(slug: str, reference: str) -> Membership | None:
    summit = queries.by_slug(slug)
    grant = accounts_queries.grant_of_summit(summit.public_id, reference) if summit else None
    return Membership(summit, grant) if summit and grant else None


@bp.get("/organise/<slug>/team/<reference>/")
@requires("team:manage", on=_membership)
def member(one: Membership) -> Any:
    """Show one member's role."""
    form = forms.RoleForm(None, obj=one.grant)
    return render("summits/member.html", summit=one.summit, grant=one.grant, form=form, demo=one.summit.is_demo)


@bp.post("/organise/<slug>/team/<reference>/")
@requires("team:manage", on=_membership)
def change_role(one: Membership) -> Any:
    """Change one member's role."""
    form = forms.RoleForm()
    if form.validate_on_submit():
        try:
            accounts.give_role(one.grant.user, form.role.data, one.summit.public_id)
        except DomainError as error:
            blame(form, error)
        else:
            flash_done(_("The role is changed: %(name)s", name=one.grant.user.name))
            return redirect_to("summits.team", slug=one.summit.slug)
    page = render("summits/member.html", summit=one.summit, grant=one.grant, form=form, demo=one.summit.is_demo)
    return page, 422


@bp.post("/organise/<slug>/team/<reference>/remove/")
@requires("team:manage", on=_membership)
def remove_member(one: Membership) -> Any:
    """Take a member out of the team."""
    name = one.grant.user.name
    accounts.remove_role(one.grant)
    flash_done(_("No longer in the team: %(name)s", name=name))
    return redirect_to("summits.team", slug=one.summit.slug)
