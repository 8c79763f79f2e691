"""The pages of lists: which there are, one of them with its versions, and the order of protocol."""

from dataclasses import dataclass
from typing import Any

from flask import request
from werkzeug.wrappers import Response

from summitapp.accounts import queries as accounts
from summitapp.core.db import after_commit
from summitapp.core.errors import DomainError, Invalid, NotFound
from summitapp.core.i18n import current_language
from summitapp.core.i18n import gettext as _
from summitapp.core.sheets import XLSX
from summitapp.core.text import as_language
from summitapp.core.web import (
    attachment,
    blame,
    explain,
    flash_done,
    lang_blueprint,
    limited,
    may,
    redirect_to,
    render,
    requires,
)
from summitapp.lists import queries, services
from summitapp.lists.forms import EmergencyForm, ExportForm, FreezeForm, LevelForm, PlacingForm, PresetForm
from summitapp.lists.models import PrecedenceLevel
from summitapp.lists.values import (
    DIFFERENCE_NAMES,
    KEPT_KINDS,
    KIND_MEANS,
    KIND_NAMES,
    ORDERING_NAMES,
    TAKES_NAMES,
    VENUE_KINDS,
    ListKind,
)
from summitapp.questions.documents import write_answer
from summitapp.registration import queries as registrations
from summitapp.registration import services as registration
from summitapp.registration.models import Registration
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

bp = lang_blueprint("lists", __name__)
Page = str | tuple[str, int] | Response
KIND = "<any({}):kind>".format(", ".join(f"'{kind.value}'" for kind in ListKind))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list of a summit, as the permissions ask for it."""

    summit: Summit
    kind: ListKind
    number: int = 0


def _wanted(slug: str, kind: str, number: int = 0) -> Wanted | None:
    summit = summits.by_slug(slug)
    return Wanted(summit, ListKind(kind), number) if summit is not None else None


@bp.get("/organise/<slug>/lists/")
@requires("list:see", on=summits.by_slug)
def organise(summit: Summit) -> str:
    """Show which lists there are, how many stand in each, and their last versions."""
    kinds = [kind for kind in ListKind if may("list:see", Wanted(summit, kind))]
    return render(
        "lists/organise.html", summit=summit, kinds=kinds, names=KIND_NAMES, means=KIND_MEANS, venue=VENUE_KINDS,
        counts=services.counts_of(summit), last=queries.last_versions(summit.id), demo=summit.is_demo,
    )  # fmt: skip


# --- one list -------------------------------------------------------------------------------------------------------------


def _list_page(wanted: Wanted, export: ExportForm, freeze: FreezeForm, status: int = 200) -> Page:
    summit, kind = wanted.summit, wanted.kind
    listing = services.gather(summit, kind, current_language())
    versions = queries.versions(summit.id, kind)
    return render(
        "lists/show.html", summit=summit, kind=kind, listing=listing, names=KIND_NAMES, means=KIND_MEANS, export=export,
        freeze=freeze, versions=versions, people=accounts.names({one.made_by for one in versions}),
        changes=services.changes_since(summit, versions[0]) if versions and kind in KEPT_KINDS else [],
        words=DIFFERENCE_NAMES, kept=kind in KEPT_KINDS, takes_along=may("list:export", wanted),
        orders=kind is ListKind.PROTOCOL and may("list:order", summit), levels=queries.levels(summit.id),
        codes=queries.codes(summit.id) if kind is ListKind.PROTOCOL else {}, preset=PresetForm(None),
        placings=services.reasons_of(summit) if kind is ListKind.PROTOCOL else {},
        demo=summit.is_demo,
    ), status  # fmt: skip


def _forms() -> tuple[ExportForm, FreezeForm]:
    return ExportForm(None, data={"language": current_language()}), FreezeForm(None)


@bp.get(f"/organise/<slug>/lists/{KIND}/")
@requires("list:see", on=_wanted)
def show(wanted: Wanted) -> Page:
    """Show a list as of now, its versions, and what has changed since the last one."""
    return _list_page(wanted, *_forms())


@bp.post(f"/organise/<slug>/lists/{KIND}/export")
@limited("30 per minute")
@requires("list:export", on=_wanted)
def export(wanted: Wanted) -> Page:
    """Hand a list over as PDF or workbook; it has a number, and that it was taken is written down."""
    form = ExportForm()
    if not form.validate_on_submit():
        return _list_page(wanted, form, _forms()[1], 422)
    try:
        issued = services.issue(wanted.summit, wanted.kind, as_language(form.language.data), form.recipient.data or "",
                                form.number.data)  # fmt: skip
    except DomainError as error:
        form.form_errors.append(explain(error))
        return _list_page(wanted, form, _forms()[1], error.status)
    workbook = form.format.data == "xlsx"
    name = f"{wanted.summit.slug}-{wanted.kind.value}-{issued.number}.{'xlsx' if workbook else 'pdf'}"
    answer = attachment(b"", XLSX if workbook else "application/pdf", name)
    answer.headers["Cache-Control"] = "no-store"
    # Laid out after the commit: no lock is held meanwhile.
    after_commit(lambda: answer.set_data(issued.xlsx() if workbook else issued.pdf()))
    return answer


@bp.post(f"/organise/<slug>/lists/{KIND}/freeze")
@requires("list:export", on=_wanted)
def freeze(wanted: Wanted) -> Page:
    """Make a version on purpose, with a word on what it is for."""
    form = FreezeForm()
    if not form.validate_on_submit():
        return _list_page(wanted, _forms()[0], form, 422)
    version = services.freeze(wanted.summit, wanted.kind, form.note.data or "")
    flash_done(_("This is version %(number)s now.", number=version.number))
    return redirect_to("lists.show", slug=wanted.summit.slug, kind=wanted.kind.value)


@bp.get(f"/organise/<slug>/lists/{KIND}/versions/<int:number>/")
@requires("list:see", on=_wanted)
def version(wanted: Wanted) -> Page:
    """Show an old version, and what it differs in from the one before."""
    summit, kind = wanted.summit, wanted.kind
    found = queries.version(summit.id, kind, wanted.number)
    listing = services.shown_version(summit, found) if found is not None else None
    if found is None or listing is None:
        raise NotFound
    before = queries.version(summit.id, kind, wanted.number - 1)
    return render(
        "lists/version.html", summit=summit, kind=kind, version=found, listing=listing, names=KIND_NAMES, before=before,
        changes=services.changes_since(summit, before, listing) if before is not None else [], words=DIFFERENCE_NAMES,
        people=accounts.names({found.made_by}), takes_along=may("list:export", wanted), demo=summit.is_demo,
        export=ExportForm(None, data={"language": found.language, "number": found.number}),
    )  # fmt: skip


# --- emergencies ----------------------------------------------------------------------------------------------------------


@bp.get("/organise/<slug>/lists/emergency/")
@requires("list:open_notes", on=summits.by_slug)
def emergency(summit: Summit) -> str:
    """Ask why the sealed notes are to be opened."""
    return render("lists/emergency.html", summit=summit, form=EmergencyForm(None), opened=None, demo=summit.is_demo)


@bp.post("/organise/<slug>/lists/emergency/")
@requires("list:open_notes", on=summits.by_slug)
def open_notes(summit: Summit) -> Page:
    """Open the sealed notes, and write down who opened whose and why."""
    form = EmergencyForm()
    try:
        notes = registration.open_emergency_notes(summit, (form.reason.data or "") if form.validate_on_submit() else "")
    except Invalid as error:
        blame(form, error)
        page = render("lists/emergency.html", summit=summit, form=form, opened=None, demo=summit.is_demo)
        return page, 422
    language = current_language()
    opened = sorted(
        ((one, [(given.question.caption, write_answer(given.question, given.value, language)) for given in found])
         for one, found in notes),
        key=lambda pair: pair[0].person.name.sort_key(language),
    )  # fmt: skip
    return render("lists/emergency.html", summit=summit, form=form, opened=opened, demo=summit.is_demo)


# --- the order of protocol ------------------------------------------------------------------------------------------------


def _to_order(summit: Summit) -> Response:
    return redirect_to("lists.show", slug=summit.slug, kind=ListKind.PROTOCOL.value)


@bp.post("/organise/<slug>/lists/protocol/begin")
@requires("list:order", on=summits.by_slug)
def begin(summit: Summit) -> Response:
    """Fill an empty order with a usual set of classes."""
    form = PresetForm()
    if form.validate_on_submit():
        services.begin_with(summit, form.preset.data)
        flash_done(_("The classes are there. Change them to what holds at your summit."))
    return _to_order(summit)


@bp.get("/organise/<slug>/lists/protocol/classes/")
@requires("list:order", on=summits.by_slug)
def classes(summit: Summit) -> str:
    """Show the classes in their order."""
    return render("lists/classes.html", summit=summit, levels=queries.levels(summit.id), orderings=ORDERING_NAMES,
                  takes=TAKES_NAMES, demo=summit.is_demo)  # fmt: skip


def _class_page(summit: Summit, form: LevelForm, level: PrecedenceLevel | None, status: int = 200) -> Page:
    return render("lists/class.html", summit=summit, form=form, level=level, demo=summit.is_demo), status


def _values(form: LevelForm) -> dict[str, Any]:
    return {name: form[name].data for name in ("name", "why", "ordering", "takes", "position")}


@bp.get("/organise/<slug>/lists/protocol/classes/new/")
@requires("list:order", on=summits.by_slug)
def new_class(summit: Summit) -> Page:
    """Show an empty class."""
    last = max((one.position for one in queries.levels(summit.id)), default=0)
    return _class_page(summit, LevelForm(None, data={"position": last + 10}), None)


@bp.post("/organise/<slug>/lists/protocol/classes/new/")
@requires("list:order", on=summits.by_slug)
def add_class(summit: Summit) -> Page:
    """Add a class."""
    form = LevelForm()
    if not form.validate_on_submit():
        return _class_page(summit, form, None, 422)
    services.add_level(summit, _values(form))
    flash_done(_("Added: %(name)s", name=form.name.data.best(current_language())))
    return redirect_to("lists.classes", slug=summit.slug)


@bp.get("/organise/<slug>/lists/protocol/classes/<reference>/")
@requires("list:order", on=queries.level)
def show_class(level: PrecedenceLevel) -> Page:
    """Show one class."""
    return _class_page(level.summit, LevelForm(None, obj=level), level)


@bp.post("/organise/<slug>/lists/protocol/classes/<reference>/")
@requires("list:order", on=queries.level)
def change_class(level: PrecedenceLevel) -> Page:
    """Change one class."""
    form = LevelForm()
    if not form.validate_on_submit():
        return _class_page(level.summit, form, level, 422)
    services.change_level(level, _values(form))
    flash_done(_("Saved: %(name)s", name=form.name.data.best(current_language())))
    return redirect_to("lists.classes", slug=level.summit.slug)


@bp.post("/organise/<slug>/lists/protocol/classes/<reference>/remove")
@requires("list:order", on=queries.level)
def remove_class(level: PrecedenceLevel) -> Response:
    """Remove one class."""
    slug, name = level.summit.slug, level.name.best(current_language())
    services.remove_level(level)
    flash_done(_("Removed: %(name)s", name=name))
    return redirect_to("lists.classes", slug=slug)


def _placing_form(guest: Registration, **values: Any) -> PlacingForm:
    form = PlacingForm(**values)
    language = current_language()
    form.offer((one.public_id, one.name.best(language)) for one in queries.levels(guest.summit_id))
    return form


def _place_page(guest: Registration, form: PlacingForm, status: int = 200) -> Page:
    return render("lists/place.html", summit=guest.summit, registration=guest, form=form,
                  placing=queries.placing_of(guest.id), demo=guest.summit.is_demo), status  # fmt: skip


@bp.get("/organise/<slug>/lists/protocol/people/<code>/")
@requires("list:order", on=registrations.by_code)
def place(guest: Registration) -> Page:
    """Show where somebody was put by hand, if they were."""
    placing = queries.placing_of(guest.id)
    data = {"level": placing.level.public_id, "place": placing.place, "reason": placing.reason} if placing else {}
    return _place_page(guest, _placing_form(guest, formdata=None, data=data))


@bp.post("/organise/<slug>/lists/protocol/people/<code>/")
@requires("list:order", on=registrations.by_code)
def save_place(guest: Registration) -> Page:
    """Put somebody into the order by hand."""
    form = _placing_form(guest)
    level = queries.level(guest.summit.slug, form.level.data or "")
    if not form.validate_on_submit() or level is None:
        return _place_page(guest, form, 422)
    try:
        services.place_guest(guest, level, form.place.data, form.reason.data or "")
    except DomainError as error:
        blame(form, error)
        return _place_page(guest, form, 422)
    flash_done(_("Placed by hand: %(name)s", name=guest.person.name.full))
    return _to_order(guest.summit)


@bp.post("/organise/<slug>/lists/protocol/people/<code>/release")
@requires("list:order", on=registrations.by_code)
def release(guest: Registration) -> Response:
    """Take the placing by hand back."""
    services.release_guest(guest)
    flash_done(_("Back among the equals: %(name)s", name=guest.person.name.full))
    return _to_order(guest.summit)


@bp.get("/organise/<slug>/lists/protocol/find/")
@requires("list:order", on=summits.by_slug)
def find(summit: Summit) -> str:
    """Look for somebody who is to be put into the order."""
    text = request.args.get("q", "").strip()[:100]
    found = queries.found(summit.id, text) if text else []
    return render("lists/find.html", summit=summit, q=text, found=found, demo=summit.is_demo)
