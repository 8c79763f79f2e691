"""What was ticked on paper: typed in or uploaded, looked at, taken."""

import json
from typing import Final

from flask import request

from summitapp.checkin import queries as checkin
from summitapp.checkin import values as words
from summitapp.core.errors import DomainError
from summitapp.core.web import explain, limited, render, requires, takes_files
from summitapp.delegations import queries as delegations
from summitapp.desk import services
from summitapp.desk.forms import TicksForm, ticks_form
from summitapp.desk.values import FAULT_WORDS, Tick
from summitapp.desk.views.frame import Page, bp
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

_PATH: Final = "/organise/<slug>/door/ticks/"
_MOST: Final = 3 * 1024 * 1024
_CARRIED: Final = 400_000


def _form(summit: Summit) -> TicksForm:
    return ticks_form(summit, checkin.points(summit.id), services.today(summit))


def _page(summit: Summit, form: TicksForm, status: int = 200) -> Page:
    delegation, text = request.values.get("delegation", ""), request.values.get("q", "")
    groups = services.people_to_tick(summit, delegation, text)
    return render("desk/ticks.html", summit=summit, form=form, groups=groups, delegation=delegation, text=text,
                  delegations=delegations.of_summit(summit.id), sent=request.form), status  # fmt: skip


@bp.get(_PATH)
@requires("desk:work", on=summits.by_slug)
def ticks(summit: Summit) -> Page:
    """Show the upload, and the people of a delegation with room for a time."""
    return _page(summit, _form(summit))


def _written(form: TicksForm) -> list[Tick]:
    """Return the lines of the file, or those written beside the names."""
    if form.file.data:
        return services.read_list(form.file.data.read())
    ticked, many = set(request.form.getlist("ticked")), (form.many.data or "").strip()
    lines = []
    for name, value in request.form.items():
        serial = name.removeprefix("time-")
        if name.startswith("time-") and (time := value.strip() or (many if serial in ticked else "")):
            lines.append(Tick(0, serial, time))
    return lines


@bp.post(_PATH)
@takes_files(_MOST)
@limited("60 per minute")
@requires("desk:work", on=summits.by_slug)
def look_at_ticks(summit: Summit) -> Page:
    """Show what would be taken, and what is wrong beside its line; nothing is stored."""
    form = _form(summit)
    if not form.validate_on_submit():
        return _page(summit, form, 422)
    try:
        lines = services.judge_ticks(summit, _written(form), form.day.data)
    except DomainError as error:
        (form.file if form.file.data else form.many).errors = [explain(error)]
        return _page(summit, form, 422)
    form.carried.data = json.dumps([[one.tick.line, one.tick.serial, one.tick.time] for one in lines if one.fault is None])
    return render("desk/ticks_seen.html", summit=summit, form=form, lines=lines, faults=FAULT_WORDS, words=words)


@bp.post(_PATH + "take")
@takes_files(_MOST, in_a_field=_CARRIED)
@limited("60 per minute")
@requires("desk:work", on=summits.by_slug)
def take_ticks(summit: Summit) -> Page:
    """Take the lines that were shown. Sent twice, nothing is stored twice."""
    form = _form(summit)
    if not form.validate_on_submit():
        return _page(summit, form, 422)
    try:
        given = [Tick(int(line), str(serial), str(time)) for line, serial, time in json.loads(form.carried.data or "[]")]
        lines = services.judge_ticks(summit, given, form.day.data)
    except (ValueError, TypeError, OverflowError, RecursionError, DomainError):
        return _page(summit, form, 422)
    told = services.take_ticks(summit, form.point.data, form.direction.data, lines)
    return render("desk/ticks_done.html", summit=summit, told=told, words=words)
