"""How to have the public agenda in one's own calendar: all of it, one track or one room."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request, url_for

from summitapp.agenda import queries
from summitapp.agenda.values import NotOnAgenda, RoomText, TrackText
from summitapp.agenda.views.frame import bp, public_summit, stamp
from summitapp.calendars.documents import qr_picture
from summitapp.calendars.rules import CALENDAR_QUERIES, alarm_of, subscription
from summitapp.calendars.values import ALARMS
from summitapp.core import front
from summitapp.core.context import settings
from summitapp.core.i18n import current_language, said
from summitapp.core.text import Translated
from summitapp.core.web import public, render_public
from summitapp.summits.models import Summit


@bp.get("/summits/<slug>/calendar/")
@public
def calendar(slug: str) -> Response:
    """The whole agenda; ``?alarm=15`` asks to be reminded a quarter of an hour before each session."""
    summit = public_summit(slug)
    return front.serve(stamp(summit), lambda: _page(summit), frequent=front.asked(CALENDAR_QUERIES))


@bp.get("/summits/<slug>/calendar/tracks/<code>/")
@public
def track_calendar(slug: str, code: str) -> Response:
    """One track."""
    summit = public_summit(slug)
    return front.serve(stamp(summit), lambda: _page(summit, track=code), frequent=front.asked(CALENDAR_QUERIES))


@bp.get("/summits/<slug>/calendar/rooms/<code>/")
@public
def room_calendar(slug: str, code: str) -> Response:
    """One room."""
    summit = public_summit(slug)
    return front.serve(stamp(summit), lambda: _page(summit, room=code), frequent=front.asked(CALENDAR_QUERIES))


def _page(summit: Summit, track: str = "", room: str = "") -> Response:
    whole = queries.public_programme(summit)
    name = _named(whole.tracks, track) or _named(whole.rooms, room) or summit.name
    kind, code = ("track", track) if track else ("room", room) if room else ("agenda", "")
    alarm = alarm_of(request.args.get("alarm"))
    wanted: dict[str, Any] = {"code": code, "lang": current_language(), "alarm": alarm}
    path = url_for(f"agenda_feeds.{kind}_calendar", slug=summit.slug, **{name: one for name, one in wanted.items() if one})
    links = subscription(settings().base_url + path, said(name))
    return render_public(
        "agenda/calendar.html", summit=summit, demo=summit.is_demo, here="agenda", programme=whole, name=name,
        kind=kind, code=code, alarm=alarm, alarms=ALARMS, links=links, picture=qr_picture(links.webcal),
        used={one for placement in whole.placements for one in placement.rooms},
    )  # fmt: skip


def _named(known: Mapping[str, TrackText] | Mapping[str, RoomText], code: str) -> Translated | None:
    if code and code not in known:
        raise NotOnAgenda
    return known[code].name if code else None
