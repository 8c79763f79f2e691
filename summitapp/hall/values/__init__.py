"""The words of the meeting hall: ``meetings`` as people and paper see them, and their ``outcomes``."""

from summitapp.hall.values.meetings import SUBJECT, Moment, OwnMeeting, RoomName, Rooms, Sitter, TableMeeting
from summitapp.hall.values.outcomes import (
    FEWEST,
    NOTE_LENGTH,
    OUTCOME_OPEN,
    Held,
    NoSuchMeeting,
    OutcomeNotOpen,
    Said,
    TableFree,
    Tap,
)

__all__ = [
    "FEWEST", "Held", "Moment", "NOTE_LENGTH", "NoSuchMeeting", "OUTCOME_OPEN", "OutcomeNotOpen", "OwnMeeting", "RoomName",
    "Rooms", "SUBJECT", "Said", "Sitter", "TableFree", "TableMeeting", "Tap",
]  # fmt: skip
