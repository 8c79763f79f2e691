"""The organiser's table: narrowed, ordered and with the columns of whoever looks; saved views; the list as a file."""

from dataclasses import dataclass
from typing import Any

from flask import Response, request
from werkzeug.datastructures import MultiDict

from summitapp.accounts import queries as accounts
from summitapp.audit.services import record
from summitapp.core import sheets
from summitapp.core.errors import Invalid
from summitapp.core.i18n import current_language
from summitapp.core.i18n import gettext as _
from summitapp.core.web import attachment, current_actor, explain, flash_done, may, redirect_to, render, requires
from summitapp.delegations import queries as delegations
from summitapp.registration import permissions, queries, rules, services
from summitapp.registration.forms import ColumnsForm, DecisionForm, FilterForm, ViewForm
from summitapp.registration.models import View
from summitapp.registration.values import COLUMN_NAMES, FILTER_FIELDS, STATE_NAMES, Column, Filter, Slice
from summitapp.registration.views import bp, columns
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit


@dataclass(frozen=True)
class Look:
    """How the table is looked at: by the address, by a saved view, or as somebody left it."""

    summit: Summit
    form: FilterForm
    view: View | None
    changed: bool
    columns: tuple[Column, ...]

    @property
    def narrowed(self) -> Filter:
        """Return what the table is narrowed to."""
        return self.form.narrowed(self.summit.timezone)

    @property
    def kept(self) -> dict[str, Any]:
        """Return what an address needs to come back to the same list."""
        kept: dict[str, Any] = {"view": self.view.public_id} if self.view else {}
        return {**kept, **self.form.given()} if self.changed or not self.view else kept


def look(summit: Summit) -> Look:
    """Return how the present request looks at the table.

    What the address says counts before a view. With nothing in the address, the view opens that comes first.
    """
    layout = queries.layout(summit.id, current_actor().reference)
    reference = request.args.get("view", "")
    asked = any(name in request.args for name in FILTER_FIELDS)
    view = queries.view_of(summit.slug, reference) if reference else None
    if not reference and not asked and layout is not None:
        view = layout.view
    if view is not None and (view.deleted_at or not permissions.may_open_view(current_actor(), view)):
        view = None
    form = FilterForm(request.args if asked or view is None else MultiDict(view.narrowed))
    form.offer(summit.categories, delegations.of_summit(summit.id))
    left = view.columns if view is not None else (layout.columns if layout is not None else [])
    return Look(summit, form, view, asked and view is not None, columns.known(left))


def cut_of(name: str = "after") -> Slice:
    """Return which page the address asks for."""
    for name, back in (("before", True), ("after", False)):
        number = request.args.get(name, "")
        if rules.is_row_number(number):
            return Slice(int(number), back)
    return Slice()


def table(summit: Summit, *, name: ViewForm | None = None, ticked: set[str] | None = None) -> str:
    """Return the table as the address asks for it."""
    seen = look(summit)
    owner = current_actor().reference
    page = queries.leaf(summit.id, seen.narrowed, seen.form.order(), current_language(), cut=cut_of())
    return render(
        "registration/table.html", summit=summit, look=seen, form=seen.form, page=page, kept=seen.kept,
        number=queries.count(summit.id, seen.narrowed), most=queries.MOST_COUNTED, ticked=ticked or set(),
        views=queries.views(summit.id, owner, current_language()), me=owner, states=STATE_NAMES,
        columns=seen.columns, names=COLUMN_NAMES, cells=columns.CELLS, decision=DecisionForm(None),
        chooser=ColumnsForm(None, data={"columns": [one.value for one in seen.columns]}),
        naming=name or ViewForm(None), demo=summit.is_demo,
    )  # fmt: skip


@bp.get("/organise/<slug>/registrations/")
@requires("registration:see", on=summits.by_slug)
def organise(summit: Summit) -> str:
    """Show the registrations, narrowed, ordered and searched as the address or a saved view says."""
    return table(summit)


# --- columns and views --------------------------------------------------------------------------


@bp.post("/organise/<slug>/registrations/columns")
@requires("registration:see", on=summits.by_slug)
def choose_columns(summit: Summit) -> Any:
    """Remember which columns the table shows; in one's own view they become the view's."""
    seen, chosen = look(summit), ColumnsForm().chosen()
    if seen.view is not None and may("registration:change_view", seen.view):
        services.change_view(seen.view, columns=chosen)
        return redirect_to("registration.organise", slug=summit.slug, **seen.kept)
    services.keep_layout(summit, chosen)
    return redirect_to("registration.organise", slug=summit.slug, **_given(seen))


def _given(seen: Look) -> dict[str, Any]:
    """Return the same list without its view; an empty search keeps a view from opening by itself."""
    return {"q": "", **seen.form.given()}


@bp.post("/organise/<slug>/registrations/views/save")
@requires("registration:see", on=summits.by_slug)
def save_view(summit: Summit) -> Any:
    """Keep what the table shows under a name."""
    form, seen = ViewForm(), look(summit)
    if not form.validate_on_submit():
        return table(summit, name=form), 422
    try:
        view = services.save_view(summit, form.title(), seen.form.given(), seen.columns, shared=form.shared.data,
                                  opens_first=form.opens_first.data)  # fmt: skip
    except Invalid as error:
        form.name.errors = [explain(error)]
        return table(summit, name=form), 422
    flash_done(_("The view “%(name)s” is saved.", name=view.name))
    return redirect_to("registration.organise", slug=summit.slug, view=view.public_id)


@bp.get("/organise/<slug>/registrations/views/")
@requires("registration:see", on=summits.by_slug)
def list_views(summit: Summit) -> str:
    """Show the saved views, to rename, share, delete and bring back."""
    return _views(summit)


def _views(summit: Summit, faulty: ViewForm | None = None, of: str = "") -> str:
    owner = current_actor().reference
    seen = queries.views(summit.id, owner, current_language())
    layout = queries.layout(summit.id, owner)
    forms = {
        one.public_id: faulty if one.public_id == of and faulty else ViewForm(None, data={
            "name": one.name, "shared": one.shared, "opens_first": layout is not None and layout.view_id == one.id,
        }, prefix="") for one in seen
    }  # fmt: skip
    return render(
        "registration/views.html", summit=summit, views=seen, forms=forms, me=owner, demo=summit.is_demo,
        deleted=queries.deleted_views(summit.id, owner), names=accounts.names({one.owner for one in seen}),
    )  # fmt: skip


@bp.post("/organise/<slug>/registrations/views/<reference>/change")
@requires("registration:change_view", on=queries.view_of)
def change_view(view: View) -> Any:
    """Rename a view, share it, and let the table open with it."""
    form = ViewForm()
    try:
        if not form.validate_on_submit():
            return _views(view.summit, form, view.public_id), 422
        services.change_view(view, name=form.title(), shared=form.shared.data, opens_first=form.opens_first.data)
    except Invalid as error:
        form.name.errors = [explain(error)]
        return _views(view.summit, form, view.public_id), 422
    flash_done(_("The view “%(name)s” is changed.", name=view.name))
    return redirect_to("registration.list_views", slug=view.summit.slug)


@bp.post("/organise/<slug>/registrations/views/<reference>/narrow")
@requires("registration:change_view", on=queries.view_of)
def narrow_view(view: View) -> Any:
    """Let a view show from now on what the table shows."""
    services.change_view(view, narrowed=look(view.summit).form.given())
    flash_done(_("The view “%(name)s” is changed.", name=view.name))
    return redirect_to("registration.organise", slug=view.summit.slug, view=view.public_id)


@bp.post("/organise/<slug>/registrations/views/<reference>/first")
@requires("registration:open_view", on=queries.view_of)
def open_first(view: View) -> Any:
    """Let the table open with this view, also if a colleague made it."""
    services.set_first_view(view.summit, view)
    flash_done(_("The table opens with “%(name)s” from now on.", name=view.name))
    return redirect_to("registration.list_views", slug=view.summit.slug)


@bp.post("/organise/<slug>/registrations/views/<reference>/delete")
@requires("registration:change_view", on=queries.view_of)
def delete_view(view: View) -> Any:
    """Delete a view; it can be brought back."""
    services.delete_view(view)
    flash_done(_("The view “%(name)s” is deleted. You can bring it back for 30 days.", name=view.name))
    return redirect_to("registration.list_views", slug=view.summit.slug)


@bp.post("/organise/<slug>/registrations/views/<reference>/restore")
@requires("registration:change_view", on=queries.view_of)
def restore_view(view: View) -> Any:
    """Bring a deleted view back."""
    services.restore_view(view)
    flash_done(_("The view “%(name)s” is back.", name=view.name))
    return redirect_to("registration.list_views", slug=view.summit.slug)


# --- the list as a file -------------------------------------------------------------------------


@bp.post("/organise/<slug>/registrations/export.<kind>")
@requires("registration:export", on=lambda slug, kind: summits.by_slug(slug) if kind in ("csv", "xlsx") else None)
def export(summit: Summit) -> Response:
    """Hand over what the table shows as a list; that it was taken is written down."""
    kind, seen = request.path.rpartition(".")[2], look(summit)
    shown = tuple(Column) if request.form.get("columns") == "all" else seen.columns
    rows = queries.every(summit.id, seen.narrowed, seen.form.order(), current_language())
    record("registrations.exported", summit, summit=summit.public_id, number=len(rows), kind=kind,
           columns=[column.value for column in shown])  # fmt: skip
    heads, lines = columns.heads(shown), [columns.line(one, shown) for one in rows]
    if kind == "xlsx":
        body = sheets.write_xlsx([sheets.Sheet(_("Registrations"), heads, lines)])
    else:
        separator = "," if current_language() == "en" else ";"  # what spreadsheets of the language expect
        body = sheets.write_csv(heads, lines, separator)
    return attachment(body, sheets.XLSX if kind == "xlsx" else sheets.CSV, f"{summit.slug}-registrations.{kind}")
