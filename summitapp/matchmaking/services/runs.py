"""Planning runs: asked for by a page, run by the worker in a process of its own, stopped, discarded and adopted.

The row is the truth. It is written with the request; the worker takes it, says every second that it is alive, and writes
the proposal into it. A worker that is killed leaves a row that is heard of no more; the sweep lets it begin anew, once.
"""

import hashlib
import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from summitapp.audit import services as audit
from summitapp.core.clock import now
from summitapp.core.db import constraint_error, db, lock, table_of, unit_of_work
from summitapp.core.security import acting
from summitapp.jobs.services import wake
from summitapp.matchmaking import queries
from summitapp.matchmaking.documents import write_instance
from summitapp.matchmaking.documents.planning import write_order
from summitapp.matchmaking.models import MeetingRound, PlanningRun
from summitapp.matchmaking.rules.quality import moved_between, quality_of
from summitapp.matchmaking.services.child import Child, ChildBroken, ChildFault, ChildTooSlow
from summitapp.matchmaking.services.frame import claim
from summitapp.matchmaking.values import (
    LOST_AFTER,
    NoProposal,
    NothingToPlan,
    PlanFrozen,
    RoundPhase,
    RunGoesOn,
    RunState,
)
from summitapp.matchmaking.values.plan import Held, Instance

log = logging.getLogger(__name__)
PLAN: Final = "matchmaking.plan"
_WAKE_AFTER: Final = timedelta(seconds=20)
_run = table_of(PlanningRun)
constraint_error({"uq_matchmaking_run_one_at_once": RunGoesOn})


def ask_for_run(one: MeetingRound, *, seconds: int, keep: bool, seed: int | None = None) -> PlanningRun:
    """Let the planner make a proposal.

    :param keep: meetings that stand stay where they are unless they cannot. :param seed: for the same proposal again.
    :raises RunGoesOn: if one is being made. :raises NothingToPlan: if no request, time or table is there.
    :raises PlanFrozen: after the print lock.
    """
    one = claim(one)
    if one.phase is RoundPhase.FROZEN:
        raise PlanFrozen
    if queries.going_on(one.id) is not None:
        raise RunGoesOn
    instance = queries.instance_of(one)
    if not (instance.slots and instance.tables and instance.requests):
        raise NothingToPlan
    run = PlanningRun(
        round=one, seed=_next_seed(one) if seed is None else seed, seconds=seconds, keep=keep, base_version=one.version,
        weights={"shortfall": one.shortfall_penalty, "gap": one.gap_penalty, "moved": one.moved_penalty, "reserve": one.reserve},
        asked_by=acting().reference[:20], asked_at=now(),
    )  # fmt: skip
    db.session.add(run)
    audit.record("meetings.run_asked", run, summit=one.summit.public_id, seconds=seconds, keep=keep, seed=run.seed)
    wake(PLAN, run.public_id)
    return run


def _next_seed(one: MeetingRound) -> int:
    return max((run.seed for run in queries.runs_of(one.id, all=True)), default=0) + 1


def stop_run(run: PlanningRun) -> None:
    """Let a run come to its end now; the best it has found by then is its proposal."""
    run = lock(PlanningRun, run.id)
    if run.state is RunState.QUEUED:
        run.state, run.finished_at = RunState.CANCELLED, now()
    elif run.state is RunState.RUNNING:
        run.cancel_asked_at = now()
    else:
        return
    audit.record("meetings.run_stopped", run, summit=run.round.summit.public_id)


def discard_run(run: PlanningRun) -> None:
    """Put a proposal aside.

    :raises NoProposal: if it is adopted, or still being made.
    """
    run = lock(PlanningRun, run.id)
    if run.state not in (RunState.DONE, RunState.FAILED, RunState.CANCELLED):
        raise NoProposal
    run.state, run.proposal = RunState.DISCARDED, []
    audit.record("meetings.run_discarded", run, summit=run.round.summit.public_id)


def basis_of(instance: Instance) -> str:
    """Return a digest of a problem: as long as it is the same, a proposal fits."""
    return hashlib.sha256(write_instance(instance)).hexdigest()[:32]


# --- the work ------------------------------------------------------------------------------------


def run_planner(reference: str) -> None:
    """Make the proposal of a run; safe to run twice, and to be killed."""
    with unit_of_work():
        taken = _take(reference)
    if taken is None:
        return
    instance, order, seconds = taken
    try:
        said = _listen(reference, Child(order, seconds))
    except ChildFault as fault:
        _fail(reference, "contradiction", str(fault))
    except ChildTooSlow:
        _fail(reference, "too_slow", f"{seconds} s were given")
    except ChildBroken as fault:
        _fail(reference, "broken", str(fault))
    else:
        with unit_of_work():
            _finish(reference, instance, said)


def _take(reference: str) -> tuple[Instance, bytes, int] | None:
    """Begin a run that waits, or is lost; returns its problem and the order for the planner."""
    run = queries.run_by_reference(reference)
    if run is None:
        return None
    run, moment = lock(PlanningRun, run.id), now()
    if run.state is not RunState.QUEUED:
        return None
    one = run.round
    instance = queries.instance_of(one, moment)
    held = queries.held_of(one)
    run.state, run.started_at, run.heard_at, run.progress = RunState.RUNNING, moment, moment, 0
    run.basis, run.base_version = basis_of(instance), one.version
    audit.record("meetings.run_begun", run, summit=one.summit.public_id)
    return instance, write_order(instance, run.seed, run.seconds, held if run.keep else None), run.seconds


def _listen(reference: str, child: Child) -> dict[str, Any]:
    """Return the timetable; until then what the planner says is written down, and it is told when to stop."""
    with child:
        for said in child.words():
            if "schedule" in said:
                return dict(said["schedule"])
            with unit_of_work():
                if _hear(reference, said):
                    child.stop()
    raise ChildBroken(child.complaint)


def _hear(reference: str, said: dict[str, Any]) -> bool:
    """Write down how far the planner is; returns whether it is to stop. Columns only: the audit has heard of the run."""
    values: dict[str, Any] = {"heard_at": now()}
    if said:
        values |= {"progress": min(99, int(100 * said["done"])), "score": said["score"], "bound": said["bound"]}
    connection = db.session.connection()
    mine = (_run.c.public_id == reference) & (_run.c.state == RunState.RUNNING)
    row = connection.execute(_run.update().where(mine).values(values).returning(_run.c.cancel_asked_at)).first()
    return row is None or row.cancel_asked_at is not None


def _finish(reference: str, instance: Instance, said: dict[str, Any]) -> None:
    run = queries.run_by_reference(reference)
    if run is None or (run := lock(PlanningRun, run.id)).state is not RunState.RUNNING:
        return
    meetings, report = as_held(said["meetings"]), dict(said["report"])
    report["moved_from_plan"] = moved_between(queries.held_of(run.round), meetings)
    run.proposal, run.report = said["meetings"], {**report, **quality_of(instance, meetings)}
    run.score, run.bound, run.progress, run.finished_at = report["score"], report.get("bound"), 100, now()
    run.state, run.fault = RunState.DONE, ""
    audit.record("meetings.run_done", run, summit=run.round.summit.public_id, score=run.score, bound=run.bound)


def as_held(rows: Sequence[dict[str, Any]]) -> list[Held]:
    """Return the meetings of a proposal."""
    return [Held(row["request"], row["slot"], row["table"], row.get("interpreter")) for row in rows]


def _fail(reference: str, fault: str, complaint: str) -> None:
    log.error("planning run %s: %s: %s", reference, fault, complaint)
    with unit_of_work():
        run = queries.run_by_reference(reference)
        if run is None or (run := lock(PlanningRun, run.id)).state is not RunState.RUNNING:
            return
        stopped = run.cancel_asked_at is not None
        run.state, run.fault = (RunState.CANCELLED, "") if stopped else (RunState.FAILED, fault)
        run.finished_at = now()
        audit.record("meetings.run_failed", run, summit=run.round.summit.public_id, fault=run.fault)


def sweep_runs() -> None:
    """Let runs begin anew whose worker was lost, once; wake those that were not woken."""
    moment = now()
    references = queries.runs_left_alone(moment - _WAKE_AFTER, moment - LOST_AFTER)
    db.session.rollback()
    for reference in references:
        with unit_of_work():
            if not _take_up_again(reference):
                continue
        run_planner(reference)


def _take_up_again(reference: str) -> bool:
    run = queries.run_by_reference(reference)
    if run is None:
        return False
    run = lock(PlanningRun, run.id)
    if run.state is RunState.QUEUED:
        return True
    if run.state is not RunState.RUNNING or (run.heard_at is not None and run.heard_at >= now() - LOST_AFTER):
        return False
    again = run.fault != "again" and run.cancel_asked_at is None
    run.state, run.fault = (RunState.QUEUED, "again") if again else (RunState.FAILED, "lost")
    run.finished_at = None if again else now()
    audit.record("meetings.run_lost", run, summit=run.round.summit.public_id, again=again)
    return again
