"""The published format of instances and timetables, ``summit-meetings/1``: docs/matchmaking-format.md."""

from summitapp.matchmaking.documents.instances import read_instance, write_instance
from summitapp.matchmaking.documents.timetables import read_schedule, write_schedule

__all__ = ["read_instance", "write_instance", "read_schedule", "write_schedule"]
