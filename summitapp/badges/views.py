"""Badges for organisers, who print and revoke them, and for the person who carries one."""

from flask import Blueprint, jsonify, make_response, request, send_file, url_for
from werkzeug.wrappers import Response

from config import ROOT
from summitapp.accounts import queries as accounts
from summitapp.badges import documents, queries, rules, services, values
from summitapp.badges.forms import PrintForm, RevokeForm
from summitapp.badges.models import Badge, PrintRun
from summitapp.core.errors import NotFound
from summitapp.core.i18n import gettext as _
from summitapp.core.web import (
    current_actor,
    flash_done,
    lang_blueprint,
    limited,
    public,
    redirect_to,
    render,
    requires,
)
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit
from summitapp.summits.values import SHAPE_SIGNS

bp = lang_blueprint("badges", __name__)
worker_bp = Blueprint("own_badge", __name__)
MOST_CHOSEN = 500
Page = str | tuple[str, int] | Response


# --- organisers ---------------------------------------------------------------------------------


@bp.get("/organise/<slug>/badges/")
@requires("badges:see", on=summits.by_slug)
def organise(summit: Summit) -> Page:
    """Show the badges of a summit and its print log."""
    return _list_page(summit, PrintForm())


def _list_page(summit: Summit, form: PrintForm, status: int = 200) -> tuple[str, int]:
    text, show = request.args.get("q", "").strip()[:100], request.args.get("show", "")
    page = max(request.args.get("page", 1, type=int), 1)
    rows, found = queries.listed(summit.id, text, show, page)
    runs = queries.print_runs(summit.id, most=8)
    return render(
        "badges/organise.html", summit=summit, form=form, rows=rows, found=found, q=text, show=show, page=page,
        pages=-(-found // queries.PAGE_SIZE), runs=runs, names=accounts.names({run.asked_by for run in runs}),
        words=values,
    ), status  # fmt: skip


@bp.post("/organise/<slug>/badges/print")
@requires("badges:print", on=summits.by_slug)
def print_badges(summit: Summit) -> Page:
    """Begin a print run."""
    form = PrintForm()
    if not form.validate():
        return _list_page(summit, form, 422)
    run = services.ask_for_print(summit, form.selection.data, form.badges.data or (), form.layout.data)
    return redirect_to("badges.show_run", slug=summit.slug, reference=run.public_id)


@bp.post("/organise/<slug>/badges/print-chosen")
@requires("badges:print", on=summits.by_slug)
def print_chosen(summit: Summit) -> Page:
    """Begin a print run for the people who were ticked in a table (``chosen``: public ids of registrations)."""
    badges = queries.active_of_registrations(summit.id, request.form.getlist("chosen")[:MOST_CHOSEN])
    run = services.ask_for_print(summit, values.PrintSelection.CHOSEN, badges)
    return redirect_to("badges.show_run", slug=summit.slug, reference=run.public_id)


@bp.get("/organise/<slug>/badges/runs/<reference>/")
@requires("badges:print", on=queries.run_of_summit)
def show_run(run: PrintRun) -> Page:
    """Tell how far a print run is; the page comes again by itself until it is done."""
    unfinished = run.state in (values.PrintState.WAITING, values.PrintState.RUNNING)
    return render("badges/run.html", summit=run.summit, run=run, unfinished=unfinished, words=values,
                  file=services.file_of(run))  # fmt: skip


@bp.get("/organise/<slug>/badges/runs/<reference>/file")
@requires("badges:print", on=queries.run_of_summit)
def run_file(run: PrintRun) -> Response:
    """Hand over the file of a run while it is kept."""
    path = services.file_of(run)
    if path is None:
        raise NotFound
    response = send_file(path, as_attachment=True, download_name=path.name)
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/organise/<slug>/badges/<reference>/")
@requires("badges:see", on=queries.of_summit)
def show(badge: Badge) -> Page:
    """Show one badge, what became of its person's other badges, and what can be done."""
    return _badge_page(badge, RevokeForm())


def _badge_page(badge: Badge, form: RevokeForm, status: int = 200) -> tuple[str, int]:
    return render(
        "badges/show.html", summit=badge.summit, badge=badge, person=badge.registration.person, form=form, words=values,
        serial=rules.serial(badge.registration.code, badge.number), history=queries.history(badge.registration_id),
    ), status  # fmt: skip


@bp.post("/organise/<slug>/badges/<reference>/revoke")
@requires("badges:revoke", on=queries.of_summit)
def revoke(badge: Badge) -> Page:
    """Revoke a badge; with ``again`` a new one is issued at once."""
    form = RevokeForm()
    if not form.validate():
        return _badge_page(badge, form, 422)
    person = badge.registration.person.name.full
    if "again" in request.form:
        reference = services.reissue_badge(badge.registration, form.reason.data, form.note.data or "")
        flash_done(_("The old badge is blocked. A new one has been issued for %(name)s: print it now.", name=person))
    else:
        services.revoke_badge(badge, form.reason.data, form.note.data or "")
        reference = badge.public_id
        flash_done(_("The badge is blocked. It opens no door any more, from now on: %(name)s", name=person))
    return redirect_to("badges.show", slug=badge.summit.slug, reference=reference)


@bp.post("/organise/<slug>/badges/<reference>/issue")
@requires("badges:print", on=queries.of_summit)
def issue(badge: Badge) -> Page:
    """Issue a new badge to somebody whose last one was revoked."""
    reference = services.issue_badge(badge.registration_id, badge.summit_id, badge.summit.public_id)
    flash_done(_("A new badge has been issued. Print it now."))
    return redirect_to("badges.show", slug=badge.summit.slug, reference=reference)


# --- the person who carries it ------------------------------------------------------------------


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
    path = ROOT / "static" / "dist" / "badges" / "my-sw.js"
    if not path.is_file():
        raise NotFound
    answer = make_response(path.read_bytes())
    answer.content_type = "text/javascript; charset=utf-8"
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@bp.get("/my/badge/<code>/badge.pdf")
@limited("20 per minute")
@requires("badges:carry", on=_own)
def own_pdf(badge: Badge) -> Response:
    """Give one's own badge as PDF."""
    name = f"badge-{badge.registration.code}.pdf"
    response = Response(services.badge_pdf(badge), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


