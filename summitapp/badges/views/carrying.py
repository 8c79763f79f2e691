"""One's own badge: on the telephone, and as PDF."""

from flask import url_for
from werkzeug.wrappers import Response

from summitapp.badges import documents, queries, rules, services
from summitapp.badges.models import Badge
from summitapp.badges.views.frame import Page, bp
from summitapp.core.web import current_actor, limited, render, requires
from summitapp.summits.values import SHAPE_SIGNS


def _own(code: str) -> Badge | None:
    return queries.carried(code, current_actor().person)


@bp.get("/my/badge/<code>/")
@requires("badges:carry", on=_own)
def carry(badge: Badge) -> Page:
    """Show one's own code large and bright, to be scanned from a telephone."""
    code = services.open_code(badge.sealed, badge.lookup)
    size, path = documents.qr_path(code, badge=True)
    category = badge.registration.category
    return render(
        "badges/carry.html", summit=badge.summit, badge=badge, person=badge.registration.person, size=size, path=path,
        grouped=rules.grouped(code), category=category, sign=SHAPE_SIGNS[category.shape],
        pdf=url_for("badges.own_pdf", code=badge.registration.code),
    )  # fmt: skip


@bp.get("/my/badge/<code>/badge.pdf")
@limited("20 per minute")
@requires("badges:carry", on=_own)
def own_pdf(badge: Badge) -> Response:
    """Give one's own badge as PDF."""
    name = f"badge-{badge.registration.code}.pdf"
    response = Response(services.badge_pdf(badge), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
