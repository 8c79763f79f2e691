"""The mails of a summit: what went out, what waits, what failed."""

from typing import Any

from flask import request

from summitapp.core.i18n import ngettext
from summitapp.core.web import flash_done, lang_blueprint, redirect_to, render, requires
from summitapp.portal import queries, services
from summitapp.portal.values import MAIL_STATES, TEMPLATES
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit

bp = lang_blueprint("messages", __name__)


@bp.get("/organise/<slug>/messages/")
@requires("summit:see", on=summits.by_slug)
def organise(summit: Summit) -> str:
    """Show the mails, the newest first."""
    page, state = max(request.args.get("page", 1, type=int), 1), request.args.get("state", "")
    rows, found = queries.messages(summit, state, page)
    return render(
        "portal/messages.html", summit=summit, rows=rows, found=found, page=page, pages=-(-found // queries.PAGE),
        state=state, counted=queries.mail_states(summit), states=MAIL_STATES, templates=TEMPLATES, demo=summit.is_demo,
    )  # fmt: skip


@bp.post("/organise/<slug>/messages/retry/")
@requires("summit:edit", on=summits.by_slug)
def retry(summit: Summit) -> Any:
    """Send what failed once more."""
    number = services.retry_mails(summit)
    flash_done(ngettext("%(num)s mail is sent again.", "%(num)s mails are sent again.", number))
    return redirect_to("messages.organise", slug=summit.slug)
