"""A delegation's name, origin, places and deadlines."""

from typing import Any

from summitapp.core.errors import DomainError
from summitapp.core.i18n import current_language
from summitapp.core.i18n import gettext as _
from summitapp.core.text import Translated
from summitapp.core.web import blame, flash_done, redirect_to, render, requires
from summitapp.delegations import queries, services
from summitapp.delegations.forms import DelegationForm, delegation_form
from summitapp.delegations.models import Delegation
from summitapp.delegations.views.frame import back_to, bp
from summitapp.directory import queries as directory
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit


def _form(summit: Summit, **values: Any) -> Any:
    form = delegation_form(summit.categories, summit.timezone)(**values)
    form.offer(directory.all_cities(), directory.all_organisations())
    return form


def _page(summit: Summit, form: DelegationForm, delegation: Delegation | None = None, status: int = 200) -> Any:
    page = render("delegations/form.html", summit=summit, form=form, delegation=delegation, demo=summit.is_demo)
    return page, status


def _values(form: Any) -> dict[str, Any]:
    """Return what was written; a delegation without a name of its own is called like where it comes from."""
    city = next((one for one in directory.all_cities() if one.public_id == form.city.data), None)
    body = next((one for one in directory.all_organisations() if one.public_id == form.organisation.data), None)
    origin = body or city
    name = form.name.data or (origin.name if origin is not None else Translated())
    return {
        "name": name, "code": form.code.data or "", "city": city, "organisation": body,
        "nominate_by": form.nominate_by.data, "confirm_by": form.confirm_by.data,
    }  # fmt: skip


@bp.get("/organise/<slug>/delegations/new/")
@requires("delegation:edit", on=summits.by_slug)
def new(summit: Summit) -> Any:
    """Show an empty form."""
    return _page(summit, _form(summit, formdata=None))


@bp.post("/organise/<slug>/delegations/new/")
@requires("delegation:edit", on=summits.by_slug)
def add(summit: Summit) -> Any:
    """Add the delegation."""
    form = _form(summit)
    if form.validate_on_submit():
        try:
            delegation = services.add_delegation(summit, **_values(form))
            services.set_places(delegation, form.quota.data, form.shares())
        except DomainError as error:
            blame(form, error)
        else:
            flash_done(_("The delegation is made. Next, invite somebody who coordinates it."))
            return redirect_to("delegations.show", slug=summit.slug, code=delegation.code)
    return _page(summit, form, status=422)


@bp.get("/organise/<slug>/delegations/<code>/settings/")
@requires("delegation:edit", on=queries.at)
def settings(delegation: Delegation) -> Any:
    """Show what is set."""
    form = _form(delegation.summit, formdata=None, obj=delegation, data={
        "city": delegation.city.public_id if delegation.city else "",
        "organisation": delegation.organisation.public_id if delegation.organisation else "",
        **{f"quota_{one.category.public_id}": one.places for one in delegation.quotas},
    })  # fmt: skip
    form.city.data = delegation.city.public_id if delegation.city else ""
    form.organisation.data = delegation.organisation.public_id if delegation.organisation else ""
    return _page(delegation.summit, form, delegation)


@bp.post("/organise/<slug>/delegations/<code>/settings/")
@requires("delegation:edit", on=queries.at)
def change(delegation: Delegation) -> Any:
    """Save what is set."""
    summit, form = delegation.summit, _form(delegation.summit)
    if form.validate_on_submit():
        try:
            services.change_delegation(delegation, _values(form))
            services.set_places(delegation, form.quota.data, form.shares())
        except DomainError as error:
            blame(form, error)
        else:
            flash_done(_("Saved: %(name)s", name=delegation.name.best(current_language())))
            return back_to(delegation)
    return _page(summit, form, delegation, 422)


@bp.post("/organise/<slug>/delegations/<code>/remove/")
@requires("delegation:edit", on=queries.at)
def remove(delegation: Delegation) -> Any:
    """Remove a delegation nobody belongs to."""
    slug, name = delegation.summit.slug, delegation.name.best(current_language())
    services.remove_delegation(delegation)
    flash_done(_("Removed: %(name)s", name=name))
    return redirect_to("delegations.organise", slug=slug)
