"""When a room is open, and how much time there has to be between two sessions."""

from datetime import timedelta
from typing import Any, Final

from summitapp.core.errors import DomainError, Invalid
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import said
from summitapp.core.web import blame, flash_done, redirect_to, render, requires
from summitapp.summits import forms, queries, services
from summitapp.summits.models import Room, Summit
from summitapp.summits.views.frame import bp

FREE_ROWS: Final = {False: 2, True: 1}  # of a day that has none, or some


def _room(slug: str, reference: str) -> Room | None:
    found = queries.part(slug, "rooms", reference)
    return found if isinstance(found, Room) else None


@bp.get("/organise/<slug>/settings/rooms/<reference>/hours/")
@requires("summit:edit", on=_room)
def room_hours(room: Room) -> Any:
    """Show when a room is open, with an empty row for each day."""
    known = [{"day": one.day.isoformat(), "opens": one.opens, "closes": one.closes} for one in room.hours]
    return _hours_page(room, forms.HoursForm(None, data={"windows": _with_free_rows(room, known)}))


@bp.post("/organise/<slug>/settings/rooms/<reference>/hours/")
@requires("summit:edit", on=_room)
def change_room_hours(room: Room) -> Any:
    """Save when a room is open."""
    form = forms.HoursForm()
    if form.validate_on_submit():
        try:
            services.change_hours(room, form.data_of_windows([day.day for day in room.summit.days]))
        except Invalid as error:
            blame(form, error)
        else:
            flash_done(_("The hours are saved: %(name)s", name=said(room.name)))
            return redirect_to("summits.room_hours", slug=room.summit.slug, reference=room.public_id)
    return _hours_page(room, form), 422


def _with_free_rows(room: Room, known: list[dict[str, Any]]) -> list[dict[str, Any]]:
    used = {one["day"] for one in known}
    days = [day.day.isoformat() for day in room.summit.days]
    free = [{"day": day} for day in days for _row in range(FREE_ROWS[day in used])]
    return sorted([*known, *free], key=lambda one: (one["day"], "opens" not in one))


def _hours_page(room: Room, form: forms.HoursForm) -> str:
    return render("summits/hours.html", summit=room.summit, demo=room.summit.is_demo, room=room, form=form)


@bp.get("/organise/<slug>/settings/pace/")
@requires("summit:edit", on=queries.by_slug)
def pace(summit: Summit) -> Any:
    """Show the time to change over, and the ways between the houses with what we estimate."""
    ways = queries.ways_between(summit)
    data = {f"way_{number}": written for number, (_a, _b, written, _estimate) in enumerate(ways)}
    form = forms.pace_form(len(ways))(None, data={"changeover": summit.changeover_minutes, **data})
    return _pace_page(summit, form, ways)


@bp.post("/organise/<slug>/settings/pace/")
@requires("summit:edit", on=queries.by_slug)
def change_pace(summit: Summit) -> Any:
    """Save the time between sessions."""
    ways = queries.ways_between(summit)
    form = forms.pace_form(len(ways))()
    if form.validate_on_submit():
        written = {
            frozenset((first.public_id, second.public_id)): form[f"way_{number}"].data
            for number, (first, second, _written, _estimate) in enumerate(ways)
        }
        try:
            services.change_pace(summit, form.changeover.data, written)
        except DomainError as error:
            blame(form, error)
        else:
            flash_done(_("The time between sessions is saved."))
            return redirect_to("summits.settings", slug=summit.slug)
    return _pace_page(summit, form, ways), 422


def _pace_page(summit: Summit, form: Any, ways: list[Any]) -> str:
    rows = [
        {"first": first, "second": second, "field": form[f"way_{number}"],
         "estimate": estimate // timedelta(minutes=1) if estimate is not None else None}
        for number, (first, second, _written, estimate) in enumerate(ways)
    ]  # fmt: skip
    return render("summits/pace.html", summit=summit, demo=summit.is_demo, form=form, rows=rows)
