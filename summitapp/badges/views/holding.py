"""One badge: what became of it, blocked, issued anew."""

from flask import request

from summitapp.badges import queries, rules, services, values
from summitapp.badges.forms import RevokeForm
from summitapp.badges.models import Badge
from summitapp.badges.views.frame import Page, bp
from summitapp.core.i18n import gettext as _
from summitapp.core.web import flash_done, redirect_to, render, requires


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
