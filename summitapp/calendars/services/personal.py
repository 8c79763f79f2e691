"""What is kept of somebody's calendar: handed over, and erased."""

from typing import Any

import sqlalchemy as sa

from summitapp.audit import services as audit
from summitapp.calendars import queries
from summitapp.calendars.models import CalendarChoice, Feed, SentInvitation
from summitapp.calendars.values import FeedKind
from summitapp.core.db import db


def export_personal(owner: str) -> dict[str, Any]:
    """Return how somebody wants to have their calendar, the feeds they had and the invitations they were sent.

    The addresses of feeds are secrets and not among it.
    """
    choice = queries.choice_of(owner)
    return {
        "choice": {"way": choice.way.value, "alarm": choice.alarm, "chosen_at": choice.chosen_at.isoformat()}
        if choice else None,
        "feeds": [_feed(one) for one in db.session.scalars(sa.select(Feed).where(_own(owner)).order_by(Feed.id))],
        "invitations": [
            {"uid": one.item["uid"], "method": one.method.value, "sequence": one.sequence, "title": one.item["title"],
             "sent_at": one.sent_at.isoformat()}
            for one in queries.invitations_of(owner)
        ],
    }  # fmt: skip


def _own(owner: str) -> sa.ColumnElement[bool]:
    return (Feed.kind == FeedKind.PERSONAL) & (Feed.owner == owner)


def _feed(feed: Feed) -> dict[str, Any]:
    return {
        "created_at": feed.created_at.isoformat(),
        "revoked_at": feed.revoked_at.isoformat() if feed.revoked_at else None,
        "last_fetched_at": feed.last_fetched_at.isoformat() if feed.last_fetched_at else None,
    }


def erase_personal(owner: str) -> None:
    """Delete every calendar feed somebody had, their choice and what was sent; the address answers 404 at once."""
    db.session.execute(sa.delete(Feed).where(_own(owner)))
    db.session.execute(sa.delete(CalendarChoice).where(CalendarChoice.owner == owner))
    db.session.execute(sa.delete(SentInvitation).where(SentInvitation.owner == owner))
    audit.write("feeds.erased", "directory.person", owner)
