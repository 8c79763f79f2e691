"""The words of planning runs, and what can be refused."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from summitapp.core.errors import DomainError, NotFound
from summitapp.core.text import N_
from summitapp.matchmaking.values.states import RunState

#: Whoever runs a planner says so every second; after this long without a word it is taken to be lost.
LOST_AFTER: Final = timedelta(seconds=60)
#: How long the process may take beyond what it was given before it is ended.
GRACE: Final = timedelta(seconds=45)
MOST_SECONDS: Final = 300
PROPOSALS_KEPT: Final = 12

RUN_LABELS: Final[Mapping[RunState, str]] = {
    RunState.QUEUED: N_("Waits to begin"),
    RunState.RUNNING: N_("Being planned"),
    RunState.DONE: N_("Proposal"),
    RunState.FAILED: N_("Failed"),
    RunState.CANCELLED: N_("Stopped"),
    RunState.ADOPTED: N_("Adopted"),
    RunState.DISCARDED: N_("Discarded"),
}
RUN_FAULTS: Final[Mapping[str, str]] = {
    "lost": N_("The planner was interrupted twice. Please try again; if it happens once more, ask whoever runs the server."),
    "again": N_("The planner was interrupted and begins anew."),
    "too_slow": N_("The planner did not end in time and was stopped."),
    "broken": N_("The planner broke down. Whoever runs the server finds the reason in its log."),
    "contradiction": N_("The meetings that are pinned contradict each other or the tables. Please look at the plan."),
    "nothing": N_("There is nothing to plan: no agreed request, no time or no table."),
}
#: Why a request is not held, or somebody has too few meetings.
REASONS: Final[Mapping[str, str]] = {
    "no_request": N_("They have no agreed request."),
    "few_requests": N_("They have fewer agreed requests than that."),
    "all_declined": N_("They have no agreed request."),
    "no_common_slot": N_("Those who would meet are never free at the same time."),
    "no_language": N_("They have no common language, and nobody of the pool speaks with all of them."),
    "no_seats": N_("No table has enough seats."),
    "no_places": N_("There is no table, or no time."),
    "not_allowed": N_("The time at which it could be has passed."),
    "at_maximum": N_("Somebody has as many meetings as they want."),
    "interpreters_busy": N_("Every interpreter who could help is busy at the times that are left."),
    "tables_full": N_("All tables are taken at the times that are left."),
    "lost_to_others": N_("Their free time went to meetings that are worth more."),
    "not_worth_it": N_("It would cost others more, in idle time or fairness, than it gives."),
}


class RunGoesOn(DomainError):
    """A round is planned by one run at a time."""

    code = "run_goes_on"
    message = N_("The planner is at work already. Wait for its proposal, or stop it.")


class NothingToPlan(DomainError):
    """Without requests, times and tables there is no plan."""

    code = "nothing_to_plan"
    message = N_("There is nothing to plan yet: agreed requests, times and tables are needed.")


class NoProposal(DomainError):
    """The run has no proposal that could be adopted, or has it no more."""

    code = "no_proposal"
    message = N_("This proposal cannot be adopted: it was adopted or discarded already, or never came.")


class ProposalOutOfDate(DomainError):
    """What the proposal rests on has changed, and nobody has said that they know."""

    code = "proposal_out_of_date"
    message = N_("Since this proposal was made, requests, times or tables have changed. Please look at what that means first.")


class PlanFrozen(DomainError):
    """After the print lock changes are made by hand only."""

    code = "plan_frozen"
    message = N_("The plan is ready for print and changes by hand only. Take the lock back first if you want to plan anew.")


class NoSuchRun(NotFound):
    """There is no such run."""

    code = "run_not_found"
