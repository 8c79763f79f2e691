"""Summits for programs: ``GET /api/v1/summits`` and ``/summits/{slug}``."""

from typing import Any

from summitapp.accounts.values import SUMMIT
from summitapp.core.context import settings
from summitapp.core.errors import Forbidden, NotFound
from summitapp.core.rest import api_blueprint, token_required
from summitapp.core.security import acting
from summitapp.summits import queries
from summitapp.summits.models import Summit
from summitapp.summits.schemas import SummitOut, SummitsOut

bp = api_blueprint("summits_api")


@bp.get("/summits")
@token_required("read")
@bp.output(SummitsOut)
@bp.doc(summary="Every public summit", responses={401: "No valid token", 403: "The token is for another scope"},
        security="bearer")  # fmt: skip
def list_summits() -> dict[str, Any]:
    """Tell of every public summit, the newest first."""
    return {"summits": [_told(summit) for summit in queries.public_summits()]}


@bp.get("/summits/<slug>")
@token_required("read")
@bp.output(SummitOut)
@bp.doc(summary="One summit", security="bearer",
        responses={401: "No valid token", 403: "The token is for another summit", 404: "No such summit"})  # fmt: skip
def get_summit(slug: str) -> dict[str, Any]:
    """Tell what everybody may know of one summit."""
    summit = queries.visible(slug)
    if summit is None:
        raise NotFound
    if not acting().holds("token:read", kind=SUMMIT, scope=summit.public_id):
        raise Forbidden
    return _told(summit)


def _told(summit: Summit) -> dict[str, Any]:
    return {
        "slug": summit.slug, "name": summit.name.as_dict(), "motto": summit.motto.as_dict(),
        "starts_on": summit.starts_on, "ends_on": summit.ends_on, "timezone": summit.timezone,
        "default_language": summit.default_language, "registration_opens_at": summit.registration_opens_at,
        "registration_closes_at": summit.registration_closes_at,
        "url": f"{settings().base_url}/{summit.default_language}/summits/{summit.slug}/",
    }  # fmt: skip
