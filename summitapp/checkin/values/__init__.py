"""The words of the door: directions, verdicts, reasons, what a scan is judged by, and what is seen of it."""

from summitapp.checkin.values.door import (
    ALERT_WORDS,
    DIRECTION_WORDS,
    OFTEN_WORDS,
    OVERRIDABLE,
    POINT_WORDS,
    REASON_WORDS,
    VERDICT_WORDS,
    Admission,
    AlertKind,
    Answer,
    Attempt,
    BadgeView,
    Batch,
    Direction,
    DoorsInCircle,
    HowOften,
    Judgement,
    Passage,
    PersonShown,
    PointCodeTaken,
    PointInUse,
    PointKind,
    PointUnknown,
    PointView,
    Post,
    Reason,
    Rhythm,
    ScanRequest,
    StandingNow,
    Unreadable,
    Verdict,
)
from summitapp.checkin.values.pages import (
    Alerted,
    Logged,
    PointCount,
    Proposal,
)

__all__ = [
    "Direction", "DIRECTION_WORDS", "PointKind", "POINT_WORDS", "HowOften", "OFTEN_WORDS", "Verdict", "Reason",
    "VERDICT_WORDS", "OVERRIDABLE", "REASON_WORDS", "Admission", "AlertKind", "ALERT_WORDS", "PointUnknown",
    "PointCodeTaken", "PointInUse", "DoorsInCircle", "BadgeView", "PointView", "Post", "Passage", "Attempt", "Judgement",
    "StandingNow", "Rhythm", "ScanRequest", "Unreadable", "Batch", "PersonShown", "Answer", "PointCount", "Logged",
    "Alerted", "Proposal",
]  # fmt: skip
