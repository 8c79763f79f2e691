"""The desk of a delegation: its coordinator, or the organisers, name people, confirm them, and send somebody else."""

from typing import Any

from flask import request

from summitapp.accounts.values import DELEGATION
from summitapp.core.errors import DomainError
from summitapp.core.i18n import current_language, ngettext
from summitapp.core.i18n import gettext as _
from summitapp.core.web import blame, current_actor, flash_done, flash_warning, redirect_to, render, requires
from summitapp.delegations import queries as delegations
from summitapp.delegations.models import Delegation
from summitapp.nominations.forms.desk import ChosenForm, MemberForm, PersonForm, RemovalForm, SubstituteForm
from summitapp.nominations.queries import desk as queries
from summitapp.nominations.services import desk as services
from summitapp.nominations.values.desk import REASONS, NobodyChosen, Standing
from summitapp.nominations.views.frame import bp
from summitapp.nominations.views.people import lists_of
from summitapp.registration.models import Registration
from summitapp.registration.values import ROLE_NAMES, STATE_NAMES, DelegationRole


def _render(template: str, delegation: Delegation, **more: Any) -> str:
    """Show a page of the desk, in the organisers' frame for the organisers."""
    return render(template, delegation=delegation, summit=delegation.summit, powers=services.powers_of(delegation),
                  demo=delegation.summit.is_demo, **more)  # fmt: skip


def _home(delegation: Delegation) -> Any:
    """Lead back to where the list stands: the organisers' page, or the coordinator's desk."""
    if services.powers_of(delegation).organises:
        return redirect_to("delegations.show", slug=delegation.summit.slug, code=delegation.code)
    return redirect_to("nominations.desk", reference=delegation.public_id)


@bp.get("/delegations/")
@requires("nomination:list")
def desks() -> Any:
    """Show the delegations the reader coordinates."""
    references = [grant.scope for grant in current_actor().grants if grant.kind == DELEGATION]
    found = delegations.of_references(references)
    standings: dict[int, Standing] = {}
    for summit in {one.summit for one in found}:
        standings |= queries.standings([one for one in found if one.summit is summit], summit.categories)
    powers = {one.id: services.powers_of(one) for one in found}
    return render("nominations/desks.html", delegations=found, standings=standings, powers_of=powers)


@bp.get("/delegations/<reference>/")
@requires("nomination:file", on=delegations.by_reference)
def desk(delegation: Delegation) -> Any:
    """Show deadline, places and people of a delegation."""
    if services.powers_of(delegation).organises:
        return _home(delegation)
    return _render(
        "nominations/desk.html", delegation, lists=lists_of(delegation), roles=ROLE_NAMES, states=STATE_NAMES,
        reasons=REASONS, standing=queries.standings([delegation], delegation.summit.categories)[delegation.id],
    )  # fmt: skip


@bp.post("/delegations/<reference>/confirm/")
@requires("nomination:file", on=delegations.by_reference)
def confirm(delegation: Delegation) -> Any:
    """Confirm the chosen nominated people, or all of them."""
    form = ChosenForm()
    everybody = request.form.get("what") == "all"
    if not form.validate_on_submit() or not (everybody or form.chosen()):
        raise NobodyChosen
    done = services.confirm(delegation, [] if everybody else form.chosen())
    flash_done(ngettext("One person is confirmed by the delegation.", "%(num)s people are confirmed by the delegation.",
                        len(done)))  # fmt: skip
    waiting = sum(one.state == "waiting" for one in done)
    if waiting:
        flash_warning(ngettext("For one of them no place is free: they wait for one, and are told so.",
                               "For %(num)s of them no place is free: they wait for one, and are told so.",
                               waiting))  # fmt: skip
    return _home(delegation)


# --- naming somebody ----------------------------------------------------------------------------------


def _prepare(form: PersonForm, delegation: Delegation) -> None:
    """Fill in what depends on the delegation."""
    form.country = delegation.city.country if delegation.city else ""
    if isinstance(form, MemberForm):
        standing = queries.standings([delegation], delegation.summit.categories)[delegation.id]
        filled = {share.code: share.filled for share in standing.shares}
        form.offer(delegation.summit.categories, filled, delegations.offices_of(delegation))


def _person_page(delegation: Delegation, form: PersonForm, status: int = 200, one: Registration | None = None) -> Any:
    standing = queries.standings([delegation], delegation.summit.categories)[delegation.id]
    return _render("nominations/person.html", delegation, form=form, one=one, standing=standing), status


def _office(delegation: Delegation, form: MemberForm) -> Any:
    return delegations.office_of(delegation, form.office.data) if form.office.data else None


def _category(delegation: Delegation, form: MemberForm) -> Any:
    return next(one for one in delegation.summit.categories if one.code == form.category.data)


@bp.get("/delegations/<reference>/people/new/")
@requires("nomination:file", on=delegations.by_reference)
def nomination(delegation: Delegation) -> Any:
    """Show an empty form, or with ``?again=`` what is known of somebody who was on the list before."""
    spoken = {"DE": "de", "TR": "tr"}.get(delegation.city.country if delegation.city else "", current_language())
    data: dict[str, Any] = {"language": spoken, "role": DelegationRole.MEMBER.value}
    before = queries.member(delegation.public_id, request.args.get("again", ""))
    form = MemberForm(None, data={**data, **(_written(before) if before is not None else {})})
    _prepare(form, delegation)
    return _person_page(delegation, form)


def _written(one: Registration) -> dict[str, Any]:
    """Return what a delegation has written about somebody, by field."""
    return {
        "given_name": one.person.given_name, "family_name": one.person.family_name, "email": one.person.email or "",
        "single_name": not one.person.family_name, "language": one.language, "function": one.function,
        "phone": one.phone, "category": one.category.code, "role": one.delegation_role.value,
        "office": one.position.public_id if one.position else "", "acting": one.acting,
    }  # fmt: skip


@bp.post("/delegations/<reference>/people/new/")
@requires("nomination:file", on=delegations.by_reference)
def nominate(delegation: Delegation) -> Any:
    """Put somebody on the list."""
    form = MemberForm()
    _prepare(form, delegation)
    if form.validate_on_submit():
        try:
            named = services.nominate(
                delegation, form.filing(), category=_category(delegation, form), role=form.delegation_role,
                position=_office(delegation, form), acting=form.acting.data,
            )  # fmt: skip
        except DomainError as error:
            blame(form, error)
        else:
            _say_named(named)
            return _home(delegation)
    return _person_page(delegation, form, 422)


def _say_named(one: Registration) -> None:
    name = one.person.name.full
    flash_done(_("%(name)s is on the list and is told by mail.", name=name) if one.person.email else
               _("%(name)s is on the list. Without an address, please tell them yourself.", name=name))  # fmt: skip


# --- changing, removing, substituting -----------------------------------------------------------------


@bp.get("/delegations/<reference>/people/<person>/")
@requires("nomination:file", on=queries.member)
def edit(one: Registration) -> Any:
    """Show what is written about somebody."""
    form = MemberForm(None, data=_written(one))
    _prepare(form, _of(one))
    return _person_page(_of(one), form, one=one)


@bp.post("/delegations/<reference>/people/<person>/")
@requires("nomination:file", on=queries.member)
def change(one: Registration) -> Any:
    """Save what is written about somebody."""
    form, delegation = MemberForm(), _of(one)
    _prepare(form, delegation)
    if form.validate_on_submit():
        try:
            services.change(
                one, form.filing(), category=_category(delegation, form), role=form.delegation_role,
                position=_office(delegation, form), acting=form.acting.data,
            )  # fmt: skip
        except DomainError as error:
            blame(form, error)
        else:
            flash_done(_("Saved: %(name)s", name=one.person.name.full))
            return _home(delegation)
    return _person_page(delegation, form, 422, one)


@bp.get("/delegations/<reference>/people/<person>/remove/")
@requires("nomination:file", on=queries.member)
def removal(one: Registration) -> Any:
    """Ask before somebody is taken off the list."""
    return _render("nominations/remove.html", _of(one), one=one, form=RemovalForm(None))


@bp.post("/delegations/<reference>/people/<person>/remove/")
@requires("nomination:file", on=queries.member)
def remove(one: Registration) -> Any:
    """Take somebody off the list."""
    form, delegation = RemovalForm(), _of(one)
    if not form.validate_on_submit():
        return _render("nominations/remove.html", delegation, one=one, form=form), 422
    services.remove(one, form.reason.data or "")
    flash_done(_("%(name)s is off the list. Below you can name them again.", name=one.person.name.full))
    return _home(delegation)


def _substitute_page(one: Registration, form: SubstituteForm, status: int = 200) -> Any:
    return _render("nominations/substitute.html", _of(one), one=one, form=form), status


@bp.get("/delegations/<reference>/people/<person>/substitute/")
@requires("nomination:file", on=queries.member)
def replacement(one: Registration) -> Any:
    """Say what stays and what is never handed over, and ask who comes instead."""
    data = {"language": one.language, "function": one.function if one.position is None else "",
            "acting": one.position is not None}  # fmt: skip
    return _substitute_page(one, SubstituteForm(None, data=data))


@bp.post("/delegations/<reference>/people/<person>/substitute/")
@requires("nomination:file", on=queries.member)
def substitute(one: Registration) -> Any:
    """Let another person take over."""
    form, delegation, before = SubstituteForm(), _of(one), one.person.name.full
    _prepare(form, delegation)
    if form.validate_on_submit():
        try:
            done = services.substitute(one, form.filing(), acting=form.acting.data, reason=form.reason.data or "")
        except DomainError as error:
            blame(form, error)
        else:
            flash_done(_("%(new)s comes instead of %(old)s. The old badge and links no longer work.",
                         new=done.person.name.full, old=before))  # fmt: skip
            return _home(delegation)
    return _substitute_page(one, form, 422)


def _of(one: Registration) -> Delegation:
    assert one.delegation is not None  # loaded by its delegation
    return one.delegation
