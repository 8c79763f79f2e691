"""Loading entries and feeds."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from summitapp.calendars.models import CalendarChoice, CalendarEntry, Feed, SentInvitation
from summitapp.calendars.values import CalendarItem, Delivery, EntryState, FeedKind, Sent
from summitapp.core.db import db, table_of
from summitapp.core.security import digest

_AT_ONCE = 500
_entry = table_of(CalendarEntry)
_STATES: Final = sa.select(*(_entry.c[field.name] for field in fields(EntryState))).where(
    _entry.c.subject.in_(sa.bindparam("subjects", expanding=True))
)


def states_of(subjects: Iterable[str]) -> dict[str, EntryState]:
    """Return what the ledger holds of these subjects; those it does not know are left out."""
    wanted, found = list(dict.fromkeys(subjects)), {}
    connection = db.session.connection()
    for start in range(0, len(wanted), _AT_ONCE):
        for row in connection.execute(_STATES, {"subjects": wanted[start : start + _AT_ONCE]}):
            found[row.subject] = EntryState(*row)
    return found


def feed_of_token(token: str) -> Feed | None:
    """Return the standing feed of a secret address."""
    return db.session.scalar(sa.select(Feed).where(Feed.digest == digest(token), Feed.revoked_at.is_(None)))


def feed_with_alarm(token: str) -> tuple[Feed, int | None] | None:
    """Return the standing feed of a secret address, and how many minutes before an event its owner is reminded."""
    own = (Feed.digest == digest(token)) & Feed.revoked_at.is_(None)
    statement = sa.select(Feed, CalendarChoice.alarm).outerjoin(CalendarChoice, CalendarChoice.owner == Feed.owner)
    row = db.session.execute(statement.where(own)).first()
    return (row[0], row[1]) if row is not None else None


def feed_of_reference(reference: str) -> Feed | None:
    """Return a standing feed by its public id."""
    return db.session.scalar(sa.select(Feed).where(Feed.public_id == reference, Feed.revoked_at.is_(None)))


def choice_of(owner: str) -> CalendarChoice | None:
    """Return how somebody chose to have their calendar."""
    return db.session.scalar(sa.select(CalendarChoice).where(CalendarChoice.owner == owner))


def follows_by_itself(owner: str) -> bool:
    """Whether somebody's calendar hears of changes anyway: it is invited by mail, or it fetches a feed.

    A file in a mail would stand beside it a second time.
    """
    choice = choice_of(owner)
    if choice is not None and choice.way is Delivery.MAIL:
        return True
    feed = standing_feed(FeedKind.PERSONAL, owner)
    return feed is not None and feed.last_fetched_at is not None


def due_choices(moment: datetime, limit: int) -> Sequence[str]:
    """Return the owners for whom it has to be looked at whether something must be sent, the longest waiting first."""
    waiting = CalendarChoice.due_at.is_not(None) & (CalendarChoice.due_at <= moment)
    statement = sa.select(CalendarChoice.owner).where(waiting).order_by(CalendarChoice.due_at, CalendarChoice.id)
    return db.session.scalars(statement.limit(limit)).all()


def invitations_of(owner: str) -> Sequence[SentInvitation]:
    """Return the invitations somebody was sent."""
    statement = sa.select(SentInvitation).where(SentInvitation.owner == owner).order_by(SentInvitation.id)
    return db.session.scalars(statement).all()


def invitation_of(owner: str, subject: str) -> SentInvitation | None:
    """Return the invitation to one entry."""
    own = (SentInvitation.owner == owner) & (SentInvitation.subject == subject)
    return db.session.scalar(sa.select(SentInvitation).where(own))


def sent_to(owner: str) -> dict[str, Sent]:
    """Return what somebody was last mailed about each entry."""
    return {
        one.subject: Sent(one.method, one.sequence, one.entry_sequence, CalendarItem.of(one.item))
        for one in invitations_of(owner)
    }


def standing_feed(kind: FeedKind, owner: str) -> Feed | None:
    """Return the feed somebody has at present."""
    return db.session.scalar(
        sa.select(Feed).where(Feed.kind == kind, Feed.owner == owner, Feed.revoked_at.is_(None))
    )  # fmt: skip
