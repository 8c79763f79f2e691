"""What people said of their meetings."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from summitapp.core.db import db
from summitapp.hall.models import Outcome
from summitapp.hall.values import Held
from summitapp.matchmaking.models import Meeting, MeetingRound
from summitapp.outbox.models import OutboxMessage
from summitapp.registration.models import Registration
from summitapp.summits.models import Summit


def outcome_of(meeting_id: int, registration_id: int) -> Outcome | None:
    """Return what one of those at a table said, as it is in the database now."""
    pair = (Outcome.meeting_id == meeting_id) & (Outcome.registration_id == registration_id)
    return db.session.scalar(sa.select(Outcome).where(pair).execution_options(populate_existing=True))


def outcomes_of(registration_id: int) -> dict[int, Outcome]:
    """Return everything somebody said at one summit, by the row id of the meeting."""
    rows = db.session.scalars(sa.select(Outcome).where(Outcome.registration_id == registration_id))
    return {one.meeting_id: one for one in rows}


def said_of(meeting_ids: Collection[int]) -> dict[int, dict[int, Outcome]]:
    """Return what was said of these meetings: row id of the meeting → row id of the registration → outcome."""
    found: dict[int, dict[int, Outcome]] = {}
    if meeting_ids:
        for one in db.session.scalars(sa.select(Outcome).where(Outcome.meeting_id.in_(sorted(meeting_ids)))):
            found.setdefault(one.meeting_id, {})[one.registration_id] = one
    return found


def held_in(round_id: int) -> dict[int, dict[int, Held]]:
    """Return whether the meetings of a round took place, as each of those at the tables said."""
    statement = (
        sa.select(Outcome.meeting_id, Outcome.registration_id, Outcome.held)
        .join(Meeting, Meeting.id == Outcome.meeting_id).where(Meeting.round_id == round_id)
    )  # fmt: skip
    found: dict[int, dict[int, Held]] = {}
    for row in db.session.execute(statement):
        found.setdefault(row.meeting_id, {})[row.registration_id] = row.held
    return found


def in_round(round_id: int) -> Sequence[Outcome]:
    """Return every outcome of a round."""
    statement = sa.select(Outcome).join(Meeting, Meeting.id == Outcome.meeting_id).where(Meeting.round_id == round_id)
    return db.session.scalars(statement.order_by(Outcome.id)).all()


def of_person(person_id: int) -> Sequence[Outcome]:
    """Return everything somebody ever said of a meeting, with the meeting and its slot."""
    statement = (
        sa.select(Outcome).join(Registration, Registration.id == Outcome.registration_id)
        .where(Registration.person_id == person_id).options(joinedload(Outcome.meeting).joinedload(Meeting.slot))
        .order_by(Outcome.id)
    )  # fmt: skip
    return db.session.scalars(statement).all()


def left(summit_id: int) -> int:
    """Return how many outcomes of a summit are kept."""
    statement = (
        sa.select(sa.func.count(Outcome.id)).join(Meeting, Meeting.id == Outcome.meeting_id)
        .join(MeetingRound, MeetingRound.id == Meeting.round_id).where(MeetingRound.summit_id == summit_id)
    )  # fmt: skip
    return db.session.scalar(statement) or 0


def rounds_on(moment: datetime) -> list[int]:
    """Return the row ids of the rounds of summits that are on at a moment, a day before and after included."""
    near = (Summit.starts_on <= moment.date() + timedelta(days=1)) & (Summit.ends_on >= moment.date() - timedelta(days=1))
    statement = sa.select(MeetingRound.id).join(MeetingRound.summit).where(near, MeetingRound.version > 0)
    return list(db.session.scalars(statement.order_by(MeetingRound.id)))


def mailed_on(summit: str, batch: str) -> set[str]:
    """Return, by public id, who was written to in an evening already."""
    statement = sa.select(OutboxMessage.person).where(OutboxMessage.batch == batch, OutboxMessage.summit == summit)
    return set(db.session.scalars(statement))
