"""The times at which everybody of a table could meet."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from summitapp.core.db import db
from summitapp.matchmaking.models import MeetingRound, MeetingSlot, Seat
from summitapp.matchmaking.queries.frame import slots_of
from summitapp.matchmaking.queries.people import busy_places


def free_slots(round_: MeetingRound, registrations: Collection[int], now: datetime) -> list[MeetingSlot]:
    """Return the slots still to come in which all of these participants have nothing else: no meeting, session or pause."""
    slots = [one for one in slots_of(round_.id) if one.starts_at > now]
    people = list(registrations)
    seated = set(db.session.scalars(sa.select(Seat.slot_id).where(Seat.registration_id.in_(people))))
    busy = busy_places(round_, people, slots)
    return [one for place, one in enumerate(slots) if one.id not in seated and place not in busy]


def last_of(round_id: int) -> datetime | None:
    """Return when the last slot of a round begins."""
    return db.session.scalar(sa.select(sa.func.max(MeetingSlot.starts_at)).where(MeetingSlot.round_id == round_id))
