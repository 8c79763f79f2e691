"""Counting what the overview shows; one question for each figure."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from summitapp.agenda.models import AgendaSession, AgendaVersion, Slot
from summitapp.agenda.values import SessionState, VersionState
from summitapp.badges.models import Badge
from summitapp.badges.values import BadgeState
from summitapp.core.db import db
from summitapp.delegations.models import Delegation
from summitapp.directory.models import City
from summitapp.outbox.models import OutboxMessage
from summitapp.outbox.values import MessageState
from summitapp.summits.models import Summit

PAGE = 50


def cities(summit_id: int) -> dict[str, int]:
    """Return how many cities sent a delegation, by country."""
    statement = (
        sa.select(City.country, sa.func.count(sa.distinct(City.id)))
        .join(Delegation, Delegation.city_id == City.id)
        .where(Delegation.summit_id == summit_id)
        .group_by(City.country)
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


def sessions(summit_id: int) -> tuple[int, int]:
    """Return how many sessions are planned, and how many of them have a time in the draft."""
    standing = (AgendaSession.summit_id == summit_id) & (AgendaSession.state != SessionState.CANCELLED)
    planned = db.session.scalar(sa.select(sa.func.count(AgendaSession.id)).where(standing)) or 0
    placed = db.session.scalar(
        sa.select(sa.func.count(sa.distinct(Slot.session_id)))
        .join(Slot.version).join(AgendaSession, AgendaSession.id == Slot.session_id)
        .where(AgendaVersion.summit_id == summit_id, AgendaVersion.state == VersionState.DRAFT, standing)
    )  # fmt: skip
    return planned, placed or 0


def badges_to_print(summit_id: int) -> int:
    """Return how many valid badges were never printed."""
    where = (Badge.summit_id == summit_id) & (Badge.state == BadgeState.ACTIVE) & Badge.printed_at.is_(None)
    return db.session.scalar(sa.select(sa.func.count(Badge.id)).where(where)) or 0


def messages(summit: Summit, state: str, page: int) -> tuple[Sequence[Any], int]:
    """Return a page of the mails of a summit, the newest first, and how many there are."""
    where = OutboxMessage.summit == summit.public_id
    if state in list(MessageState):
        where &= OutboxMessage.state == MessageState(state)
    found = db.session.scalar(sa.select(sa.func.count(OutboxMessage.id)).where(where)) or 0
    rows = sa.select(OutboxMessage).where(where).order_by(OutboxMessage.id.desc())
    return db.session.scalars(rows.limit(PAGE).offset((page - 1) * PAGE)).all(), found


def mail_states(summit: Summit) -> dict[str, int]:
    """Return how many mails of a summit stand in each state."""
    statement = sa.select(OutboxMessage.state, sa.func.count()).where(OutboxMessage.summit == summit.public_id)
    return {row[0].value: row[1] for row in db.session.execute(statement.group_by(OutboxMessage.state))}
