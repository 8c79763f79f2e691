"""Screens at the doors of rooms and in the lobby, the agenda in a frame of other sites, and the page that lists both.

All of them are kept pages that hold every day; what is on now is told by the clock of the device.
"""

import re
from typing import Any, Final

from flask import Response, request, url_for
from markupsafe import Markup

from summitapp.accounts.documents import qr_svg
from summitapp.agenda import queries, rules
from summitapp.agenda.values import NotOnAgenda, Programme, Wanted
from summitapp.agenda.views.frame import bp, offers, open_bp, public_summit, shown, stamp
from summitapp.agenda.views.organise import summit_of
from summitapp.core import front
from summitapp.core.context import settings
from summitapp.core.i18n import current_language, use
from summitapp.core.text import as_language
from summitapp.core.web import allow_frames, limited, public, render, render_public, requires
from summitapp.summits.models import Summit

#: What the frames of other sites ask for: a language, and perhaps a day, a track, a look.
FRAMED: Final = re.compile(r"((lang|day|track|look)=[\w-]{1,40}&?){1,4}")


@bp.get("/summits/<slug>/screens/rooms/<code>/")
@public
def door(slug: str, code: str) -> Response:
    """The screen at the door of a room: now, next, and the rest of the day."""
    summit = public_summit(slug)
    return front.serve(stamp(summit), lambda: _door_page(summit, code))


def _door_page(summit: Summit, code: str) -> Response:
    programme, closed = queries.programme_at_door(summit, code)
    if code not in programme.rooms:
        raise NotOnAgenda
    moves = rules.late_moves(queries.moves_of(summit))
    here = programme.only(lambda one: code in one.rooms)
    gone = [one for one in programme.placements if code not in one.rooms and one.code in moves and moves[one.code].room == code]
    return _screen("agenda/screens/door.html", summit, here, moves, room=programme.rooms[code], gone=gone, closed=closed)


@bp.get("/summits/<slug>/screens/lobby/")
@public
def lobby(slug: str) -> Response:
    """The screen in the lobby: what is on in every room, what comes next, and what has changed."""
    summit = public_summit(slug)
    return front.serve(stamp(summit), lambda: _lobby_page(summit))


def _lobby_page(summit: Summit) -> Response:
    moves = rules.late_moves(queries.moves_of(summit))
    return _screen("agenda/screens/lobby.html", summit, queries.public_programme(summit), moves)


def _screen(template: str, summit: Summit, programme: Programme, moves: Any, **more: Any) -> Response:
    return render_public(template, summit=summit, demo=summit.is_demo, moves=moves, **more, **shown(programme))


@open_bp.get("/embed/<slug>/")
@limited("600 per minute")
@public
def embed(slug: str) -> Response:
    """The agenda for the pages of others; reads no session, and is the one page that may be framed."""
    summit = public_summit(slug)
    use(as_language(request.args.get("lang"), as_language(summit.default_language)))
    frequent = FRAMED.fullmatch(request.query_string.decode("ascii", "replace")) is not None
    return front.serve(stamp(summit), lambda: _embed_page(summit), frequent=frequent)


def _embed_page(summit: Summit) -> Response:
    whole = queries.public_programme(summit)
    wanted = Wanted(day=request.args.get("day", ""), track=request.args.get("track", ""))
    found = rules.find_sessions(whole, wanted, current_language())
    look = request.args.get("look", "")
    return allow_frames(render_public(
        "agenda/embed.html", summit=summit, demo=summit.is_demo, whole=whole,
        look=look if look in ("light", "dark") else "", **shown(found),
    ))  # fmt: skip


@bp.get("/organise/<slug>/agenda/screens/")
@requires("agenda:see", on=summit_of)
def screens(summit: Summit) -> str:
    """Every screen there is, with its code to scan."""
    programme = queries.programme_of(summit, queries.last_release(summit))
    base, slug = settings().base_url, summit.slug
    doors = [(room, url_for("agenda.door", slug=slug, code=room.code)) for room in programme.rooms.values()]
    listed = [
        {"room": room, "path": path, "code": _code(base + path)}
        for room, path in [(None, url_for("agenda.lobby", slug=slug)), *doors]
    ]
    return render("agenda/screens/organise.html", summit=summit, demo=summit.is_demo, origin=base, screens=listed,
                  **shown(programme))  # fmt: skip


def _code(address: str) -> Markup:
    return Markup(qr_svg(address).decode())  # made of digits and our own marks only


@bp.get("/organise/<slug>/agenda/embed/")
@requires("agenda:see", on=summit_of)
def snippet(summit: Summit) -> str:
    """What another site pastes into its page to show the agenda there."""
    programme = queries.public_programme(summit)
    chosen = {name: value for name in ("lang", "day", "track", "look") if (value := request.args.get(name, "")[:40])}
    chosen["lang"] = as_language(chosen.get("lang"), current_language())
    return render("agenda/screens/snippet.html", summit=summit, demo=summit.is_demo, chosen=chosen, offers=offers(programme),
                  address=settings().base_url + url_for("agenda_feeds.embed", slug=summit.slug, _external=False, **chosen),
                  **shown(programme))  # fmt: skip
