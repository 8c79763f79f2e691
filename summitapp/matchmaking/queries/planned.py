"""The times of somebody's meetings, for features that stand below and only ask when somebody is busy."""

import sqlalchemy as sa

from summitapp.core.db import db
from summitapp.matchmaking.models import Meeting, MeetingSlot, Seat
from summitapp.matchmaking.values import MeetingState
from summitapp.profiles.values import Planned


def planned_for(registration_id: int) -> list[Planned]:
    """Return when a participant has meetings, the first one first."""
    rows = (
        sa.select(MeetingSlot.starts_at, MeetingSlot.ends_at).join(Meeting, Meeting.slot_id == MeetingSlot.id)
        .join(Seat, Seat.meeting_id == Meeting.id)
        .where(Seat.registration_id == registration_id, Meeting.state != MeetingState.CANCELLED)
        .order_by(MeetingSlot.starts_at)
    )  # fmt: skip
    return [Planned(row.starts_at, row.ends_at) for row in db.session.execute(rows)]
