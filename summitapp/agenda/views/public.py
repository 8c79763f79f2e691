"""The programme as everybody sees it: list, rooms, one session, what changed. Kept pages: nothing of the reader."""

from typing import Any

from flask import Response, request

from summitapp.agenda import queries
from summitapp.agenda.rules import compare_versions, takes_place_in
from summitapp.agenda.values import NotOnAgenda, Placement, Programme
from summitapp.agenda.views.cards import said_by
from summitapp.agenda.views.frame import bp, public_summit, shown, stamp
from summitapp.core import front
from summitapp.core.tz import to_local
from summitapp.core.web import public, render_public
from summitapp.summits.models import Summit

NEWEST_RELEASES = 10


@bp.get("/summits/<slug>/agenda/")
@public
def programme(slug: str) -> Response:
    """The agenda as a list; ``?track=``, ``?language=`` and ``?day=`` leave things out, ``?view=rooms`` is a grid."""
    summit = public_summit(slug)
    return front.serve(stamp(summit), lambda: _programme_page(summit))


def _programme_page(summit: Summit) -> Response:
    whole = queries.public_programme(summit)
    wanted = {name: request.args.get(name, "") for name in ("day", "track", "language")}
    found = _filtered(whole, wanted)
    rooms = request.args.get("view") == "rooms"
    return render_public(
        "agenda/rooms.html" if rooms else "agenda/programme.html",
        summit=summit, demo=summit.is_demo, here="agenda", whole=whole, wanted=wanted,
        filtered=any(wanted.values()), **shown(found),
    )  # fmt: skip


def _filtered(whole: Programme, wanted: dict[str, str]) -> Programme:
    def keep(placement: Placement) -> bool:
        day = to_local(placement.starts_at, whole.zone).date()
        return (
            (not wanted["day"] or wanted["day"] == day.isoformat())
            and (not wanted["track"] or wanted["track"] == placement.text.track)
            and (not wanted["language"] or takes_place_in(placement, wanted["language"]))
        )

    return whole.only(keep)


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
    return render_public("agenda/session.html", summit=summit, demo=summit.is_demo, here="agenda",
                         placement=placement, said_by=said_by(summit, placement),
                         documents=queries.public_documents(placement.reference), **shown(whole))  # fmt: skip


@bp.get("/summits/<slug>/agenda/changes/")
@public
def changes(slug: str) -> Response:
    """What each release changed, old beside new."""
    summit = public_summit(slug)
    return front.serve(stamp(summit), lambda: _changes_page(summit))


def _changes_page(summit: Summit) -> Response:
    return render_public("agenda/changes.html", summit=summit, demo=summit.is_demo, here="agenda",
                         releases=releases_told(summit), **shown(queries.programme_of(summit, None)))  # fmt: skip


def releases_told(summit: Summit) -> list[dict[str, Any]]:
    """Return the newest releases, each with its public changes against the one before."""
    versions = queries.releases(summit)[: NEWEST_RELEASES + 1]
    seen = [tuple(p for p in queries.placements_of(version) if p.public) for version in versions]
    pairs = zip(versions, seen, [*seen, ()][1:], strict=True)
    told = [{"version": version, "changes": compare_versions(old, new)} for version, new, old in pairs]
    return told[:NEWEST_RELEASES]
