"""Adopting a proposal: a person's decision, taken under the lock of the round, on a plan they have seen."""

from dataclasses import dataclass

import sqlalchemy as sa

from summitapp.audit import services as audit
from summitapp.core.clock import now
from summitapp.core.db import db, lock, table_of
from summitapp.matchmaking import queries
from summitapp.matchmaking.models import MeetingRound, PlanningRun
from summitapp.matchmaking.rules.outdated import still_possible
from summitapp.matchmaking.rules.quality import moved_between
from summitapp.matchmaking.services.frame import claim, state_of
from summitapp.matchmaking.services.runs import as_held, basis_of
from summitapp.matchmaking.services.writing import mark_of_plan, write_plan
from summitapp.matchmaking.values import (
    ChangeKind,
    NoProposal,
    PlanFrozen,
    ProposalOutOfDate,
    RoundPhase,
    RunState,
    StalePlan,
)
from summitapp.matchmaking.values.plan import Change, Held

_run = table_of(PlanningRun)


@dataclass(frozen=True, slots=True)
class Standing:
    """What adopting a proposal would mean now.

    :param fits: nothing it rests on has changed. :param lost: meetings that are not possible any more.
    :param moved: meetings of the present plan that would be at another time, or not at all. :param mark: of that plan.
    """

    fits: bool
    meetings: tuple[Held, ...]
    lost: tuple[Held, ...]
    moved: int
    mark: str


def standing_of(run: PlanningRun) -> Standing:
    """Return what adopting a proposal would mean now."""
    one, proposal = run.round, as_held(run.proposal)
    instance, held = queries.instance_of(one, now()), queries.held_of(one)
    fits = run.base_version == one.version and run.basis == basis_of(instance)
    kept, lost = (proposal, []) if fits else still_possible(instance, proposal)
    return Standing(fits, tuple(kept), tuple(lost), moved_between(held, kept), mark_of_plan(held))


def fits_now(one: MeetingRound) -> tuple[str, int]:
    """Return by which basis and version a proposal is up to date."""
    return basis_of(queries.instance_of(one, now())), one.version


def adopt(run: PlanningRun, mark: str, *, anyway: bool = False) -> int:
    """Let the meetings of a proposal stand; returns how many those are.

    :param mark: of the plan that stood when the organiser looked. :param anyway: they know that it is out of date.
    :raises StalePlan: if the plan has changed since. :raises ProposalOutOfDate: if what it rests on has.
    :raises NoProposal: if it was adopted or discarded meanwhile. :raises PlanFrozen: after the print lock.
    """
    one = claim(run.round)
    if one.phase is RoundPhase.FROZEN:
        raise PlanFrozen
    run = lock(PlanningRun, run.id)
    if run.state is not RunState.DONE or not run.proposal:
        raise NoProposal
    now_ = standing_of(run)
    if now_.mark != mark:
        raise StalePlan
    if not now_.fits and not anyway:
        raise ProposalOutOfDate
    write_plan(one, now_.meetings, _causes(run), "adopted", state_of(one))
    before = (_run.c.round_id == one.id) & (_run.c.state == RunState.ADOPTED)
    db.session.execute(sa.update(_run).where(before).values(state=RunState.DONE))
    run = lock(PlanningRun, run.id)
    run.state = RunState.ADOPTED
    audit.record("meetings.proposal_adopted", run, summit=one.summit.public_id, number=len(now_.meetings), lost=len(now_.lost))
    return len(now_.meetings)


def _causes(run: PlanningRun) -> list[Change]:
    """Return why the planner moved or dropped what stood, for the list of changes."""
    kinds = {"moved": ChangeKind.MOVED, "reseated": ChangeKind.TABLE, "dropped": ChangeKind.DROPPED}
    return [
        Change(kind, told["request"], None, None, told["cause"],
               {name: told[name] for name in ("delegates", "for", "interpreter", "table") if name in told})
        for name, kind in kinds.items() for told in run.report.get(name) or ()
    ]  # fmt: skip
