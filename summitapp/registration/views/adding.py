"""Writing somebody down by hand who answered by letter or on the telephone."""

from typing import Any

from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext as _
from summitapp.core.web import flash_done, redirect_to, render, requires
from summitapp.delegations import queries as delegations
from summitapp.registration import services
from summitapp.registration.forms import AddForm
from summitapp.registration.values import DelegationRole, State
from summitapp.registration.views import bp
from summitapp.registration.views.refusing import show_refusal
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit


def _page(summit: Summit, form: AddForm) -> str:
    return render("registration/add.html", summit=summit, form=form, demo=summit.is_demo)


def _form(summit: Summit, *given: None) -> AddForm:
    form = AddForm(*given)
    form.offer_belonging(summit.categories, delegations.of_summit(summit.id))
    return form


@bp.get("/organise/<slug>/registrations/add/")
@requires("registration:decide", on=summits.by_slug)
def add(summit: Summit) -> str:
    """Show the form."""
    return _page(summit, _form(summit, None))


@bp.post("/organise/<slug>/registrations/add/")
@requires("registration:decide", on=summits.by_slug)
def add_person(summit: Summit) -> Any:
    """Write somebody down."""
    form = _form(summit)
    if not form.validate_on_submit():
        return _page(summit, form), 422
    category = next(one for one in summit.categories if one.code == form.category.data)
    delegation = delegations.by_code(summit.id, form.delegation.data) if form.delegation.data else None
    try:
        receipt = services.enter_by_hand(
            summit, form.applicant(form.email.data or None), form.answers(), category, delegation=delegation,
            role=DelegationRole(form.role.data), phone=form.number(), state=State(form.state.data),
            tell=form.tell.data,
        )  # fmt: skip
    except DomainError as error:
        show_refusal(form, error)
        return _page(summit, form), error.status
    flash_done(_("Entered. The code is %(code)s.", code=receipt.code))
    return redirect_to("registration.person", slug=summit.slug, code=receipt.code)
