"""The door board, and the same again for its script."""

import hashlib
from typing import Any

from flask import make_response, request

from summitapp.checkin import queries as checkin
from summitapp.checkin import services as doors
from summitapp.checkin import values as checkin_words
from summitapp.checkin.models import Alert
from summitapp.core.i18n import current_language, ngettext
from summitapp.core.web import current_actor, flash_done, redirect_to, render, requires
from summitapp.desk import services
from summitapp.desk.views.frame import Page, bp
from summitapp.devices import values as device_words
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit


def _filled(template: str, summit: Summit) -> str:
    board = services.board(summit)
    return render(template, summit=summit, board=board, words=checkin_words, device_words=device_words)


def _stamp(summit: Summit) -> str:
    parts = (*services.stamp(summit), current_language(), current_actor().reference)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:20]


@bp.get("/organise/<slug>/door/")
@requires("desk:watch", on=summits.by_slug)
def organise(summit: Summit) -> Page:
    """Show the doors as of now."""
    return _filled("desk/board.html", summit)


@bp.get("/organise/<slug>/door/now")
@requires("desk:watch", on=summits.by_slug)
def fragment(summit: Summit) -> Any:
    """Give the inside of the board to its script; who has it already is told so by one small question to the database."""
    answer = make_response()
    answer.set_etag(_stamp(summit))
    answer.headers["Cache-Control"] = "private, no-cache"
    if request.if_none_match.contains(answer.get_etag()[0] or ""):
        answer.status_code = 304
        return answer
    answer.data = _filled("desk/_board.html", summit)
    return answer


def _alert(slug: str, reference: str) -> Alert | None:
    found = summits.ids_by_slug(slug)
    return checkin.alert_of(found[0], reference) if found is not None else None


@bp.post("/organise/<slug>/door/alerts/<reference>/seen")
@requires("desk:work", on=_alert)
def see(alert: Alert) -> Page:
    """Take note of one alert."""
    doors.see_alert(alert, current_actor())
    return redirect_to("desk.organise", slug=alert.summit.slug, _anchor="alerts")


@bp.post("/organise/<slug>/door/alerts/seen")
@requires("desk:work", on=summits.by_slug)
def see_all(summit: Summit) -> Page:
    """Take note of every open alert."""
    number = doors.see_all_alerts(summit.id, current_actor())
    flash_done(ngettext("%(num)s alert has been seen.", "%(num)s alerts have been seen.", number))
    return redirect_to("desk.organise", slug=summit.slug, _anchor="alerts")
