"""What organisers see of check-in."""

from flask import request

from summitapp.checkin import queries, services, values
from summitapp.checkin.views.frame import Page, bp
from summitapp.core.web import render, requires
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit


@bp.get("/organise/<slug>/checkin/")
@requires("checkin:watch", on=summits.by_slug)
def organise(summit: Summit) -> Page:
    """Show who is inside where, and the last scans."""
    point, show = request.args.get("point", ""), request.args.get("show", "")
    places = queries.points(summit.id, closed=True)
    lines = queries.log(summit.id, point, show)
    return render(
        "checkin/organise.html", summit=summit, places=places, lines=lines, point=point, show=show, words=values,
        counts=queries.counts(places, services.days_begin(places, summit.timezone)),
        names=services.sender_names(lines),
    )  # fmt: skip
