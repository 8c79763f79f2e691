"""The programme as everybody sees it: list, rooms, one session, what changed. Kept pages: nothing of the reader."""

import re
from typing import Any, Final

from flask import Response, request
from markupsafe import Markup

from summitapp.agenda import queries, rules
from summitapp.agenda.documents import describe_programme, describe_session
from summitapp.agenda.rules import compare_versions
from summitapp.agenda.values import NotOnAgenda, Visibility, Wanted
from summitapp.agenda.views.cards import said_by
from summitapp.agenda.views.frame import bp, event_frame, offers, public_summit, shown, stamp
from summitapp.core import front
from summitapp.core.i18n import current_language
from summitapp.core.web import limited, public, redirect_to, render_public
from summitapp.summits.models import Summit

NEWEST_RELEASES = 10
#: One choice from a list, or the grid: what most links and most readers without a script ask.
FREQUENT: Final = re.compile(r"view=rooms|mine=1|(day|track|language|topic|sdg|room|kind)=[\w-]{1,40}")


@bp.get("/summits/<slug>/agenda/")
@limited("600 per minute")
@public
def programme(slug: str) -> Any:
    """The agenda as a list, or as a grid with ``?view=rooms``; the fields of :class:`Wanted` leave things out."""
    summit = public_summit(slug)
    rooms = request.args.get("view") == "rooms"
    if "" in request.args.values():  # a form was sent: what was left empty has no place in an address to hand on
        return redirect_to("agenda.programme", slug=slug, **_view(rooms), **Wanted.of(request.args).chosen)
    frequent = FREQUENT.fullmatch(request.query_string.decode("ascii", "replace")) is not None
    return front.serve(stamp(summit), lambda: _programme_page(summit, rooms), frequent=frequent)


def _view(rooms: bool) -> dict[str, str]:
    return {"view": "rooms"} if rooms else {}


def _programme_page(summit: Summit, rooms: bool) -> Response:
    whole = queries.public_programme(summit)
    wanted = Wanted.of(request.args)
    found = rules.find_sessions(whole, wanted, current_language())
    moves = queries.moves_of(summit) if whole.number else {}
    machines = Markup() if wanted.chosen or rooms else describe_programme(event_frame(summit), whole, moves)
    return render_public(
        "agenda/rooms.html" if rooms else "agenda/programme.html",
        summit=summit, demo=summit.is_demo, here="agenda", whole=whole, wanted=wanted, offers=offers(whole),
        filtered=bool(wanted.chosen), rooms=rooms, machines=machines, moves=rules.late_moves(moves), **shown(found),
    )  # fmt: skip


@bp.get("/summits/<slug>/sessions/<code>/")
@public
def session(slug: str, code: str) -> Response:
    """One session; what not everybody may see does not exist."""
    summit = public_summit(slug)
    return front.serve(stamp(summit), lambda: _session_page(summit, code))


def _session_page(summit: Summit, code: str) -> Response:
    whole = queries.public_programme(summit)
    placement = next((one for one in whole.placements if one.code == code), None)
    if placement is None:
        raise NotOnAgenda
    moves = queries.moves_of(summit)
    before, after = rules.neighbours(whole, placement)
    return render_public(
        "agenda/session.html", summit=summit, demo=summit.is_demo, here="agenda", placement=placement,
        moves=rules.late_moves(moves), before=before, after=after, related=rules.related(whole, placement),
        said_by=said_by(summit, placement), documents=queries.public_documents(placement.reference),
        left_behind=queries.aftermath_of(summit, code, Visibility.PUBLIC),
        machines=describe_session(event_frame(summit), whole, placement, moves), **shown(whole),
    )  # fmt: skip


@bp.get("/summits/<slug>/agenda/changes/")
@public
def changes(slug: str) -> Response:
    """What each release changed, old beside new."""
    summit = public_summit(slug)
    return front.serve(stamp(summit), lambda: _changes_page(summit))


def _changes_page(summit: Summit) -> Response:
    there = {one.code for one in queries.public_programme(summit).placements}
    return render_public("agenda/changes.html", summit=summit, demo=summit.is_demo, here="agenda", there=there,
                         releases=releases_told(summit), versions=queries.releases(summit),
                         **shown(queries.programme_of(summit, None)))  # fmt: skip


def releases_told(summit: Summit) -> list[dict[str, Any]]:
    """Return the newest releases, each with its public changes against the one before."""
    versions = queries.releases(summit)[: NEWEST_RELEASES + 1]
    seen = [tuple(p for p in queries.placements_of(version) if p.public) for version in versions]
    pairs = zip(versions, seen, [*seen, ()][1:], strict=True)
    told = [{"version": version, "changes": compare_versions(old, new)} for version, new, old in pairs]
    return told[:NEWEST_RELEASES]
