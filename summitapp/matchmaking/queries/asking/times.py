"""The times at which everybody of a table could meet."""

from collections.abc import Collection, Iterable
from datetime import datetime

import sqlalchemy as sa

from summitapp.core.db import db
from summitapp.matchmaking.models import MeetingRound, MeetingSlot, Seat
from summitapp.matchmaking.queries.frame import slots_of
from summitapp.profiles import queries as profiles


def free_slots(round_: MeetingRound, registrations: Collection[int], now: datetime) -> list[MeetingSlot]:
    """Return the slots still to come in which all of these participants have nothing else."""
    taken = set(db.session.scalars(sa.select(Seat.slot_id).where(Seat.registration_id.in_(list(registrations)))))
    spans = [span for away in profiles.away_of(registrations).values() for span in away]
    return [one for one in slots_of(round_.id)
            if one.starts_at > now and one.id not in taken and not _meets(one, spans)]  # fmt: skip


def _meets(slot: MeetingSlot, spans: Iterable[tuple[datetime, datetime]]) -> bool:
    return any(begins < slot.ends_at and slot.starts_at < ends for begins, ends in spans)


def last_of(round_id: int) -> datetime | None:
    """Return when the last slot of a round begins."""
    return db.session.scalar(sa.select(sa.func.max(MeetingSlot.starts_at)).where(MeetingSlot.round_id == round_id))
