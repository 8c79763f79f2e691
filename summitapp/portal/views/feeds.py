"""The personal calendar feed, for programs that come by its secret address."""

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from summitapp.calendars.documents import MEDIA_TYPE
from summitapp.core.web import limited, public
from summitapp.portal import services

bp = Blueprint("feeds", __name__)


@bp.get("/calendars/<token>.ics")
@limited("120 per minute")
@public
def personal(token: str) -> AnyResponse:
    """Return the calendar, or 304 if it is as the asker knows it."""
    written = services.write_feed(token, request.args.get("lang"), request.if_none_match.contains_weak)
    response = Response(written.data, content_type=MEDIA_TYPE)
    response.set_etag(written.etag)
    response.cache_control.private = True
    response.cache_control.max_age = 300
    response.headers["X-Robots-Tag"] = "noindex"
    return response.make_conditional(request)
