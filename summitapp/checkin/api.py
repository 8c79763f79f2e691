"""Scans by program: ``POST /api/v1/summits/{slug}/scans``."""

from typing import Any

from flask import request

from summitapp.accounts.values import SUMMIT
from summitapp.checkin import queries, schemas, services
from summitapp.checkin.queries import Door
from summitapp.checkin.values import Batch, ScanRequest
from summitapp.core.errors import Forbidden, NotFound
from summitapp.core.rest import api_blueprint, token_required
from summitapp.core.security import acting

bp = api_blueprint("checkin_api")


@bp.post("/summits/<slug>/scans")
@token_required("checkin")
@bp.doc(
    summary="Judge and store one scan, or a batch of up to 500",
    description="An object is answered by an object, a batch by a batch in its order. The same scan_id again is told "
    "its first answer and writes nothing. A scan of the wrong shape is refused as malformed; the rest is served.",
    responses={200: "What each scan is told", 401: "No valid token", 403: "The token is for another summit or scope",
               404: "No such summit", 422: "The envelope has the wrong shape"},
    security="bearer",
)
def post_scans(slug: str) -> dict[str, Any]:
    """Take scans from a device."""
    batch, as_batch = schemas.read_batch(request.get_json())
    door = _door(slug, batch)
    return schemas.write_answers(services.take_scans(door, batch, acting()), as_batch)


def _door(slug: str, batch: Batch) -> Door:
    codes = {scan.point for scan in batch.scans if isinstance(scan, ScanRequest)}
    door = queries.door(slug, codes)
    if door is None:
        raise NotFound
    if not acting().holds("token:checkin", kind=SUMMIT, scope=door.public_id):
        raise Forbidden
    return door
