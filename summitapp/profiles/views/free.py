"""Time kept free of meetings."""

from datetime import date, datetime
from typing import Any

from summitapp.core.errors import DomainError
from summitapp.core.fields import choices
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import ngettext, show_date, show_list, show_time
from summitapp.core.tz import LocalTimeAmbiguous, LocalTimeGap, from_local, to_local
from summitapp.core.web import blame, flash_done, flash_warning, limited, redirect_to, render, requires
from summitapp.profiles import queries, services
from summitapp.profiles.forms import ActForm, FreeForm
from summitapp.profiles.models import Away
from summitapp.profiles.values import DayPart, Planned, Span
from summitapp.profiles.views.frame import Page, around, bp, mine, own_time
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit

_PATH = "/my/summits/<slug>/meetings/profile/free/"


@bp.get(_PATH)
@requires("profiles:use", on=mine)
def free(registration: Registration) -> Page:
    """Show the time one keeps free, and choose more."""
    return _page(registration, _form(registration.summit, fresh=True))


def _form(summit: Summit, *, fresh: bool = False) -> FreeForm:
    form = FreeForm(formdata=None) if fresh else FreeForm()
    form.day.choices = choices((day.isoformat(), show_date(day, "full")) for day in _days(summit))
    return form


def _days(summit: Summit) -> list[date]:
    return [to_local(first, summit.timezone).date() for first, _last in services.days_of(summit)]


def _page(registration: Registration, form: FreeForm) -> str:
    planned = services.planned_of(registration)
    times = [(one, services.clashes((one.starts_at, one.ends_at), planned)) for one in queries.free_times(registration.id)]
    return render("profiles/free.html", registration=registration, form=form, times=times, **around(registration.summit))


@bp.post(_PATH)
@limited("60 per minute")
@requires("profiles:use", on=mine)
def keep(registration: Registration) -> Page:
    """Keep a part of a day free, or a time of it."""
    summit, form = registration.summit, _form(registration.summit)
    if form.validate_on_submit():
        try:
            meetings = services.keep_free(registration, _span(summit, form), form.note.data or "")
        except DomainError as error:
            blame(form, error)
        else:
            _say(meetings, summit.timezone)
            return redirect_to("profiles.free", slug=summit.slug)
    return _page(registration, form), 422


def _span(summit: Summit, form: FreeForm) -> Span:
    day, part = date.fromisoformat(form.day.data), DayPart(form.part.data)
    if part is not DayPart.TIMES:
        return services.span_of(summit, day, part)
    return _instant(day, form.starts.data, summit), _instant(day, form.ends.data, summit)


def _instant(day: date, wall: Any, summit: Summit) -> datetime:
    try:
        return from_local(datetime.combine(day, wall), summit.timezone)
    except LocalTimeAmbiguous as error:
        return error.first
    except LocalTimeGap:
        return from_local(datetime.combine(day, wall.replace(hour=(wall.hour + 1) % 24)), summit.timezone)


def _say(meetings: list[Planned], zone: str) -> None:
    flash_done(_("Kept free: no meeting will be planned for you then."))
    if meetings:
        times = show_list(show_time(to_local(one.starts_at, zone)) for one in meetings)
        flash_warning(ngettext("A meeting of yours at %(times)s is planned there already. It stands until you cancel it.",
                               "%(num)s meetings of yours are planned there already, at %(times)s. They stand until you "
                               "cancel them.", len(meetings), times=times))  # fmt: skip


@bp.post(f"{_PATH}<reference>/give-back")
@limited("60 per minute")
@requires("profiles:free", on=own_time)
def give_back(away: Away) -> Page:
    """Let meetings be planned then again."""
    slug = away.registration.summit.slug
    if ActForm().validate_on_submit():
        services.give_back(away)
        flash_done(_("Meetings can be planned for you then again."))
    return redirect_to("profiles.free", slug=slug)
