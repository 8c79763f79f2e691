"""The words of the meeting hall: ``meetings`` as people and paper see them, and their ``outcomes``."""

from summitapp.hall.values.meetings import SUBJECT, Moment, OwnMeeting, RoomName, Rooms, Sitter, TableMeeting
from summitapp.hall.values.outcomes import Held

__all__ = ["Held", "Moment", "OwnMeeting", "RoomName", "Rooms", "SUBJECT", "Sitter", "TableMeeting"]
