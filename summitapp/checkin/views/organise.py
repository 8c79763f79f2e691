"""What organisers see of check-in, and the points they set up."""

from flask import request

from summitapp.accounts import queries as accounts
from summitapp.checkin import queries, services, values
from summitapp.checkin.forms import point_form
from summitapp.checkin.models import CheckInPoint
from summitapp.checkin.views.frame import Page, bp
from summitapp.core.i18n import gettext as _
from summitapp.core.web import flash_done, redirect_to, render, requires
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit


@bp.get("/organise/<slug>/checkin/")
@requires("checkin:watch", on=summits.by_slug)
def organise(summit: Summit) -> Page:
    """Show who is inside where, and the last scans."""
    point, show = request.args.get("point", ""), request.args.get("show", "")
    places = queries.points(summit.id)
    lines = queries.log(summit.id, point, show)
    return render(
        "checkin/organise.html", summit=summit, places=places, lines=lines, point=point, show=show, words=values,
        counts=queries.counts(places, services.days_begin(places, summit.timezone)),
        names=accounts.names({line.sender for line in lines}),
    )  # fmt: skip


@bp.route("/organise/<slug>/checkin/points/new", methods=["GET", "POST"])
@requires("checkin:set_up", on=summits.by_slug)
def new_point(summit: Summit) -> Page:
    """Add a point."""
    form = point_form(summit)
    if form.validate_on_submit():
        services.add_point(
            summit, form.code.data, form.name.data, opens_at=form.opens_at.data, closes_at=form.closes_at.data,
            categories=form.categories.data or (), daily=form.daily.data,
        )  # fmt: skip
        flash_done(_("The check-in point has been added."))
        return redirect_to("checkin.organise", slug=summit.slug)
    return render("checkin/point.html", summit=summit, form=form, point=None), 422 if form.errors else 200


def _point(slug: str, code: str) -> CheckInPoint | None:
    summit = summits.by_slug(slug)
    return queries.point_by_code(summit.id, code) if summit is not None else None


@bp.route("/organise/<slug>/checkin/points/<code>/", methods=["GET", "POST"])
@requires("checkin:set_up", on=_point)
def change_point(point: CheckInPoint) -> Page:
    """Change a point."""
    form = point_form(point.summit, point)
    if form.validate_on_submit():
        fields = ("name", "opens_at", "closes_at", "categories", "daily")
        services.change_point(point, {name: form[name].data for name in fields})
        flash_done(_("The check-in point has been changed. Scanners follow at once."))
        return redirect_to("checkin.organise", slug=point.summit.slug)
    return render("checkin/point.html", summit=point.summit, form=form, point=point), 422 if form.errors else 200
