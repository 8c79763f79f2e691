"""How badges look: the designs of a summit, and their preview as a picture with hard names."""

from typing import Any

from flask import request, url_for
from werkzeug.wrappers import Response

from summitapp.badges import documents, queries, services, values
from summitapp.badges.forms import DesignForm, design_form
from summitapp.badges.models import BadgeDesign
from summitapp.badges.values import STANDARD, BadgePart, DesignFace, Layout
from summitapp.badges.views.frame import Page, bp
from summitapp.core.errors import NotFound
from summitapp.core.i18n import gettext as _
from summitapp.core.text import LANGUAGES, Translated
from summitapp.core.web import flash_done, limited, redirect_to, render, requires
from summitapp.summits import queries as summits
from summitapp.summits.models import Category, Summit


@bp.get("/organise/<slug>/badges/designs/")
@requires("badges:see", on=summits.by_slug)
def designs(summit: Summit) -> Page:
    """Show the designs of a summit and which categories have them."""
    found = queries.designs(summit.id)
    taken = {choice.category_id for design in found for choice in design.choices}
    standard = [category for category in summit.categories if category.id not in taken]
    return render("badges/designs.html", summit=summit, designs=found, standard=standard, words=values,
                  picture=_picture_of)  # fmt: skip


def _picture_of(summit: Summit, face: DesignFace, category: Category | None = None, **more: Any) -> str:
    """Return the address of the picture of a design; everything it shows stands in the address."""
    said: dict[str, Any] = {f"emergency-{lang}": face.emergency[lang] for lang in LANGUAGES if face.emergency[lang]}
    both: dict[str, Any] = {"both_sides": "y"} if face.both_sides else {}
    code = category.code if category else (summit.categories[0].code if summit.categories else "")
    return url_for("badges.preview", slug=summit.slug, paper=face.paper.value, parts=[part.value for part in face.parts_in_order],
                   category=code, **both, **said, **more)  # fmt: skip


def _face_of(form: DesignForm) -> DesignFace:
    parts = frozenset(BadgePart(part) for part in form.parts.data or () if part in set(BadgePart))
    paper = form.paper.data if isinstance(form.paper.data, Layout) else Layout.A6
    return DesignFace("", form.name.data or "", paper, bool(form.both_sides.data), parts, form.emergency.data)


def _form_page(summit: Summit, form: DesignForm, design: BadgeDesign | None, status: int = 200) -> Page:
    face = _face_of(form)
    chosen = next((one for one in summit.categories if one.code == request.values.get("category")), None)
    number = request.values.get("number", 0, type=int)
    return render(
        "badges/design.html", summit=summit, form=form, design=design, words=values, names=services.HARD_NAMES, number=number,
        category=chosen, address=url_for("badges.preview", slug=summit.slug),
        pictures=[_picture_of(summit, face, chosen, number=number, side=side) for side in range(1, 3)],
    ), status  # fmt: skip


@bp.get("/organise/<slug>/badges/designs/new")
@requires("badges:design", on=summits.by_slug)
def new_design(summit: Summit) -> Page:
    """Show the form for a design, filled with the one that is there from the start."""
    return _form_page(summit, design_form(summit.categories, face=STANDARD), None)


@bp.post("/organise/<slug>/badges/designs/new")
@requires("badges:design", on=summits.by_slug)
def add_design(summit: Summit) -> Page:
    """Add a design; with ``look`` only its preview is shown."""
    form = design_form(summit.categories)
    if "look" in request.form:
        return _form_page(summit, form, None)
    if not _valid(summit, form):
        return _form_page(summit, form, None, 422)
    services.add_design(summit, _details(form), _categories(summit, form))
    flash_done(_("The design is kept: %(name)s", name=form.name.data))
    return redirect_to("badges.designs", slug=summit.slug)


def _valid(summit: Summit, form: DesignForm, own: BadgeDesign | None = None) -> bool:
    """Check the form, and that no other design has its name; two at the same moment are refused by the database."""
    if not form.validate():
        return False
    if any(one.name == form.name.data for one in queries.designs(summit.id) if own is None or one.id != own.id):
        form.name.errors = [_(values.DesignNameTaken.message)]
        return False
    return True


def _details(form: DesignForm) -> services.DesignDetails:
    face = _face_of(form)
    return services.DesignDetails(face.name, face.paper, face.both_sides, tuple(face.parts_in_order), face.emergency)


def _categories(summit: Summit, form: DesignForm) -> list[Category]:
    return [category for category in summit.categories if category.code in (form.categories.data or ())]


@bp.get("/organise/<slug>/badges/designs/<reference>/")
@requires("badges:design", on=queries.design_of_summit)
def edit_design(design: BadgeDesign) -> Page:
    """Show a design to be changed."""
    given = {choice.category_id for choice in design.choices}
    codes = [category.code for category in design.summit.categories if category.id in given]
    return _form_page(design.summit, design_form(design.summit.categories, face=design.face, given=codes), design)


@bp.post("/organise/<slug>/badges/designs/<reference>/")
@requires("badges:design", on=queries.design_of_summit)
def change_design(design: BadgeDesign) -> Page:
    """Change a design; with ``look`` only its preview is shown."""
    summit, form = design.summit, design_form(design.summit.categories)
    if "look" in request.form:
        return _form_page(summit, form, design)
    if not _valid(summit, form, design):
        return _form_page(summit, form, design, 422)
    services.change_design(design, _details(form), _categories(summit, form))
    flash_done(_("The design was changed. Badges that look different now count as new: %(name)s", name=form.name.data))
    return redirect_to("badges.designs", slug=summit.slug)


@bp.post("/organise/<slug>/badges/designs/<reference>/remove")
@requires("badges:design", on=queries.design_of_summit)
def remove_design(design: BadgeDesign) -> Page:
    """Remove a design."""
    slug, name = design.summit.slug, design.name
    services.remove_design(design)
    flash_done(_("The design was removed; its categories have the usual one again: %(name)s", name=name))
    return redirect_to("badges.designs", slug=slug)


@bp.get("/organise/<slug>/badges/designs/preview.png")
@limited("120 per minute")
@requires("badges:see", on=summits.by_slug)
def preview(summit: Summit) -> Response:
    """Draw a badge of a category with one of the hard names, as the address describes it."""
    given = request.args
    category = next((one for one in summit.categories if one.code == given.get("category")), None)
    category = category or (summit.categories[0] if summit.categories else None)
    if category is None or given.get("paper") not in set(values.PAPERS):
        raise NotFound
    parts = frozenset(BadgePart(part) for part in given.getlist("parts") if part in set(BadgePart))
    said = Translated(**{lang: given.get(f"emergency-{lang}", "")[:300] for lang in LANGUAGES})
    face = DesignFace("", "", Layout(given["paper"]), "both_sides" in given, parts, said)
    sheet = services.preview_sheet(summit, category, face, given.get("number", 0, type=int))
    return Response(documents.preview(sheet, max(given.get("side", 1, type=int), 1)), content_type="image/png")
