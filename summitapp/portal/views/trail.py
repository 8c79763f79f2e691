"""The audit log of a summit in sentences."""

from flask import request

from summitapp.accounts import queries as accounts
from summitapp.audit import queries as audit
from summitapp.core.web import lang_blueprint, render, requires
from summitapp.portal.values import ACTIONS
from summitapp.summits import queries
from summitapp.summits.models import Summit

bp = lang_blueprint("trail", __name__)
PAGE = 50
#: Nobody leafs further back; a database counts no further than it can.
MOST_PAGES = 100_000


@bp.get("/organise/<slug>/log/")
@requires("audit:read", on=queries.by_slug)
def organise(summit: Summit) -> str:
    """Show who did what, the newest first."""
    page = min(max(request.args.get("page", 1, type=int), 1), MOST_PAGES)
    lines = audit.of_summit(summit.public_id, PAGE + 1, (page - 1) * PAGE)
    names = accounts.names({line.actor for line in lines if line.actor_kind == "user"})
    return render(
        "portal/log.html", summit=summit, lines=lines[:PAGE], more=len(lines) > PAGE, page=page, names=names,
        actions=ACTIONS, demo=summit.is_demo,
    )  # fmt: skip
