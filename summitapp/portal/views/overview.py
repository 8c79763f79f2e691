"""The organisers' first page: what needs them, and how the summit stands."""

from summitapp.core.i18n import current_language
from summitapp.core.web import lang_blueprint, render, requires
from summitapp.portal import rules, services
from summitapp.portal.values import GREETINGS
from summitapp.summits import queries
from summitapp.summits.models import Summit

bp = lang_blueprint("portal", __name__)


@bp.get("/organise/<slug>/")
@requires("summit:work", on=queries.by_slug)
def overview(summit: Summit) -> str:
    """Show the to-do list with its figures."""
    seen = services.overview_of(summit)
    return render(
        "portal/overview.html", summit=summit, seen=seen, demo=summit.is_demo, greeting=GREETINGS[seen.part],
        in_words=rules.number_in_words(seen.to_decide, current_language()),
    )  # fmt: skip
