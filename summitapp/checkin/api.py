"""Scans by program: ``POST /api/v1/summits/{slug}/scans``."""

from collections.abc import Callable
from typing import Any

from flask import Response, jsonify, request

from summitapp.accounts.values import SUMMIT
from summitapp.checkin import queries, schemas, services
from summitapp.checkin.queries import Door
from summitapp.checkin.values import Batch, ScanRequest
from summitapp.core.errors import Forbidden, NotFound
from summitapp.core.rest import api_blueprint, token_required
from summitapp.core.security import acting

bp = api_blueprint("checkin_api")


def _reads(schema: type) -> Callable[[Any], Any]:
    """Describe a body without letting APIFlask judge it: one bad scan must not refuse the others."""

    def note(view: Any) -> Any:
        view.__dict__.setdefault("_spec", {}).update(
            body=schema, body_example=None, body_examples=None, content_type="application/json"
        )
        return view

    return note


@bp.post("/summits/<slug>/scans")
@token_required("checkin")
@_reads(schemas.ScansIn)
@bp.output(schemas.AnswersOut)
@bp.doc(
    summary="Judge and store one scan, or a batch of up to 500",
    description="An object is answered by an object, a batch by a batch in its order. The same scan_id again is told "
    "its first answer and writes nothing. A scan of the wrong shape is refused as malformed; the rest is served.",
    responses={200: "What each scan is told", 401: "No valid token, or a device that was revoked before these scans",
               403: "The token is for another summit or scope",
               404: "No such summit", 422: "The envelope has the wrong shape"},
    security="bearer",
)
def post_scans(slug: str) -> Response:
    """Take scans from a device."""
    batch, as_batch = schemas.read_batch(request.get_json())
    door = _door(slug, batch)
    tell = services.check_sender(acting(), batch)
    return jsonify(schemas.write_answers(tell(services.take_scans(door, batch, acting())), as_batch))


def _door(slug: str, batch: Batch) -> Door:
    codes = {scan.point for scan in batch.scans if isinstance(scan, ScanRequest)}
    door = queries.door(slug, codes)
    if door is None:
        raise NotFound
    if not acting().holds("token:checkin", kind=SUMMIT, scope=door.public_id):
        raise Forbidden
    return door
