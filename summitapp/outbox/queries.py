"""Reading the outbox."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from summitapp.core.db import db
from summitapp.outbox.models import OutboxMessage
from summitapp.outbox.values import MessageState


def by_reference(reference: str) -> OutboxMessage | None:
    """Return one message."""
    return db.session.scalar(sa.select(OutboxMessage).where(OutboxMessage.public_id == reference))


def due(now: datetime, limit: int = 200, *, alone: bool = False) -> list[str]:
    """Return the references of messages that wait and whose time has come; ``alone``: only those of no batch."""
    waiting = (OutboxMessage.state == MessageState.PENDING) & (OutboxMessage.due_at <= now)
    if alone:
        waiting &= (OutboxMessage.batch == "") & OutboxMessage.claimed_at.is_(None)
    statement = sa.select(OutboxMessage.public_id).where(waiting).order_by(OutboxMessage.id).limit(limit)
    return list(db.session.scalars(statement))


def failed_of_summit(summit: str) -> int:
    """Return how many mails of a summit could not be delivered."""
    failed = (OutboxMessage.summit == summit) & (OutboxMessage.state == MessageState.FAILED)
    return db.session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage).where(failed)) or 0


def of_person(person: str, summit: str, limit: int = 50) -> list[OutboxMessage]:
    """Return the mails to a person about a summit, the newest first."""
    own = (OutboxMessage.person == person) & (OutboxMessage.summit == summit)
    return list(db.session.scalars(sa.select(OutboxMessage).where(own).order_by(OutboxMessage.id.desc()).limit(limit)))


def of_summit(summit: str, reference: str) -> OutboxMessage | None:
    """Return one message of a summit."""
    own = (OutboxMessage.summit == summit) & (OutboxMessage.public_id == reference)
    return db.session.scalar(sa.select(OutboxMessage).where(own))


def batch_states(batches: Collection[str]) -> dict[str, dict[MessageState, int]]:
    """Return how many mails of each batch stand in each state."""
    counted = (
        sa.select(OutboxMessage.batch, OutboxMessage.state, sa.func.count())
        .where(OutboxMessage.batch.in_(list(batches)))
        .group_by(OutboxMessage.batch, OutboxMessage.state)
    )
    found: dict[str, dict[MessageState, int]] = {batch: {} for batch in batches}
    for batch, state, number in db.session.execute(counted) if batches else ():
        found[batch][state] = number
    return found


def written_to(people: Collection[str], template: str) -> set[str]:
    """Return which of these people, by public id, were sent a mail of this template; one that still waits was not sent."""
    sent = (OutboxMessage.template == template) & (OutboxMessage.state == MessageState.SENT)
    found = sa.select(OutboxMessage.person).where(OutboxMessage.person.in_(people), sent)
    return set(db.session.scalars(found))


def waits_for(person: str, template: str, summit: str) -> bool:
    """Whether a mail of this template to somebody, about a summit, is written down and has not left yet."""
    same = (OutboxMessage.person == person) & (OutboxMessage.template == template) & (OutboxMessage.summit == summit)
    unsent = OutboxMessage.state.in_((MessageState.PENDING, MessageState.HELD)) & OutboxMessage.claimed_at.is_(None)
    return db.session.scalar(sa.select(OutboxMessage.id).where(same, unsent).limit(1)) is not None
