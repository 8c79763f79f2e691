"""The phases of a round: their words, what each is for, and which step leads where."""

from collections.abc import Mapping
from typing import Final

from summitapp.core.text import N_
from summitapp.matchmaking.values.states import RequestState, RoundPhase

PHASE_LABELS: Final[Mapping[RoundPhase, str]] = {
    RoundPhase.PREPARING: N_("Being prepared"),
    RoundPhase.OPEN: N_("Open for requests"),
    RoundPhase.CLOSED: N_("Closed, being planned"),
    RoundPhase.PROVISIONAL: N_("Provisional plan"),
    RoundPhase.PUBLISHED: N_("Published"),
    RoundPhase.FROZEN: N_("Ready for print"),
}
#: What is going on in a phase, and what comes next.
PHASE_WORDS: Final[Mapping[RoundPhase, str]] = {
    RoundPhase.PREPARING: N_("Set the times, the tables and the numbers. Participants see nothing of it yet."),
    RoundPhase.OPEN: N_("Participants open their profiles, ask each other and answer. Then requests are closed and planned."),
    RoundPhase.CLOSED: N_("No more requests come in. Let the planner make proposals, compare them, and adopt one."),
    RoundPhase.PROVISIONAL: N_("Everybody sees their meetings and may object. Then the plan is published."),
    RoundPhase.PUBLISHED: N_("The meetings stand. Changes stay as small as possible, and those at the table are told."),
    RoundPhase.FROZEN: N_("The plan is on paper. Nothing changes by itself any more; changes are made by hand."),
}
#: From each phase the one that follows and, where a step back is possible, the one before.
STEPS: Final[Mapping[RoundPhase, tuple[RoundPhase, ...]]] = {
    RoundPhase.PREPARING: (RoundPhase.OPEN,),
    RoundPhase.OPEN: (RoundPhase.CLOSED, RoundPhase.PREPARING),
    RoundPhase.CLOSED: (RoundPhase.PROVISIONAL, RoundPhase.OPEN),
    RoundPhase.PROVISIONAL: (RoundPhase.PUBLISHED,),
    RoundPhase.PUBLISHED: (RoundPhase.FROZEN,),
    RoundPhase.FROZEN: (RoundPhase.PUBLISHED,),
}
#: In these people know their meetings.
TOLD: Final = frozenset({RoundPhase.PROVISIONAL, RoundPhase.PUBLISHED, RoundPhase.FROZEN})
REQUEST_LABELS: Final[Mapping[RequestState, str]] = {
    RequestState.ASKED: N_("Waits for an answer"),
    RequestState.ACCEPTED: N_("Agreed"),
    RequestState.DECLINED: N_("Declined"),
    RequestState.WITHDRAWN: N_("Withdrawn"),
    RequestState.EXPIRED: N_("Expired without an answer"),
}
