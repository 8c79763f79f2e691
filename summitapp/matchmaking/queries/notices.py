"""Changes of plans that nobody was told of yet, and those that concern one participant."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from summitapp.core.db import db
from summitapp.matchmaking.models import Attendee, Meeting, MeetingChange, MeetingRequest, MeetingRound
from summitapp.matchmaking.queries.plan import WHOLE
from summitapp.matchmaking.values import RoundPhase, Scheduling
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit
from summitapp.summits.values import SummitState

_FIRM = sa.or_(MeetingRound.phase.in_([RoundPhase.PUBLISHED, RoundPhase.FROZEN]),
               sa.and_(MeetingRound.scheduling == Scheduling.AT_ONCE,
                       MeetingRound.phase.in_([RoundPhase.OPEN, RoundPhase.CLOSED])))  # fmt: skip


def rounds_untold() -> list[str]:
    """Return the public ids of rounds with changes of which people are still to be told."""
    rows = (
        sa.select(MeetingRound.public_id).join(MeetingChange, MeetingChange.round_id == MeetingRound.id)
        .join(MeetingRound.summit).where(MeetingChange.told_at.is_(None), _FIRM, Summit.state != SummitState.ARCHIVED)
        .distinct()
    )  # fmt: skip
    return list(db.session.scalars(rows))


def untold(round_id: int) -> list[MeetingChange]:
    """Return the changes of a round that nobody was told of yet, the oldest first, with everybody concerned."""
    people = joinedload(Attendee.registration).options(joinedload(Registration.person), joinedload(Registration.summit))
    whole = (
        joinedload(MeetingChange.meeting).joinedload(Meeting.request).selectinload(MeetingRequest.attendees).options(people),
        joinedload(MeetingChange.meeting).selectinload(Meeting.seats),
    )  # fmt: skip
    statement = sa.select(MeetingChange).where(MeetingChange.round_id == round_id, MeetingChange.told_at.is_(None))
    return list(db.session.scalars(statement.options(*whole).order_by(MeetingChange.id)))


def changes_for(registration_id: int, since: datetime) -> list[MeetingChange]:
    """Return what changed of a participant's meetings from a moment on, the oldest first."""
    theirs = sa.select(Attendee.request_id).where(Attendee.registration_id == registration_id)
    statement = (
        sa.select(MeetingChange).join(MeetingChange.meeting)
        .where(Meeting.request_id.in_(theirs), MeetingChange.at >= since)
        .options(joinedload(MeetingChange.meeting).options(*WHOLE), selectinload(MeetingChange.meeting, Meeting.seats))
        .order_by(MeetingChange.id)
    )  # fmt: skip
    return list(db.session.scalars(statement))
