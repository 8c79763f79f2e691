"""The public pages: kept and served by the front, except where the browser's language decides."""

from typing import Any

from flask import Blueprint, Response
from werkzeug.wrappers import Response as AnyResponse

from summitapp.core.errors import NotFound
from summitapp.core.front import serve
from summitapp.core.web import lang_blueprint, public, redirect_to, render_public
from summitapp.pages import services
from summitapp.summits import queries as summits

bp = lang_blueprint("pages", __name__)
root = Blueprint("root", __name__)


@root.get("/")
@public
def front_door() -> AnyResponse:
    """Lead to the first page in the language the browser prefers."""
    answer = redirect_to("pages.home")
    answer.headers["Vary"] = "Accept-Language"
    return answer


@root.get("/robots.txt")
@public
def robots() -> Response:
    """Ask search engines to leave personal pages alone."""
    kept_out = [f"/{lang}/{part}/" for lang in ("de", "tr", "en") for part in ("my", "organise", "venue", "account")]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in kept_out), "Disallow: /calendars/", ""]
    return Response("\n".join(lines), content_type="text/plain; charset=utf-8")


@bp.get("/")
@public
def home() -> Response:
    """Show the society and lead to the next summit."""
    chosen, others = services.cards()
    stamp = ("home", chosen, tuple(others), services.ties_stamp())
    return serve(stamp, lambda: _page("pages/home.html", "home", card=chosen, others=others, ties=services.ties()))


@bp.get("/summits/<slug>/")
@public
def summit(slug: str) -> Response | AnyResponse:
    """Show one summit: when, where, what for, and the way in."""
    found = summits.visible(slug)
    if found is None:
        raise NotFound
    view = services.look_at(found)

    def build() -> Response:
        context = {"summit": found, "view": view, "highlights": services.highlights(found), "demo": found.is_demo}
        return _page("pages/summit.html", "summit", **context)

    return serve(view.stamp, build)


@bp.get("/accessibility/")
@public
def accessibility() -> Response:
    """Show how the pages can be used by everybody, and where to say that something is in the way."""
    return serve("accessibility", lambda: _page("pages/accessibility.html", "accessibility"))


def _page(template: str, here: str, **context: Any) -> Response:
    return render_public(template, here=here, **context)
