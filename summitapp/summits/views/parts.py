"""Venues, rooms, days, tracks and categories of a summit."""

from collections.abc import Mapping
from typing import Any, Final

from flask import request

from summitapp.core.errors import DomainError
from summitapp.core.fields import Form, choices
from summitapp.core.i18n import current_language
from summitapp.core.i18n import gettext as _
from summitapp.core.web import blame, flash_done, redirect_to, render, requires
from summitapp.summits import forms, queries, services
from summitapp.summits.models import Category, Room, Summit, SummitDay, Track, Venue
from summitapp.summits.values import COLOURS, SHAPE_NAMES, SHAPE_SIGNS
from summitapp.summits.views.frame import bp, form_page, values_of

Part = Venue | Room | SummitDay | Track | Category
FORMS: Final[dict[str, type[Form]]] = {
    "venues": forms.VenueForm, "rooms": forms.RoomForm, "days": forms.DayForm, "tracks": forms.TrackForm,
    "categories": forms.CategoryForm,
}  # fmt: skip
KIND: Final = "<any(venues,rooms,days,tracks,categories):kind>"


def _summit_for_new(slug: str, kind: str) -> Summit | None:
    return None if kind == "days" else queries.by_slug(slug)  # days follow the dates of the summit


def _part(slug: str, kind: str, reference: str) -> Part | None:
    return queries.part(slug, kind, reference)


def _movable(slug: str, kind: str, reference: str) -> Part | None:
    return None if kind == "days" else queries.part(slug, kind, reference)


def _titles() -> dict[str, str]:
    return {
        "venues": _("Venues"), "rooms": _("Rooms"), "days": _("Days"), "tracks": _("Tracks"),
        "categories": _("Categories"),
    }  # fmt: skip


def _new_titles() -> dict[str, str]:
    return {
        "venues": _("A new venue"), "rooms": _("A new room"), "tracks": _("A new track"),
        "categories": _("A new category"),
    }  # fmt: skip


@bp.get(f"/organise/<slug>/settings/{KIND}/")
@requires("summit:see", on=lambda slug, kind: queries.by_slug(slug))
def parts(summit: Summit) -> str:
    """Show the list of one kind of parts."""
    kind = (request.view_args or {})["kind"]
    return render(
        "summits/parts.html", summit=summit, kind=kind, title=_titles()[kind], new_title=_new_titles().get(kind, ""),
        found=getattr(summit, kind), colours=COLOURS, signs=SHAPE_SIGNS, shapes=SHAPE_NAMES, demo=summit.is_demo,
    )  # fmt: skip


def _part_form(summit: Summit, kind: str, **values: Any) -> Form:
    form = FORMS[kind](**values)
    if isinstance(form, forms.RoomForm):
        language = current_language()
        form.venue.choices = choices((venue.public_id, venue.name.best(language)) for venue in summit.venues)
    return form


def _values(summit: Summit, form: Form) -> Mapping[str, Any]:
    values = values_of(form)
    if isinstance(form, forms.RoomForm):
        values["venue"] = next(venue for venue in summit.venues if venue.public_id == form.venue.data)
    return {name: "" if value is None and name == "address" else value for name, value in values.items()}


@bp.get(f"/organise/<slug>/settings/{KIND}/new/")
@requires("summit:edit", on=_summit_for_new)
def new_part(summit: Summit) -> Any:
    """Show an empty form."""
    kind = (request.view_args or {})["kind"]
    if kind == "rooms" and not summit.venues:
        return redirect_to("summits.new_part", slug=summit.slug, kind="venues")
    return form_page(summit, _part_form(summit, kind, formdata=None), _new_titles()[kind], kind=kind)


@bp.post(f"/organise/<slug>/settings/{KIND}/new/")
@requires("summit:edit", on=_summit_for_new)
def add_part(summit: Summit) -> Any:
    """Add a part."""
    kind = (request.view_args or {})["kind"]
    form = _part_form(summit, kind)
    if form.validate_on_submit():
        empty: Any = queries.KINDS[kind]()
        part: Part = services.add_part(summit, empty, _values(summit, form))
        flash_done(_("Added: %(name)s", name=_name(part)))
        return redirect_to("summits.parts", slug=summit.slug, kind=kind)
    return form_page(summit, form, _new_titles()[kind], 422, kind=kind)


def _name(part: Part) -> str:
    text = part.label if isinstance(part, SummitDay) else part.name
    return text.best(current_language()) or (part.day.isoformat() if isinstance(part, SummitDay) else "")


@bp.get(f"/organise/<slug>/settings/{KIND}/<reference>/")
@requires("summit:edit", on=_part)
def part(part: Part) -> Any:
    """Show one part."""
    kind = (request.view_args or {})["kind"]
    data = {"venue": part.venue.public_id} if isinstance(part, Room) else {}
    form = _part_form(part.summit, kind, formdata=None, obj=part)
    if isinstance(form, forms.RoomForm):
        form.venue.data = data["venue"]
    return form_page(part.summit, form, _name(part) or _titles()[kind], kind=kind, part=part)


@bp.post(f"/organise/<slug>/settings/{KIND}/<reference>/")
@requires("summit:edit", on=_part)
def change_part(part: Part) -> Any:
    """Save one part."""
    kind = (request.view_args or {})["kind"]
    form, summit = _part_form(part.summit, kind), part.summit
    if form.validate_on_submit():
        try:
            services.change_part(part, _values(summit, form))
        except DomainError as error:
            blame(form, error)
        else:
            flash_done(_("Saved: %(name)s", name=_name(part)))
            return redirect_to("summits.parts", slug=summit.slug, kind=kind)
    return form_page(summit, form, _name(part), 422, kind=kind, part=part)


@bp.post(f"/organise/<slug>/settings/{KIND}/<reference>/remove/")
@requires("summit:edit", on=_movable)
def remove_part(part: Part) -> Any:
    """Remove one part."""
    name, slug = _name(part), part.summit.slug
    services.remove_part(part)
    flash_done(_("Removed: %(name)s", name=name))
    return redirect_to("summits.parts", slug=slug, kind=(request.view_args or {})["kind"])


@bp.post(f"/organise/<slug>/settings/{KIND}/<reference>/<any(up,down):way>/")
@requires("summit:edit", on=lambda slug, kind, reference, way: _movable(slug, kind, reference))
def move_part(part: Venue | Room | Track | Category) -> Any:
    """Move one part up or down in its list."""
    values = request.view_args or {}
    services.move_part(part, up=values["way"] == "up")
    return redirect_to("summits.parts", slug=part.summit.slug, kind=values["kind"])
