"""The scanner page, kept on the device, and what it asks for; the page for hands alone; the desk's search by name."""

from typing import Any
from uuid import uuid4

from flask import Blueprint, jsonify, request, url_for
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from summitapp.checkin import queries, rules, schemas, services, values
from summitapp.checkin.documents import point_for_scanners
from summitapp.checkin.forms import EntryForm, entry_form
from summitapp.checkin.permissions import post_of
from summitapp.checkin.queries import Door
from summitapp.checkin.values import DIRECTION_WORDS, OVERRIDABLE, Answer, Batch, Direction, PointView, ScanRequest
from summitapp.checkin.views import words
from summitapp.checkin.views.frame import Page, bp
from summitapp.core.errors import NotFound
from summitapp.core.front import serve
from summitapp.core.i18n import current_language
from summitapp.core.i18n import gettext as _
from summitapp.core.web import (
    allow_wasm,
    asset,
    built_worker,
    current_actor,
    may,
    may_open,
    public,
    render,
    render_public,
    requires,
)
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit
from summitapp.summits.values import SHAPE_SIGNS, ShapeName

KINDS = {"admitted": "ok", "refused": "stop", "already_inside": "again"}
root = Blueprint("venue", __name__)


# --- the page that every device keeps -------------------------------------------------------------


@bp.get("/venue/<slug>/scanner/")
@public
def scanner(slug: str) -> Response:
    """Show the scanner. It holds nobody's data and is the same for everybody, so that a device may keep it.

    Which summits there are is not told either: the page comes for every address, and asks for its points itself.
    """
    return serve((asset("scanner/scan.js"), asset("scanner/scanner.css")), lambda: _shell(slug))


def _shell(slug: str) -> Any:
    place = url_for("checkin.scanner", slug=slug).removesuffix("scanner/")
    page = render_public(
        "checkin/scanner.html", slug=slug, place=place, texts=words.texts(),
        ways=[(way.value, _(said)) for way, said in DIRECTION_WORDS.items()],
        invite=list(words.in_all_languages(words.INVITATION).items()),
    )  # fmt: skip
    page.headers["Cache-Control"] = "no-cache"
    return allow_wasm(page)


@bp.get("/venue/<slug>/scanner/app.webmanifest")
@public
def scanner_manifest(slug: str) -> Response:
    """Say how the scanner is put on the first screen of a telephone (W3C Web Application Manifest)."""
    here = url_for("checkin.scanner", slug=slug)
    answer = jsonify({
        "id": here, "start_url": here, "scope": here, "lang": current_language(), "display": "standalone",
        "name": _("Scanner"), "short_name": _("Scanner"), "background_color": "#06151d", "theme_color": "#06151d",
        "icons": [
            {"src": asset(f"scanner/scanner-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for size in (192, 512) for purpose in ("any", "maskable")
        ],
    })  # fmt: skip
    answer.content_type = "application/manifest+json"
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@root.get("/venue-sw.js")
@public
def worker() -> Response:
    """Give the worker that keeps the scanner on the device; browsers look for a newer one by themselves."""
    return built_worker("scanner/venue-sw.js")


@bp.get("/venue/<slug>/scanner/open.json")
@requires("checkin:scan", on=summits.by_slug)
def open_scanner(summit: Summit) -> Response:
    """Tell the page of somebody who is signed in where they may scan."""
    return jsonify({
        "csrf": generate_csrf(), "points": [point_for_scanners(point) for point in queries.points(summit.id)],
        "may": {"find": may("checkin:find", summit), "watch": may("checkin:watch", summit),
                "enrol": may_open("devices.enrol_this", summit)},
        "post": post_of(current_actor(), summit.public_id).value,
    })  # fmt: skip


@bp.post("/venue/<slug>/scans/")
@requires("checkin:scan", on=summits.by_slug)
def take_scans(summit: Summit) -> Response:
    """Take scans from the page: the body of the API, with the session and its CSRF header instead of a token."""
    batch, as_batch = schemas.read_batch(request.get_json(silent=True))
    door = _door(summit, _points_of(batch))
    return jsonify(schemas.write_answers(services.take_scans(door, batch, current_actor()), as_batch))


def _door(summit: Summit, codes: set[str]) -> Door:
    door = queries.door(summit.slug, codes)
    if door is None:
        raise NotFound
    return door


def _points_of(batch: Batch) -> set[str]:
    return {scan.point for scan in batch.scans if isinstance(scan, ScanRequest)}


# --- by hand, without a script --------------------------------------------------------------------


def _by_hand(summit: Summit, form: EntryForm, answer: Answer | None = None, status: int = 200) -> Page:
    form.scan_id.data = str(uuid4())
    form.scan_id.raw_data = None
    page = render(
        "checkin/by_hand.html", summit=summit, form=form, kinds=KINDS, words=values,
        overridable={reason.value for reason in OVERRIDABLE} if _may_overrule(summit, form.point.data) else (),
        answer=schemas.write_answer(answer) if answer else None,
        sign=SHAPE_SIGNS[ShapeName(answer.person.shape)] if answer and answer.person else "",
    )  # fmt: skip
    return page, status


def _may_overrule(summit: Summit, code: str | None) -> bool:
    point = queries.point_by_code(summit.id, code or "")
    view = PointView(desk_decides=point is not None and point.desk_decides)
    return rules.may_overrule(post_of(current_actor(), summit.public_id), view)


@bp.get("/venue/<slug>/by-hand/")
@requires("checkin:scan", on=summits.by_slug)
def by_hand(summit: Summit) -> Page:
    """Show the form; point and direction stand in the address, so that it can be kept as a bookmark."""
    given = {name: request.args[name] for name in ("point", "direction") if name in request.args}
    if given.get("direction") not in set(Direction):
        given.pop("direction", None)
    return _by_hand(summit, entry_form(queries.points(summit.id), **given))


@bp.post("/venue/<slug>/by-hand/")
@requires("checkin:scan", on=summits.by_slug)
def scan_by_hand(summit: Summit) -> Page:
    """Take one scan that was typed, without a script."""
    form = entry_form(queries.points(summit.id))
    if not form.validate():
        return _by_hand(summit, form, status=422)
    answer = services.scan_by_hand(
        _door(summit, {form.point.data}), form.scan_id.data, form.badge.data, form.point.data, form.direction.data,
        form.override.data or "", current_actor(),
    )  # fmt: skip
    return _by_hand(summit, form, answer)


@bp.get("/venue/<slug>/find/")
@requires("checkin:find", on=summits.by_slug)
def find(summit: Summit) -> Page:
    """Find somebody by name; without a name nobody is listed."""
    text = request.args.get("q", "").strip()[:100]
    form = entry_form(queries.points(summit.id), **{
        name: request.args[name] for name in ("point",) if name in request.args
    })  # fmt: skip
    people = queries.find_people(summit.id, text)
    return render("checkin/find.html", summit=summit, form=form, q=text, people=[
        (row, queries.shown(row), str(uuid4())) for row in people
    ])  # fmt: skip
