"""From phase to phase; before people are told, what they would read and how many they are."""

from dataclasses import dataclass
from typing import Any, Final

from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext as _
from summitapp.core.text import N_
from summitapp.core.web import explain, flash_done, flash_warning, redirect_to, requires
from summitapp.matchmaking import queries, services
from summitapp.matchmaking.forms import PhaseForm
from summitapp.matchmaking.models import MeetingRound
from summitapp.matchmaking.values import PHASE_LABELS, STEPS, RoundPhase
from summitapp.matchmaking.views.frame import PATH, bp, page, round_at

_PHASE: Final = f"{PATH}/phase/<any({','.join(RoundPhase)}):phase>"
_DONE: Final = {
    RoundPhase.PREPARING: N_("The meetings are being prepared again; participants see nothing of them."),
    RoundPhase.OPEN: N_("Requests are open."),
    RoundPhase.CLOSED: N_("Requests are closed. Let the planner make proposals now."),
    RoundPhase.PROVISIONAL: N_("Everybody with a meeting is written to now, and can object."),
    RoundPhase.PUBLISHED: N_("The plan is published. Everybody with a meeting is written to now."),
    RoundPhase.FROZEN: N_("The plan is ready for print."),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A round, and the phase it is to be in; asked for rights like the round."""

    round: MeetingRound
    phase: RoundPhase


def _step(slug: str, phase: str) -> Step | None:
    one = round_at(slug)
    return Step(one, RoundPhase(phase)) if one is not None else None


@bp.get(f"{_PHASE}/")
@requires("matchmaking:manage", on=_step)
def phase(step: Step) -> Any:
    """Show what a phase begins with: who is told, and what they read."""
    one, wanted = step.round, step.phase
    if wanted not in STEPS[one.phase]:
        return redirect_to("matchmaking.organise", slug=one.summit.slug)
    writes = wanted in services.WRITES and one.phase is not RoundPhase.FROZEN
    number, letter = services.preview_of(one, wanted) if writes else (0, None)
    return page("phase", one, wanted=wanted, number=number, letter=letter, writes=writes, labels=PHASE_LABELS,
                tab="matchmaking.organise", waiting=queries.open_objections(one.id), form=PhaseForm(formdata=None))  # fmt: skip


@bp.post(f"{_PHASE}/")
@requires("matchmaking:manage", on=_step)
def move_on(step: Step) -> Any:
    """Take the step."""
    one, wanted, form = step.round, step.phase, PhaseForm()
    number = int(form.number.data) if (form.number.data or "").isdigit() else None
    try:
        services.move_on(one, wanted, number)
    except DomainError as error:
        flash_warning(explain(error))
        if number is not None:
            return redirect_to("matchmaking.phase", slug=one.summit.slug, phase=wanted.value)
    else:
        flash_done(_(_DONE[wanted]))
    return redirect_to("matchmaking.organise", slug=one.summit.slug)
