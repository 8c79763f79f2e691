"""The words of objections, of moving on from phase to phase, of changes by hand, and what can be refused of them."""

from collections.abc import Mapping
from typing import Final

from summitapp.core.errors import DomainError, NotFound
from summitapp.core.text import N_
from summitapp.matchmaking.values.states import ChangeKind, MeetingState, ObjectionState

OBJECTION_LENGTH: Final = 1000
OBJECTION_LABELS: Final[Mapping[ObjectionState, str]] = {
    ObjectionState.OPEN: N_("Waits for an answer"),
    ObjectionState.HEARD: N_("Accepted"),
    ObjectionState.KEPT: N_("The meeting stays"),
}
MEETING_LABELS: Final[Mapping[MeetingState, str]] = {
    MeetingState.PROVISIONAL: N_("Provisional"),
    MeetingState.CONFIRMED: N_("Confirmed"),
    MeetingState.CANCELLED: N_("Cancelled"),
}
CHANGE_LABELS: Final[Mapping[ChangeKind, str]] = {
    ChangeKind.ADDED: N_("New"),
    ChangeKind.MOVED: N_("Another time"),
    ChangeKind.TABLE: N_("Another table"),
    ChangeKind.INTERPRETER: N_("Another interpreter"),
    ChangeKind.DROPPED: N_("Cancelled"),
}
#: Why a meeting changed, by the codes of the planner and of those who write plans.
CAUSES: Final[Mapping[str, str]] = {
    "adopted": N_("A new proposal was adopted."),
    "by_hand": N_("The organisers changed it by hand."),
    "by_organiser": N_("The organisers cancelled it."),
    "objection": N_("Somebody objected to it."),
    "cancelled": N_("The request is no longer agreed."),
    "attendee_unavailable": N_("Somebody cannot come at that time any more."),
    "table_gone": N_("The table is no longer there."),
    "table_closed": N_("The table is closed."),
    "too_small": N_("The table has too few seats."),
    "interpreter_gone": N_("The interpreter is no longer in the pool."),
    "interpreter_unavailable": N_("The interpreter cannot come at that time."),
    "no_language": N_("They have no common language, and nobody who interprets."),
    "over_maximum": N_("Somebody would have more meetings than they want."),
    "clash": N_("Somebody would be in two meetings at once."),
    "slot_gone": N_("The time is no longer set aside for meetings."),
    "not_allowed": N_("The time has passed."),
    "locked": N_("Another meeting is pinned there."),
    "lock": N_("A pinned meeting would be moved."),
    "made_room": N_("It made room for a meeting that had no other place."),
    "must": N_("It is one that must take place."),
    "reseated": N_("The tables were set anew."),
    "displaced_again": N_("It was moved once more to make room."),
    "refill": N_("A place became free, and it came from the waiting list."),
    "table_taken": N_("The table is taken at that time."),
    "interpreter_taken": N_("The interpreter is taken at that time."),
    "no_rest": N_("The interpreter would have no rest."),
    "no_show": N_("Somebody did not come, and the place went to others."),
    "instead": N_("Somebody waited at a table alone and is free to meet you now."),
    "agreed": N_("Both agreed, and this was the first time free for both."),
}
#: What an organiser may do by hand although it breaks a rule of the planner, once they have said that they know.
FORGIVABLE: Final = frozenset({"attendee_unavailable", "no_language", "interpreter_unavailable", "over_maximum", "no_rest",
                               "not_allowed", "lock", "table_closed"})  # fmt: skip


class NothingPlanned(DomainError):
    """There is no meeting that could be shown to anybody."""

    code = "nothing_planned"
    message = N_("No meeting stands yet. Adopt a proposal first.")


class NumberMoved(DomainError):
    """More or fewer people would be written to than the organiser read."""

    code = "number_moved"
    message = N_("By now %(number)s people would be written to. Please look once more.")


class ObjectionsOver(DomainError):
    """Objections are taken while the plan is provisional, and until the deadline."""

    code = "objections_over"
    message = N_("Objections are not taken any more. If you cannot come, please write to the organisers.")


class ObjectionMade(DomainError):
    """One objection to a meeting is enough."""

    code = "objection_made"
    message = N_("You have objected to this meeting already; the organisers will answer.")


class ObjectionSettled(DomainError):
    """Another organiser has answered meanwhile."""

    code = "objection_settled"
    message = N_("This objection has been answered already.")


class RulesBroken(DomainError):
    """A change by hand would break rules. :param codes: of the rules, each with a sentence in :data:`CAUSES`."""

    code = "rules_broken"
    message = N_("That does not fit. Please look at what stands against it.")

    def __init__(self, codes: tuple[str, ...] = (), *, forgivable: bool = False) -> None:
        super().__init__()
        self.codes, self.forgivable = codes, forgivable


class NoSuchMeeting(NotFound):
    """There is no such meeting, or it does not stand any more."""

    code = "meeting_not_found"
