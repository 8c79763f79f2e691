"""Loading entries and feeds."""

from collections.abc import Iterable

import sqlalchemy as sa

from summitapp.calendars.models import CalendarEntry, Feed
from summitapp.calendars.values import EntryState, FeedKind
from summitapp.core.db import db
from summitapp.core.security import digest

_AT_ONCE = 500


def states_of(subjects: Iterable[str]) -> dict[str, EntryState]:
    """Return what the ledger holds of these subjects; those it does not know are left out."""
    wanted, found = list(dict.fromkeys(subjects)), {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        for entry in db.session.scalars(sa.select(CalendarEntry).where(CalendarEntry.subject.in_(part))):
            found[entry.subject] = entry.state
    return found


def feed_of_token(token: str) -> Feed | None:
    """Return the standing feed of a secret address."""
    return db.session.scalar(sa.select(Feed).where(Feed.digest == digest(token), Feed.revoked_at.is_(None)))


def standing_feed(kind: FeedKind, owner: str) -> Feed | None:
    """Return the feed somebody has at present."""
    return db.session.scalar(
        sa.select(Feed).where(Feed.kind == kind, Feed.owner == owner, Feed.revoked_at.is_(None))
    )  # fmt: skip
