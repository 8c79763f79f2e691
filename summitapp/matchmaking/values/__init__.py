"""The words of requests, plans and meetings."""

from summitapp.matchmaking.values.states import (
    AttendeeRole,
    ChangeKind,
    MeetingState,
    ObjectionState,
    Reply,
    RequestKind,
    RequestSource,
    RequestState,
    RoundPhase,
    RunState,
    Scheduling,
    Wish,
)

__all__ = [
    "AttendeeRole", "ChangeKind", "MeetingState", "ObjectionState", "Reply", "RequestKind", "RequestSource",
    "RequestState", "RoundPhase", "RunState", "Scheduling", "Wish",
]  # fmt: skip
