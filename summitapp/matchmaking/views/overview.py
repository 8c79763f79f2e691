"""Where the meetings of a summit stand."""

from typing import Any

from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext as _
from summitapp.core.web import explain, flash_done, flash_warning, redirect_to, render, requires
from summitapp.matchmaking import queries, services
from summitapp.matchmaking.rules.figures import WARNINGS
from summitapp.matchmaking.values import PHASE_LABELS, PHASE_WORDS, REQUEST_LABELS, STEPS, RoundPhase
from summitapp.matchmaking.views.frame import PATH, bp
from summitapp.summits import queries as summits
from summitapp.summits.models import Summit


@bp.get(f"{PATH}/")
@requires("matchmaking:see", on=summits.by_slug)
def organise(summit: Summit) -> str:
    """Show the phase with what comes next, the figures, and what to look at."""
    one = queries.round_of(summit.id)
    return render(
        "matchmaking/overview.html", summit=summit, demo=summit.is_demo, round=one, opened=one is not None,
        zone=summit.timezone, glance=queries.glance_of(one) if one else None, phases=list(RoundPhase),
        labels=PHASE_LABELS, words=PHASE_WORDS, steps=STEPS,
        writes=services.WRITES, objections=queries.open_objections(one.id) if one else 0,
        states=REQUEST_LABELS, warnings=WARNINGS,
    )  # fmt: skip


@bp.post(f"{PATH}/")
@requires("matchmaking:manage", on=summits.by_slug)
def open_round(summit: Summit) -> Any:
    """Set up meetings for the summit."""
    try:
        services.open_round(summit)
    except DomainError as error:
        flash_warning(explain(error))
    else:
        flash_done(_("Meetings are set up. Participants see nothing of it until you open them for requests."))
    return redirect_to("matchmaking.organise", slug=summit.slug)
