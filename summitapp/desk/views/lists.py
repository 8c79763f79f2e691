"""Who is in which room, who is inside at all, and who has not come."""

from flask import request

from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import said
from summitapp.core.sheets import CSV, write_csv
from summitapp.core.web import attachment, render, requires
from summitapp.desk import services
from summitapp.desk.values import LATE_AFTER, Latecomers
from summitapp.desk.views.frame import Page, bp
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit


@bp.get("/organise/<slug>/door/rooms/")
@requires("desk:watch", on=summits.by_slug)
def rooms(summit: Summit) -> Page:
    """Show how many are in each room."""
    return render("desk/rooms.html", summit=summit, rooms=services.rooms_now(summit))


@bp.get("/organise/<slug>/door/headcount/")
@requires("desk:watch", on=summits.by_slug)
def headcount(summit: Summit) -> Page:
    """Show everybody who is inside, with boxes to tick; made to be printed."""
    return render("desk/headcount.html", summit=summit, count=services.headcount(summit))


def _late(summit: Summit) -> tuple[Latecomers, int, str]:
    given = request.args.get("after", 30, int)
    minutes, delegation = given if given in LATE_AFTER else 30, request.args.get("delegation", "")
    return services.latecomers(summit, minutes, delegation), minutes, delegation


@bp.get("/organise/<slug>/door/late/")
@requires("desk:watch", on=summits.by_slug)
def late(summit: Summit) -> Page:
    """Show who is expected and has not come."""
    found, minutes, delegation = _late(summit)
    return render("desk/late.html", summit=summit, late=found, minutes=minutes, delegation=delegation, choices=LATE_AFTER)


@bp.get("/organise/<slug>/door/late.csv")
@requires("desk:work", on=summits.by_slug)
def late_csv(summit: Summit) -> Page:
    """Hand over who has not come."""
    found, _minutes, _delegation = _late(summit)
    names = {group.code: said(group.name) if group.name else "" for group in found.groups}
    heads = (_("Code"), _("Family name"), _("Given name"), _("Function"), _("Category"), _("Delegation"), _("Telephone"))
    rows = [
        (one.code, one.family_name, one.given_name, one.function, said(one.category), names[one.delegation], one.phone)
        for one in found.people
    ]
    return attachment(write_csv(heads, rows), CSV, f"{summit.slug}-late.csv")
