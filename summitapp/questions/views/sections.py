"""The headings of a form."""

from typing import Any

from flask import request

from summitapp.core.i18n import current_language
from summitapp.core.i18n import gettext as _
from summitapp.core.web import explain, flash_done, flash_warning, redirect_to, render, requires
from summitapp.questions import queries, services
from summitapp.questions.forms import SectionForm
from summitapp.questions.models import Section
from summitapp.questions.values.refusals import OrderRefused, SectionInUse
from summitapp.questions.views import bp
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit


def _page(summit: Summit, form: SectionForm, section: Section | None = None, status: int = 200) -> Any:
    return render("questions/section.html", summit=summit, form=form, section=section, demo=summit.is_demo), status


def _list(summit: Summit, anchor: str = "") -> Any:
    return redirect_to("questions.organise", slug=summit.slug, _anchor=anchor or None)


@bp.get("/organise/<slug>/questions/sections/new/")
@requires("questions:edit", on=summits.by_slug)
def new_section(summit: Summit) -> Any:
    """Show an empty form."""
    return _page(summit, SectionForm(None))


@bp.post("/organise/<slug>/questions/sections/new/")
@requires("questions:edit", on=summits.by_slug)
def add_section(summit: Summit) -> Any:
    """Add a section."""
    form = SectionForm()
    if not form.validate_on_submit():
        return _page(summit, form, status=422)
    section = services.add_section(summit, form.title.data, form.intro.data)
    flash_done(_("Added: %(name)s", name=section.title.best(current_language())))
    return redirect_to("questions.kinds", slug=summit.slug, section=section.public_id)


@bp.get("/organise/<slug>/questions/sections/<reference>/")
@requires("questions:edit", on=queries.section)
def section(section: Section) -> Any:
    """Show the words of a section."""
    return _page(section.summit, SectionForm(None, obj=section), section)


@bp.post("/organise/<slug>/questions/sections/<reference>/")
@requires("questions:edit", on=queries.section)
def change_section(section: Section) -> Any:
    """Save the words of a section."""
    form = SectionForm()
    if not form.validate_on_submit():
        return _page(section.summit, form, section, 422)
    services.change_section(section, form.title.data, form.intro.data)
    flash_done(_("Saved: %(name)s", name=section.title.best(current_language())))
    return _list(section.summit, f"s-{section.public_id}")


@bp.post("/organise/<slug>/questions/sections/<reference>/remove/")
@requires("questions:edit", on=queries.section)
def remove_section(section: Section) -> Any:
    """Remove an empty section."""
    summit = section.summit
    try:
        services.remove_section(section)
    except SectionInUse as error:
        flash_warning(explain(error))
        return redirect_to("questions.section", slug=summit.slug, reference=section.public_id)
    flash_done(_("The section is removed."))
    return _list(summit)


@bp.post("/organise/<slug>/questions/sections/<reference>/<any(up,down):way>/")
@requires("questions:edit", on=lambda slug, reference, way: queries.section(slug, reference))
def move_section(section: Section) -> Any:
    """Move a section with its questions up or down."""
    try:
        services.move_section(section, up=(request.view_args or {})["way"] == "up")
    except OrderRefused as error:
        flash_warning(explain(error))
    return _list(section.summit, f"s-{section.public_id}")
