"""The scanner at the door, and the desk's search by name."""

from typing import Any
from uuid import uuid4

from flask import jsonify, make_response, request
from werkzeug.wrappers import Response

from summitapp.checkin import queries, schemas, services, values
from summitapp.checkin.forms import EntryForm, entry_form
from summitapp.checkin.queries import Door
from summitapp.checkin.values import OVERRIDABLE, Answer, Batch, Direction, ScanRequest
from summitapp.checkin.views.frame import Page, bp
from summitapp.core.errors import NotFound
from summitapp.core.i18n import gettext as _
from summitapp.core.text import N_
from summitapp.core.web import allow_wasm, current_actor, render, requires
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit
from summitapp.summits.values import SHAPE_SIGNS, ShapeName

KINDS = {"admitted": "ok", "refused": "stop", "already_inside": "again"}
_TEXTS = {
    "online": N_("Online"),
    "offline": N_("Offline"),
    "waiting": N_("Waiting to be sent: {}"),
    "speaks": N_("Speaks {}"),
    "unsent": N_("Not checked: no connection"),
    "unsent_help": N_("The scan is kept here and sent as soon as the network is back. Until then decide by the printed badge."),
    "not_a_badge": N_("This is not the badge code"),
    "turn_over": N_("Please turn the badge over and scan its front."),
    "camera_refused": N_("The camera is not allowed. Allow it for this page in the browser's settings, then press the button. You can type the code meanwhile."),  # noqa: E501
    "camera_missing": N_("No camera was found on this device. Type the code, or use a scanner that types."),
    "camera_busy": N_("Another program is using the camera. Close it and press the button."),
    "insecure": N_("The camera works only on a secure address (https). Type the code, or use a scanner that types."),
    "reader_failed": N_("The code reader could not start. Reload the page; you can type the code meanwhile."),
    "signed_out": N_("You are signed out, so scans are kept but not checked. Please reload the page and sign in."),
    "page_too_old": N_("This page has been open for too long. Scans are kept; please reload the page."),
    "no_right": N_("You may no longer scan here. Scans are kept; please ask the organisers."),
}


# --- the door -----------------------------------------------------------------------------------


def _scanner_page(summit: Summit, form: EntryForm, answer: Answer | None = None, status: int = 200) -> Response:
    texts: dict[str, Any] = {name: _(message) for name, message in _TEXTS.items()}
    texts["overridable"] = sorted(reason.value for reason in OVERRIDABLE)
    form.scan_id.data = str(uuid4())
    form.scan_id.raw_data = None
    page = render(
        "checkin/scanner.html", summit=summit, form=form, texts=texts, kinds=KINDS, words=values,
        answer=schemas.write_answer(answer) if answer else None, points=form.point.choices,
        sign=SHAPE_SIGNS[ShapeName(answer.person.shape)] if answer and answer.person else "",
    )  # fmt: skip
    return allow_wasm(make_response(page, status))


@bp.get("/venue/<slug>/scanner/")
@requires("checkin:scan", on=summits.by_slug)
def scanner(summit: Summit) -> Response:
    """Show the scanner; point and direction stand in the address, so that it can be kept as a bookmark."""
    given = {name: request.args[name] for name in ("point", "direction") if name in request.args}
    if given.get("direction") not in set(Direction):
        given.pop("direction", None)
    return _scanner_page(summit, entry_form(queries.points(summit.id), **given))


def _door(summit: Summit, codes: set[str]) -> Door:
    door = queries.door(summit.slug, codes)
    if door is None:
        raise NotFound
    return door


@bp.post("/venue/<slug>/scanner/")
@requires("checkin:scan", on=summits.by_slug)
def scan_by_hand(summit: Summit) -> Response:
    """Take one scan that was typed, without a script."""
    form = entry_form(queries.points(summit.id))
    if not form.validate():
        return _scanner_page(summit, form, status=422)
    answer = services.scan_by_hand(
        _door(summit, {form.point.data}), form.scan_id.data, form.badge.data, form.point.data, form.direction.data,
        form.override.data or "", current_actor(),
    )  # fmt: skip
    return _scanner_page(summit, form, answer)


@bp.post("/venue/<slug>/scans/")
@requires("checkin:scan", on=summits.by_slug)
def take_scans(summit: Summit) -> Response:
    """Take scans from the page: the body of the API, with the session and its CSRF header instead of a token."""
    batch, as_batch = schemas.read_batch(request.get_json(silent=True))
    door = _door(summit, _points_of(batch))
    return jsonify(schemas.write_answers(services.take_scans(door, batch, current_actor()), as_batch))


def _points_of(batch: Batch) -> set[str]:
    return {scan.point for scan in batch.scans if isinstance(scan, ScanRequest)}


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
