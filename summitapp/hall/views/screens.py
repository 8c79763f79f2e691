"""Screens for the hall, and the tables as those see them who stand there."""

from dataclasses import dataclass

from flask import request

from summitapp.core.i18n import gettext as _
from summitapp.core.web import flash_done, flash_warning, limited, may, redirect_to, render, requires
from summitapp.hall import queries, services
from summitapp.hall.values import TableMeeting
from summitapp.hall.views.frame import Page, bp
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit


@bp.get("/organise/<slug>/meetings/screens/")
@requires("hall:watch", on=summits.by_slug)
def screens(summit: Summit) -> str:
    """List the screens, and show who should sit at which table now."""
    hall = services.plan_now(summit)
    rooms = services.rooms_with_tables(hall)
    return render(
        "hall/screens.html", summit=summit, zone=summit.timezone, rooms=[None, *(rooms if len(rooms) > 1 else [])],
        slots=services.slots_now(hall), may_work=may("hall:work", summit),
    )  # fmt: skip


@bp.get("/organise/<slug>/meetings/screens/show/")
@requires("hall:watch", on=summits.by_slug)
def screen(summit: Summit) -> str:
    """Fill a screen: which table belongs to whom now and next, in all rooms or in one."""
    hall = services.plan_now(summit)
    wanted = request.args.get("room", "")
    room = next((one for one in hall.rooms.values() if one.reference == wanted), None)
    shown = [one for one in hall.meetings if room is None or hall.rooms.get(one.room_id or 0) == room]
    return render("hall/screen.html", summit=summit, demo=summit.is_demo, zone=summit.timezone, meetings=shown, room=room,
                  rooms=hall.rooms, several=len({one.room_id for one in shown}) > 1, version=hall.version)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AtTable:
    """A meeting of a summit, as the permissions ask for it."""

    summit: Summit
    meeting: TableMeeting


def _at_table(slug: str, meeting: str) -> AtTable | None:
    found = queries.meeting_of(slug, meeting)
    return AtTable(*found) if found is not None else None


@bp.post("/organise/<slug>/meetings/screens/<meeting>/missing")
@limited("120 per minute")
@requires("hall:work", on=_at_table)
def missing(at: AtTable) -> Page:
    """Write down who did not come."""
    absent = request.form.getlist("absent")
    if absent:
        services.mark_missing(at.summit, at.meeting, absent)
        flash_done(_("It is written down: table %(table)s.", table=at.meeting.table))
    else:
        flash_warning(_("Please say who is missing."))
    return redirect_to("hall.screens", slug=at.summit.slug, _anchor=f"t-{at.meeting.reference}")
