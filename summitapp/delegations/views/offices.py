"""The offices of a delegation, and who holds them: an office is not the person."""

from typing import Any

from flask import request

from summitapp.core.errors import DomainError
from summitapp.core.i18n import current_language
from summitapp.core.i18n import gettext as _
from summitapp.core.web import blame, flash_done, redirect_to, render, requires
from summitapp.delegations import queries, services
from summitapp.delegations.forms import EndForm, HolderForm, OfficeForm
from summitapp.delegations.models import Delegation
from summitapp.delegations.views.frame import back_to, bp
from summitapp.directory import queries as directory_queries
from summitapp.directory import services as directory
from summitapp.directory.models import Position, Tenure
from summitapp.summits.models import Summit


class Office:
    """An office of a delegation, as the permissions ask for it."""

    def __init__(self, delegation: Delegation, position: Position) -> None:
        self.delegation, self.position = delegation, position

    @property
    def summit(self) -> Summit:
        """Return the summit of the delegation."""
        return self.delegation.summit


class Holding(Office):
    """Somebody's time in an office of a delegation."""

    def __init__(self, office: Office, tenure: Tenure) -> None:
        super().__init__(office.delegation, office.position)
        self.tenure = tenure


def _office(slug: str, code: str, office: str) -> Office | None:
    delegation = queries.at(slug, code)
    position = queries.office_of(delegation, office) if delegation is not None else None
    return Office(delegation, position) if delegation is not None and position is not None else None


def _holding(slug: str, code: str, office: str, tenure: str) -> Holding | None:
    one, held = _office(slug, code, office), directory_queries.tenure_by_reference(tenure)
    return Holding(one, held) if one is not None and held is not None and held.position is one.position else None


def _new_page(delegation: Delegation, form: OfficeForm, status: int = 200) -> Any:
    summit = delegation.summit
    page = render("delegations/office_new.html", summit=summit, delegation=delegation, form=form, demo=summit.is_demo)
    return page, status


def _page(one: Office, status: int = 200, **forms: Any) -> Any:
    summit, position = one.delegation.summit, one.position
    leads = one.delegation.head_position is position
    data = {"title": position.title, "source_language": position.source_language, "leads": leads}
    shown = {"form": OfficeForm(None, data=data), "holder": HolderForm(None), "end": EndForm(None), **forms}
    page = render(
        "delegations/office.html", summit=summit, delegation=one.delegation, position=position, leads=leads,
        tenures=directory_queries.tenures_of([position.id]), demo=summit.is_demo, **shown,
    )  # fmt: skip
    return page, status


def _to(one: Office) -> Any:
    return redirect_to("delegation_setup.office", slug=one.summit.slug, code=one.delegation.code,
                       office=one.position.public_id)  # fmt: skip


@bp.get("/organise/<slug>/delegations/<code>/offices/new/")
@requires("delegation:edit", on=queries.at)
def new_office(delegation: Delegation) -> Any:
    """Show an empty form."""
    leads = delegation.head_position is None
    spoken = {"DE": "de", "TR": "tr"}.get(delegation.city.country if delegation.city else "", current_language())
    return _new_page(delegation, OfficeForm(None, data={"source_language": spoken, "leads": leads}))


@bp.post("/organise/<slug>/delegations/<code>/offices/new/")
@requires("delegation:edit", on=queries.at)
def add_office(delegation: Delegation) -> Any:
    """Add the office."""
    form = OfficeForm()
    if not form.validate_on_submit():
        return _new_page(delegation, form, 422)
    position = services.add_office(delegation, form.title.data, form.source_language.data, leads=form.leads.data)
    flash_done(_("The office is added. Now say who holds it."))
    return _to(Office(delegation, position))


@bp.get("/organise/<slug>/delegations/<code>/offices/<office>/")
@requires("delegation:edit", on=_office)
def office(one: Office) -> Any:
    """Show an office, and who holds and held it."""
    return _page(one)


@bp.post("/organise/<slug>/delegations/<code>/offices/<office>/")
@requires("delegation:edit", on=_office)
def change_office(one: Office) -> Any:
    """Save the title, and whether the office heads the delegation."""
    form, leads = OfficeForm(), one.delegation.head_position is one.position
    if not form.validate_on_submit():
        return _page(one, 422, form=form)
    directory.rename_position(one.position, form.title.data, form.source_language.data)
    if leads != form.leads.data:
        services.lead_by(one.delegation, one.position if form.leads.data else None)
    flash_done(_("The office is saved."))
    return back_to(one.delegation)


@bp.post("/organise/<slug>/delegations/<code>/offices/<office>/holders/")
@requires("delegation:edit", on=_office)
def appoint(one: Office) -> Any:
    """Write down who holds the office from now on, or stands in."""
    form = HolderForm()
    if not form.validate_on_submit():
        return _page(one, 422, holder=form)
    try:
        directory.appoint_somebody(one.position, form.given_name.data, form.family_name.data or "",
                                   academic_title=form.academic_title.data or "", since=form.since.data,
                                   acting=form.acting.data)  # fmt: skip
    except DomainError as error:
        blame(form, error)
        return _page(one, 422, holder=form)
    flash_done(_("Written down: the office stays, its holder is new."))
    return _to(one)


@bp.post("/organise/<slug>/delegations/<code>/offices/<office>/holders/<tenure>/end/")
@requires("delegation:edit", on=_holding)
def end_tenure(one: Holding) -> Any:
    """Write down that somebody no longer holds the office."""
    form = EndForm()
    if form.validate_on_submit():
        try:
            directory.end_tenure(one.tenure, form.until.data)
        except DomainError as error:
            blame(form, error)
        else:
            flash_done(_("Written down: %(name)s no longer holds the office.", name=one.tenure.person.name.full))
            return _to(one)
    return _page(one, 422, end=form, ending=(request.view_args or {})["tenure"])
