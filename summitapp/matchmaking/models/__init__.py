"""Rounds and their time and tables, requests and who is to sit there, planning runs, meetings and what changed."""

from summitapp.matchmaking.models.asking import Attendee, MeetingRequest
from summitapp.matchmaking.models.frame import (
    InterpreterAbsence,
    MeetingBlock,
    MeetingRound,
    MeetingSlot,
    MeetingTable,
)
from summitapp.matchmaking.models.plan import Meeting, MeetingChange, Objection, PlanningRun, Seat

__all__ = [
    "Attendee", "MeetingRequest",
    "InterpreterAbsence", "MeetingBlock", "MeetingRound", "MeetingSlot", "MeetingTable",
    "Meeting", "MeetingChange", "Objection", "PlanningRun", "Seat",
]  # fmt: skip
