"""One's own badge: on the telephone, also without network, and as PDF."""

from flask import Blueprint, jsonify, url_for
from werkzeug.wrappers import Response

from summitapp.badges import documents, queries, rules, services, values
from summitapp.badges.models import Badge
from summitapp.badges.views.frame import Page, bp
from summitapp.core.web import built_worker, current_actor, limited, public, render, requires
from summitapp.summits.values import SHAPE_SIGNS

worker_bp = Blueprint("own_badge", "summitapp.badges.views")


def _own(code: str) -> Badge | None:
    return queries.carried(code, current_actor().person)


def _own_last(code: str) -> Badge | None:
    return queries.last_carried(code, current_actor().person)


@bp.get("/my/badge/<code>/")
@requires("badges:carry", on=_own_last)
def carry(badge: Badge) -> Page:
    """Show one's own codes large and bright: the one for the door, and the one other participants scan."""
    if badge.state is not values.BadgeState.ACTIVE:
        return render("badges/ended.html", summit=badge.summit, here="my"), 410
    code = services.open_code(badge.sealed, badge.lookup)
    contact = services.contact_code_of(code)
    category = badge.registration.category
    return render(
        "badges/carry.html", summit=badge.summit, badge=badge, person=badge.registration.person,
        door=documents.qr_path(code, badge=True), grouped=rules.grouped(code),
        others=documents.qr_path(services.contact_address_of(contact)), contact=rules.grouped(contact, 6),
        category=category, sign=SHAPE_SIGNS[category.shape], until=badge.summit.ends_on + values.KEPT_AFTER,
        pdf=url_for("badges.own_pdf", code=badge.registration.code),
    )  # fmt: skip


@bp.get("/my/badge/<code>/state.json")
@requires("badges:carry", on=_own_last)
def carried_state(badge: Badge) -> Response:
    """Tell the page on the telephone whether the badge is still valid."""
    return jsonify({"valid": badge.state is values.BadgeState.ACTIVE})


@worker_bp.get("/my-sw.js")
@public
def worker() -> Response:
    """Give the worker that keeps one's own badge on the telephone; browsers look for a newer one by themselves."""
    return built_worker("badges/my-sw.js")


@bp.get("/my/badge/<code>/badge.pdf")
@limited("20 per minute")
@requires("badges:carry", on=_own)
def own_pdf(badge: Badge) -> Response:
    """Give one's own badge as PDF."""
    name = f"badge-{badge.registration.code}.pdf"
    response = Response(services.badge_pdf(badge), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
