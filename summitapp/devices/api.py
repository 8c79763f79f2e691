"""What devices ask of the server: to be set up, to tell how they are."""

from typing import Any

from flask import Response, json, jsonify, make_response, request

from summitapp.core.db import db, remember
from summitapp.core.errors import Forbidden, NotFound
from summitapp.core.rest import api_blueprint, token_required
from summitapp.core.security import acting
from summitapp.core.web import limited, public
from summitapp.devices import queries, schemas, services
from summitapp.devices.documents import told_lock
from summitapp.devices.models import Device
from summitapp.devices.values import PINNED, DeviceRevoked, DeviceRole
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

bp = api_blueprint("devices_api")


@bp.post("/devices/enrol")
@limited("20 per minute")
@public
@bp.input(schemas.EnrolIn, arg_name="wanted")
@bp.output(schemas.EnrolledOut, status_code=201)
@bp.doc(
    summary="Set a device up by the one-time code of its QR symbol",
    description="The token in the answer is told this once. The lock is there for a device of the desk or of first aid: "
    "the key of its role, wrapped under the PIN that stood beside the QR symbol. At a kiosk that key opens nothing: the PIN "
    "leads the team out of self check-in.",
    responses={201: "The device is set up", 410: "The code is unknown, used or too old", 422: "The body has the wrong shape",
               429: "Too many tries"},
)
def enrol(wanted: schemas.EnrolIn) -> Response:
    """Set a device up."""
    made = services.enrol(wanted.code, wanted.build)
    return make_response(json.dumps(schemas.write_enrolled(made)), 201, {"Content-Type": "application/json"})


def _here(slug: str, *roles: DeviceRole) -> tuple[int, DeviceRole]:
    """Return the row id of the summit, and the role, of the device that asks.

    :raises DeviceRevoked: if it may not be used any more. :raises Forbidden: if it is none, another summit's, or of
        another role.
    """
    found = summits.ids_by_slug(slug)
    if found is None:
        raise NotFound
    role = services.role_of(acting(), found[1])
    if roles and role not in roles:
        raise Forbidden
    return found[0], role


@bp.post("/summits/<slug>/device")
@token_required("checkin")
@bp.input(schemas.ReportIn, arg_name="said")
@bp.output(schemas.HeardOut)
@bp.doc(
    summary="Tell how a device is, and hear whether its roster is the newest",
    responses={200: "What is newest", 401: "No valid token, or the device was revoked (`device_revoked`)",
               403: "The token is not a device's, or another summit's", 404: "No such summit"},
    security="bearer",
)
def heartbeat(slug: str, said: schemas.ReportIn) -> Response:
    """Hear a device."""
    reference = acting().reference
    try:
        summit_id, role = _here(slug)
    except DeviceRevoked:
        remember(lambda: services.note_told(reference))
        raise
    services.hear(reference, said.report())
    services.ask_if_stale(summit_id)
    news = services.newest(summit_id)
    device = queries.by_reference(reference) if role in PINNED else None
    lock = services.held_lock(device) if isinstance(device, Device) else None
    return jsonify({
        "revision": news.revision, "standing_at": news.standing_at.isoformat() if news.standing_at else None,
        "lock": told_lock(lock),
    })  # fmt: skip


_ROSTER_ANSWERS: Any = {
    200: {"description": "The roster", "content": {"application/octet-stream": {}}},
    304: "Nothing has changed",
    401: "No valid token, or the device was revoked (`device_revoked`)",
    403: "The token is not a device's, or another summit's",
    404: "No such summit",
}


@bp.get("/summits/<slug>/roster")
@token_required("checkin")
@bp.doc(
    summary="The sealed roster for a device, or what changed since",
    description="Binary, see docs/interfaces.md. `?since=` takes the `revision` of the answer before, `?form=2` gives a whole "
    "roster with sheets (`SAR2`), which is smaller; the answer may be the whole roster all the same (`since` 0 in its header). "
    "Names are sealed under a key that only the badge leads to, and for devices of the desk and of first aid under the key of "
    "their role.",
    responses=_ROSTER_ANSWERS,
    security="bearer",
)
def roster(slug: str) -> Response:
    """Give a device its roster."""
    since = request.args.get("since", "")
    known = int(since) if since.isascii() and since.isdigit() and len(since) < 17 else 0
    sheets = request.args.get("form") == "2"
    given = services.give_roster(acting(), slug, known, request.headers.get("If-None-Match", ""), sheets=sheets)
    response = Response(given.body, 200 if given.body is not None else 304, content_type="application/octet-stream")
    response.headers["ETag"], response.headers["Cache-Control"] = given.etag, "private, no-cache"
    return response


@bp.post("/summits/<slug>/walk-ins")
@token_required("checkin")
@bp.input(schemas.WalkInIn, arg_name="wanted")
@bp.output(schemas.WalkedInOut, status_code=201)
@bp.doc(
    summary="Register somebody who stands at the desk without a place",
    description="For devices of the desk. The same id again is told the same and registers nobody twice. Confirmed, with a "
    "badge, where the summit lets people in by itself and has room; `waiting` where it is full; `submitted` where a person "
    "decides.",
    responses={201: "What became of it", 401: "No valid token, or the device was revoked (`device_revoked`)",
               403: "The token is not a desk's device of this summit", 404: "No such summit",
               409: "Closed, or registered already", 422: "Details need another look"},
    security="bearer",
)
def walk_in(slug: str, wanted: schemas.WalkInIn) -> Response:
    """Register one person, once for each id."""
    summit_id, _ = _here(slug, DeviceRole.DESK)
    made = services.walk_in(db.session.get_one(Summit, summit_id), wanted.wanted(), request.get_data())
    return make_response(json.dumps(schemas.write_walked_in(made)), 201, {"Content-Type": "application/json"})


@bp.get("/summits/<slug>/people")
@token_required("checkin")
@bp.output(schemas.PeopleOut)
@bp.doc(
    summary="Find people with a valid badge by name",
    description="For devices of the desk. `?q=` takes the beginnings of words, folded (`sisli` finds Şişli); at most twelve "
    "people, none for fewer than two letters. That people are looked up is noted in the trail, not whom.",
    responses={200: "Who was found", 401: "No valid token, or the device was revoked (`device_revoked`)",
               403: "The token is not a desk's device of this summit", 404: "No such summit"},
    security="bearer",
)
def find_people(slug: str) -> Response:
    """Find people for the desk."""
    summit_id, _ = _here(slug, DeviceRole.DESK)
    found = services.find(summit_id, request.args.get("q", "").strip()[:100], acting().reference)
    return jsonify({"people": schemas.write_found(found), "categories": services.categories_to_give(summit_id)})
