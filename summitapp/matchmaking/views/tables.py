"""The tables of the hall, and when interpreters are not there."""

from typing import Any

from flask import request

from summitapp.agenda import queries as agenda
from summitapp.core.errors import DomainError, Invalid
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import ngettext, said
from summitapp.core.text import N_
from summitapp.core.web import blame, explain, flash_done, flash_warning, redirect_to, requires
from summitapp.delegations import queries as delegations
from summitapp.delegations.models import Delegation
from summitapp.matchmaking import queries, services
from summitapp.matchmaking.forms import TableForm, TablesForm, absence_form
from summitapp.matchmaking.models import InterpreterAbsence, MeetingRound, MeetingTable
from summitapp.matchmaking.views.frame import PATH, bp, page, round_at
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.summits.models import Room


def _rooms(one: MeetingRound) -> list[Room]:
    return agenda.rooms_of(one.summit)


def _offer_rooms(one: MeetingRound, form: TablesForm) -> TablesForm:
    form.offer([(room.public_id, said(room.name)) for room in _rooms(one)], _("No room"))
    return form


def _room(one: MeetingRound, reference: str | None) -> Room | None:
    return next((room for room in _rooms(one) if room.public_id == reference), None)


@bp.get(f"{PATH}/tables/")
@requires("matchmaking:see", on=round_at)
def tables(one: MeetingRound) -> str:
    """Show the tables."""
    data = {"number": 12, "seats": 4, "beginning": "T", "first": len(queries.tables_of(one.id)) + 1}
    return _page(one, _offer_rooms(one, TablesForm(None, data=data)))


def _page(one: MeetingRound, form: TablesForm) -> str:
    return page("tables", one, form=form, tables=queries.tables_of(one.id))


@bp.post(f"{PATH}/tables/")
@requires("matchmaking:manage", on=round_at)
def add_tables(one: MeetingRound) -> Any:
    """Put tables into the hall, or take those that were ticked out of it."""
    if "remove" in request.form:
        return _remove(one, request.form.getlist("table"))
    form = _offer_rooms(one, TablesForm())
    if form.validate_on_submit():
        try:
            added = services.add_tables(one, form.beginning.data or "", form.first.data or 0, form.number.data or 0,
                                        form.seats.data or 0, _room(one, form.room.data))  # fmt: skip
        except DomainError as error:
            blame(form, error)
        else:
            flash_done(ngettext("%(num)s table is there now.", "%(num)s more tables are there now.", len(added)))
            return redirect_to("matchmaking.tables", slug=one.summit.slug)
    return _page(one, form), 422


def _remove(one: MeetingRound, references: list[str]) -> Any:
    chosen = [table for table in queries.tables_of(one.id) if table.public_id in references]
    try:
        services.remove_tables(one, chosen)
    except DomainError as error:
        flash_warning(explain(error))
    else:
        flash_done(ngettext("%(num)s table is gone.", "%(num)s tables are gone.", len(chosen)))
    return redirect_to("matchmaking.tables", slug=one.summit.slug)


# --- one table -----------------------------------------------------------------------------------


@bp.get(f"{PATH}/tables/<reference>/")
@requires("matchmaking:manage", on=queries.table_at)
def table(one: MeetingTable) -> str:
    """Show one table to be changed."""
    form = TableForm(None, obj=one)
    form.room.data = one.room.public_id if one.room else ""
    form.home.data = one.home_delegation.public_id if one.home_delegation else ""
    form.person.data = one.home_registration.code if one.home_registration else ""
    return _table_page(one, form)


def _offer(one: MeetingTable, form: TableForm) -> TableForm:
    groups = delegations.of_summit(one.round.summit_id)
    form.offer([(room.public_id, said(room.name)) for room in _rooms(one.round)],
               [(group.public_id, said(group.name)) for group in groups], _("No room"), _("Nobody"))  # fmt: skip
    return form


def _table_page(one: MeetingTable, form: TableForm) -> str:
    return page("table", one.round, table=one, form=_offer(one, form), tab="matchmaking.tables")


@bp.post(f"{PATH}/tables/<reference>/")
@requires("matchmaking:manage", on=queries.table_at)
def change_table(one: MeetingTable) -> Any:
    """Save one table."""
    form = _offer(one, TableForm())
    if form.validate_on_submit():
        try:
            home = _home(one.round, form)
            services.change_table(one, code=form.code.data or "", seats=form.seats.data or 0, home=home,
                                  room=_room(one.round, form.room.data), closed=bool(form.closed.data))  # fmt: skip
        except DomainError as error:
            blame(form, error)
        else:
            flash_done(_("The table is saved."))
            return redirect_to("matchmaking.tables", slug=one.round.summit.slug)
    return _table_page(one, form), 422


def _home(one: MeetingRound, form: TableForm) -> Delegation | Registration | None:
    if form.home.data:
        return delegations.by_reference(form.home.data)
    code = (form.person.data or "").strip()
    found = registrations.by_code(one.summit.slug, code) if code else None
    if code and found is None:
        raise Invalid({"person": N_("There is no registration with this code.")})
    return found


# --- interpreters --------------------------------------------------------------------------------


@bp.get(f"{PATH}/interpreters/")
@requires("matchmaking:see", on=round_at)
def interpreters(one: MeetingRound) -> str:
    """Show the pool with its languages, and who is not there when."""
    return _pool_page(one, absence_form(one.summit.timezone)(None))


def _pool_page(one: MeetingRound, form: Any) -> str:
    pool = agenda.interpreters_of(one.summit_id)
    form.offer([(who.public_id, who.person.name.with_title) for who in pool])
    return page("interpreters", one, form=form, pool=pool, sessions=agenda.sessions_interpreted(one.summit_id),
                absences=queries.absences_of(one.id), load=queries.load_of_interpreters(one.id))  # fmt: skip


@bp.post(f"{PATH}/interpreters/")
@requires("matchmaking:manage", on=round_at)
def add_absence(one: MeetingRound) -> Any:
    """Note when an interpreter is not there."""
    form = absence_form(one.summit.timezone)()
    pool = {who.public_id: who for who in agenda.interpreters_of(one.summit_id)}
    form.offer([(reference, who.person.name.with_title) for reference, who in pool.items()])
    if form.validate_on_submit():
        try:
            services.add_absence(one, pool[form.interpreter.data], form.starts_at.data, form.ends_at.data)
        except DomainError as error:
            blame(form, error)
        else:
            flash_done(_("Noted. The planner plans no meeting with them then."))
            return redirect_to("matchmaking.interpreters", slug=one.summit.slug)
    return _pool_page(one, form), 422


@bp.post(f"{PATH}/interpreters/<reference>/remove")
@requires("matchmaking:manage", on=queries.absence_at)
def remove_absence(one: InterpreterAbsence) -> Any:
    """Note that they are there after all."""
    slug = one.round.summit.slug
    services.remove_absence(one)
    flash_done(_("They are there at that time, then."))
    return redirect_to("matchmaking.interpreters", slug=slug)
