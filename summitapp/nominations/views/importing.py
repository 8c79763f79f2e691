"""Bringing a list as a file: choose it, look at it and mend it, take it, take it back."""

from typing import Any

from flask import Response, request

from summitapp.accounts import queries as accounts
from summitapp.core import sheets
from summitapp.core.db import end_read
from summitapp.core.errors import Stale
from summitapp.core.i18n import current_language, said
from summitapp.core.i18n import gettext as _
from summitapp.core.web import attachment, explain, flash_done, flash_warning, limited, redirect_to, render, requires
from summitapp.core.workbooks import Unreadable
from summitapp.delegations.models import Delegation
from summitapp.nominations import documents
from summitapp.nominations.forms.importing import PreviewForm, UploadForm, chosen_columns, corrections
from summitapp.nominations.models import ListImport
from summitapp.nominations.queries import importing as queries
from summitapp.nominations.services import desk, exporting, undoing
from summitapp.nominations.services import importing as services
from summitapp.nominations.services.keeping import open_draft
from summitapp.nominations.values.importing import KEPT, ImportState
from summitapp.nominations.values.refusals import NothingToTake
from summitapp.nominations.views import preview
from summitapp.nominations.views.frame import bp

_PATH = "/delegations/<reference>/import/"
_MOST_NAMED = 30


# --- choosing a file -------------------------------------------------------------------------------


def _page(template: str, delegation: Delegation, **context: Any) -> str:
    summit = delegation.summit
    return render(f"nominations/{template}.html", delegation=delegation, summit=summit, demo=summit.is_demo,
                  powers=desk.powers_of(delegation), **context)  # fmt: skip


def _choose(delegation: Delegation, form: UploadForm) -> str:
    lists = queries.newest(delegation.id)
    names = accounts.names({one.filed_by for one in lists if one.filed_by})
    return _page("upload", delegation, form=form, lists=lists, names=names)


@bp.get(_PATH)
@requires("nomination:file", on=queries.delegation_at)
def import_list(delegation: Delegation) -> str:
    """Ask for a file, and show the lists that were brought before."""
    return _choose(delegation, UploadForm())


@bp.post(_PATH)
@limited("30 per minute")
@requires("nomination:file", on=queries.delegation_at)
def upload_list(delegation: Delegation) -> Any:
    """Read a file and keep it to be looked at."""
    form = UploadForm()
    if not form.validate():
        return _choose(delegation, form), 422
    end_read()  # reading may take a while, and nobody should wait for it
    try:
        draft = services.read_list(form.file.data.read())
    except Unreadable as error:
        form.file.errors = [explain(error)]
        return _choose(delegation, form), 422
    kept = services.begin(delegation, form.file.data.filename or "", draft)
    return _to(kept)


@bp.get(_PATH + "template.xlsx")
@requires("nomination:file", on=queries.delegation_at)
def import_template(delegation: Delegation) -> Response:
    """Give an empty list with the headings in the reader's language."""
    titles = (_("Delegation"), _("What goes where"))
    body = documents.template(current_language(), titles, preview.hints(delegation))
    return attachment(body, sheets.XLSX, f"{delegation.code.lower()}.xlsx")


# --- looking at it ----------------------------------------------------------------------------------


def _to(kept: ListImport, **more: Any) -> Any:
    return redirect_to("nominations.show_import", reference=kept.delegation.public_id, number=kept.public_id, **more)


def _back(kept: ListImport) -> Any:
    """Return to where somebody was in the preview."""
    return _to(kept, **_place())


@bp.get(_PATH + "<number>/")
@requires("nomination:file", on=queries.import_at)
def show_import(kept: ListImport) -> str:
    """Show what a list would do, or what it did."""
    if kept.state is not ImportState.PREVIEW:
        by = accounts.names({kept.filed_by}).get(kept.filed_by, "") if kept.filed_by else ""
        until = kept.applied_at + KEPT if kept.applied_at and kept.sealed else None
        return _page("imported", kept.delegation, kept=kept, by=by, until=until)
    draft = open_draft(kept)
    judgement = services.judge(kept.delegation, draft)
    return _page(
        "preview", kept.delegation, kept=kept, draft=draft, judgement=judgement, notes=preview.notes(judgement),
        shown=preview.narrow(judgement, request.args), seen=services.fingerprint(judgement),
        columns=preview.columns(draft), column_names=preview.column_names(), words=preview.OUTCOMES, others=_place(),
    )  # fmt: skip


def _place() -> dict[str, str]:
    """Return where in the preview somebody is."""
    return {name: value for name in ("show", "page") if (value := request.args.get(name))}


@bp.post(_PATH + "<number>/check")
@limited("60 per minute")
@requires("nomination:file", on=queries.import_at)
def check_import(kept: ListImport) -> Any:
    """Write the corrections down and judge again."""
    form = PreviewForm()
    if form.validate():
        try:
            kept = services.mend(kept, form.revision.data, corrections(request.form), proposals="proposals" in request.form)
        except Stale as error:
            flash_warning(explain(error))
            return _back(kept)
        flash_done(_("Checked again."))
    return _back(kept)


@bp.post(_PATH + "<number>/columns")
@limited("60 per minute")
@requires("nomination:file", on=queries.import_at)
def choose_columns(kept: ListImport) -> Any:
    """Take columns for something else than they are called."""
    form = PreviewForm()
    if form.validate():
        try:
            services.choose_columns(kept, form.revision.data, chosen_columns(request.form))
            flash_done(_("The columns were read anew."))
        except Stale as error:
            flash_warning(explain(error))
    return _to(kept)


@bp.post(_PATH + "<number>/discard")
@requires("nomination:file", on=queries.import_at)
def discard_import(kept: ListImport) -> Any:
    """Forget a list without taking anything."""
    reference = kept.delegation.public_id
    services.discard(kept)
    flash_done(_("The list was deleted. Nothing was taken from it."))
    return redirect_to("nominations.import_list", reference=reference)


# --- taking it, and taking it back ---------------------------------------------------------------------


@bp.post(_PATH + "<number>/apply")
@limited("30 per minute")
@requires("nomination:file", on=queries.import_at)
def apply_import(kept: ListImport) -> Any:
    """Take every row that can be accepted; corrections that were not checked yet are checked first."""
    form = PreviewForm()
    if not form.validate():
        return _back(kept)
    try:
        if kept.state is ImportState.PREVIEW and (cells := _unchecked(kept)):
            services.mend(kept, form.revision.data, cells)
            flash_warning(_("Your corrections were checked first. Please look once more before you take the list."))
            return _back(kept)
        kept = services.apply(kept, form.seen.data)
    except (Stale, NothingToTake) as error:
        flash_warning(explain(error))
    return _to(kept)


def _unchecked(kept: ListImport) -> dict[tuple[int, int], str]:
    present = {(number, place): cell for number, row in open_draft(kept).table.rows for place, cell in enumerate(row)}
    sent = corrections(request.form)
    return {at: text for at, text in sent.items() if at in present and text.split() != present[at].split()}


@bp.post(_PATH + "<number>/undo")
@limited("30 per minute")
@requires("nomination:file", on=queries.import_at)
def undo_import(kept: ListImport) -> Any:
    """Take a list back."""
    undone = undoing.undo(kept)
    flash_done(_("Taken back. Removed: %(removed)s. As before: %(restored)s.", removed=undone.removed,
                 restored=undone.restored))  # fmt: skip
    if undone.kept:
        flash_warning(_("These people were changed since then, by themselves or by somebody else, and stay as they are: "
                        "%(names)s", names=_named(undone.kept)))  # fmt: skip
    return _to(kept)


def _named(people: list[str]) -> str:
    """Return names for a sentence; of very many the first ones."""
    return ", ".join(people[:_MOST_NAMED]) + (" …" if len(people) > _MOST_NAMED else "")


# --- the list as a file -------------------------------------------------------------------------------------


@bp.post("/delegations/<reference>/export.xlsx")
@limited("30 per minute")
@requires("nomination:file", on=queries.delegation_at)
def export_workbook(delegation: Delegation) -> Response:
    """Hand over the people of a delegation as a workbook that can be edited and brought back."""
    people = exporting.people_of(delegation)
    body = documents.members_xlsx(people, current_language(), said(delegation.name, delegation.summit.default_language))
    return attachment(body, sheets.XLSX, f"{delegation.code.lower()}.xlsx")


@bp.post("/delegations/<reference>/export.csv")
@limited("30 per minute")
@requires("nomination:file", on=queries.delegation_at)
def export_text(delegation: Delegation) -> Response:
    """Hand over the people of a delegation as CSV that can be edited and brought back."""
    body = documents.members_csv(exporting.people_of(delegation), current_language())
    return attachment(body, sheets.CSV, f"{delegation.code.lower()}.csv")
