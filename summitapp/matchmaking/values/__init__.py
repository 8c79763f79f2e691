"""The words of requests, plans and meetings."""

from summitapp.matchmaking.values.frame import (
    MOST_SLOTS,
    MOST_TABLES,
    SPARE,
    AbsenceUpsideDown,
    BlockEmpty,
    BlocksOverlap,
    BlockTooLong,
    DaySlots,
    Glance,
    MeetingChanged,
    MeetingsStand,
    Pair,
    PhaseRefused,
    PlanImpossible,
    PlanTold,
    RoundNumbers,
    RoundThere,
    SlotLine,
    StalePlan,
    StaleRound,
    Stretch,
    TableCodeTaken,
    TooManyTables,
)
from summitapp.matchmaking.values.phases import PHASE_LABELS, PHASE_WORDS, REQUEST_LABELS, STEPS, TOLD
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
    "PHASE_LABELS", "PHASE_WORDS", "REQUEST_LABELS", "STEPS", "TOLD",
    "MOST_SLOTS", "MOST_TABLES", "SPARE", "AbsenceUpsideDown", "BlockEmpty", "BlockTooLong", "BlocksOverlap", "DaySlots",
    "Glance", "MeetingsStand", "Pair", "PhaseRefused", "RoundNumbers", "RoundThere", "SlotLine", "StaleRound", "Stretch",
    "TableCodeTaken", "TooManyTables",
    "MeetingChanged", "PlanImpossible", "PlanTold", "StalePlan",
]  # fmt: skip
