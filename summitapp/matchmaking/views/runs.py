"""Proposals: asked for, watched while they are made, compared, adopted or discarded, and handed over as files."""

from typing import Any

from flask import Response, jsonify

from summitapp.core.errors import DomainError
from summitapp.core.i18n import gettext as _
from summitapp.core.i18n import ngettext
from summitapp.core.web import (
    attachment,
    blame,
    explain,
    flash_done,
    flash_warning,
    limited,
    may,
    redirect_to,
    requires,
)
from summitapp.matchmaking import queries, services
from summitapp.matchmaking.documents import write_instance
from summitapp.matchmaking.documents.planning import write_timetable
from summitapp.matchmaking.forms import AdoptForm, RunForm
from summitapp.matchmaking.models import MeetingRound, PlanningRun
from summitapp.matchmaking.rules.quality import gap_words
from summitapp.matchmaking.values import MOST_SECONDS, REASONS, RUN_FAULTS, RUN_LABELS, TOLD, RunState
from summitapp.matchmaking.views.frame import PATH, bp, page, round_at

_WAITS = (RunState.QUEUED, RunState.RUNNING)


@bp.get(f"{PATH}/runs/")
@requires("matchmaking:see", on=round_at)
def runs(one: MeetingRound) -> str:
    """Show the proposals side by side, and the form for another."""
    return _page(one, RunForm(None, data={"seconds": 20, "keep": one.phase in TOLD}))


def _page(one: MeetingRound, form: RunForm) -> str:
    found = queries.runs_of(one.id)
    going = next((run for run in found if run.state in _WAITS), None)
    return page("runs", one, form=form, runs=found, labels=RUN_LABELS, going=going,
                present=services.fits_now(one), cities=queries.names_of_cities(one), said_gap=gap_words,
                most=MOST_SECONDS)  # fmt: skip


@bp.post(f"{PATH}/runs/")
@limited("30 per minute")
@requires("matchmaking:manage", on=round_at)
def ask_for_run(one: MeetingRound) -> Any:
    """Let the planner begin."""
    form = RunForm()
    if form.validate_on_submit():
        try:
            run = services.ask_for_run(one, seconds=form.seconds.data or 20, keep=bool(form.keep.data), seed=form.seed.data)
        except DomainError as error:
            blame(form, error)
            return _page(one, form), error.status
        flash_done(_("The planner is at work. You can leave this page; it goes on."))
        return redirect_to("matchmaking.run", slug=one.summit.slug, reference=run.public_id)
    return _page(one, form), 422


# --- one of them ---------------------------------------------------------------------------------


@bp.get(f"{PATH}/runs/<reference>/")
@requires("matchmaking:see", on=queries.run_at)
def run(one: PlanningRun) -> str:
    """Show how far a run is, or its proposal: how good, who got nothing and why, and what adopting would mean."""
    ready = one.state is RunState.DONE
    return page(
        "run", one.round, run=one, tab="matchmaking.runs", labels=RUN_LABELS, faults=RUN_FAULTS, reasons=REASONS,
        waits=one.state in _WAITS, standing=services.standing_of(one) if ready else None, said_gap=gap_words,
        names=_names(one), cities=queries.names_of_cities(one.round),
        people=queries.people_of_requests(one.round), form=AdoptForm(formdata=None), manages=may("matchmaking:manage", one.round),
    )  # fmt: skip


def _names(one: PlanningRun) -> dict[str, str]:
    short = [told["delegate"] for told in one.report.get("shortfall", ())]
    return queries.names_of(one.round) | queries.names_of_people(short)


@bp.get(f"{PATH}/runs/<reference>/state.json")
@requires("matchmaking:see", on=queries.run_at)
def run_state(one: PlanningRun) -> Response:
    """Tell how far a run is; small, since it is asked for each second."""
    done = one.state not in _WAITS
    return jsonify(state=one.state.value, progress=one.progress, score=one.score, bound=one.bound, done=done,
                   stopping=one.cancel_asked_at is not None and not done)  # fmt: skip


@bp.post(f"{PATH}/runs/<reference>/stop")
@requires("matchmaking:manage", on=queries.run_at)
def stop_run(one: PlanningRun) -> Any:
    """Let it come to an end."""
    services.stop_run(one)
    flash_done(_("The planner stops now; the best it has found is its proposal."))
    return redirect_to("matchmaking.run", slug=one.round.summit.slug, reference=one.public_id)


@bp.post(f"{PATH}/runs/<reference>/discard")
@requires("matchmaking:manage", on=queries.run_at)
def discard_run(one: PlanningRun) -> Any:
    """Put it aside."""
    slug = one.round.summit.slug
    try:
        services.discard_run(one)
    except DomainError as error:
        flash_warning(explain(error))
    else:
        flash_done(_("The proposal is discarded."))
    return redirect_to("matchmaking.runs", slug=slug)


@bp.post(f"{PATH}/runs/<reference>/adopt")
@requires("matchmaking:manage", on=queries.run_at)
def adopt(one: PlanningRun) -> Any:
    """Let its meetings stand."""
    form, slug = AdoptForm(), one.round.summit.slug
    if not form.validate_on_submit():
        return redirect_to("matchmaking.run", slug=slug, reference=one.public_id)
    try:
        number = services.adopt(one, form.mark.data or "", anyway=bool(form.anyway.data))
    except DomainError as error:
        flash_warning(explain(error))
        return redirect_to("matchmaking.run", slug=slug, reference=one.public_id)
    flash_done(ngettext("Adopted: %(num)s meeting stands now.", "Adopted: %(num)s meetings stand now.", number))
    return redirect_to("matchmaking.plan", slug=slug)


# --- files ---------------------------------------------------------------------------------------


@bp.get(f"{PATH}/runs/instance.json")
@limited("30 per minute")
@requires("matchmaking:manage", on=round_at)
def instance_file(one: MeetingRound) -> Response:
    """Hand over the problem in the published format, with opaque ids and without names."""
    return attachment(write_instance(queries.instance_of(one)), "application/json", f"{one.summit.slug}-instance.json")


@bp.get(f"{PATH}/runs/<reference>/schedule.json")
@limited("30 per minute")
@requires("matchmaking:manage", on=queries.run_at)
def schedule_file(one: PlanningRun) -> Response:
    """Hand over a proposal in the published format."""
    body = write_timetable(one.proposal, one.report)
    return attachment(body, "application/json", f"{one.round.summit.slug}-schedule-{one.seed}.json")
