"""The points that organisers set up, by hand or from what the agenda proposes."""

from summitapp.checkin import queries, services, values
from summitapp.checkin.forms import point_fields, point_form, proposal_form
from summitapp.checkin.models import CheckInPoint
from summitapp.checkin.views.frame import Page, bp
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import ngettext, said
from summitapp.core.web import flash_done, redirect_to, render, requires
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

POINTS = "/organise/<slug>/checkin/points/"


@bp.get(POINTS)
@requires("checkin:set_up", on=summits.by_slug)
def points(summit: Summit) -> Page:
    """List the points with what each asks of a badge."""
    places = queries.points(summit.id, closed=True)
    return render(
        "checkin/points.html", summit=summit, places=places, words=values, scanned=queries.scanned_points(summit.id),
        groups={group.code: group.name for group in summit.categories}, proposed=len(services.proposals(summit)),
    )  # fmt: skip


@bp.route(f"{POINTS}new", methods=["GET", "POST"])
@requires("checkin:set_up", on=summits.by_slug)
def new_point(summit: Summit) -> Page:
    """Add a point."""
    place = queries.place_for(summit)
    form = point_form(summit, place)
    if form.validate_on_submit():
        services.add_point(summit, form.code.data, **point_fields(form, place))
        flash_done(_("The check-in point has been added."))
        return redirect_to("checkin.points", slug=summit.slug)
    return render("checkin/point.html", summit=summit, form=form, point=None, words=values), 422 if form.errors else 200


@bp.route(f"{POINTS}proposed", methods=["GET", "POST"])
@requires("checkin:set_up", on=summits.by_slug)
def proposed_points(summit: Summit) -> Page:
    """Show what the agenda proposes, and add what is ticked."""
    found = services.proposals(summit)
    form = proposal_form(found)
    if form.validate_on_submit():
        added = services.add_proposed(summit, form.points.data)
        flash_done(ngettext("%(num)s check-in point has been added.", "%(num)s check-in points have been added.", len(added)))
        return redirect_to("checkin.points", slug=summit.slug)
    return render(
        "checkin/proposed.html", summit=summit, form=form, found=found, words=values,
    ), 422 if form.errors else 200  # fmt: skip


def _point(slug: str, code: str) -> CheckInPoint | None:
    summit = summits.by_slug(slug)
    return queries.point_by_code(summit.id, code) if summit is not None else None


@bp.route(f"{POINTS}<code>/", methods=["GET", "POST"])
@requires("checkin:set_up", on=_point)
def change_point(point: CheckInPoint) -> Page:
    """Change a point."""
    summit = point.summit
    place = queries.place_for(summit, point)
    form = point_form(summit, place, point)
    if form.validate_on_submit():
        services.change_point(point, point_fields(form, place))
        flash_done(_("The check-in point has been changed. Scanners follow at once."))
        return redirect_to("checkin.points", slug=summit.slug)
    return render(
        "checkin/point.html", summit=summit, form=form, point=point, words=values,
        scanned=point.id in queries.scanned_points(summit.id),
    ), 422 if form.errors else 200  # fmt: skip


@bp.post(f"{POINTS}<code>/close")
@requires("checkin:set_up", on=_point)
def close_point(point: CheckInPoint) -> Page:
    """Let a point take nobody in any more."""
    services.close_point(point)
    flash_done(_("Closed: %(name)s. Nobody is let in there any more; it can be opened again.", name=said(point.name)))
    return redirect_to("checkin.points", slug=point.summit.slug)


@bp.post(f"{POINTS}<code>/open")
@requires("checkin:set_up", on=_point)
def open_point(point: CheckInPoint) -> Page:
    """Open a closed point again."""
    services.open_point(point)
    flash_done(_("Open again: %(name)s", name=said(point.name)))
    return redirect_to("checkin.points", slug=point.summit.slug)


@bp.post(f"{POINTS}<code>/remove")
@requires("checkin:set_up", on=_point)
def remove_point(point: CheckInPoint) -> Page:
    """Remove a point at which nobody was scanned."""
    name, slug = said(point.name), point.summit.slug
    services.remove_point(point)
    flash_done(_("Removed: %(name)s", name=name))
    return redirect_to("checkin.points", slug=slug)
