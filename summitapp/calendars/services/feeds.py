"""Opening, renewing and closing feeds, and noting when they were fetched."""

import base64
from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from summitapp.audit import services as audit
from summitapp.calendars import queries
from summitapp.calendars.models import Feed
from summitapp.calendars.values import FeedKind
from summitapp.core.clock import now
from summitapp.core.context import settings
from summitapp.core.db import db, table_of
from summitapp.core.security import derive, digest, new_reference


def open_feed(kind: FeedKind, owner: str) -> Feed:
    """Return the feed of ``owner``, made now if there is none."""
    feed = queries.standing_feed(kind, owner)
    if feed is None:
        reference = new_reference()
        feed = Feed(public_id=reference, kind=kind, owner=owner, digest=digest(_token(reference)), created_at=now())
        db.session.add(feed)
        audit.record("feed.opened", feed)
    return feed


def token_of(feed: Feed) -> str:
    """Return the secret of a feed's address, so that its owner can see it again."""
    return _token(feed.public_id)


def _token(reference: str) -> str:
    secret = derive(settings().secret_key, f"calendar feed {reference}", 24)
    return base64.urlsafe_b64encode(secret).decode()


def renew_feed(kind: FeedKind, owner: str) -> Feed:
    """Give a feed a new address; the old one stops at once."""
    close_feed(kind, owner)
    return open_feed(kind, owner)


def close_feed(kind: FeedKind, owner: str) -> None:
    """Let the address of a feed stop, if there is one."""
    feed = queries.standing_feed(kind, owner)
    if feed is not None:
        feed.revoked_at = now()
        audit.record("feed.closed", feed)


def note_fetches(fetched: Iterable[tuple[str, datetime]]) -> None:
    """Write down when feeds were last fetched: ``(public id of the feed, instant)``; no trail is kept of it."""
    table = table_of(Feed)
    rows = [{"of": reference, "at": moment} for reference, moment in fetched]
    if rows:
        statement = sa.update(table).where(table.c.public_id == sa.bindparam("of"))
        db.session.connection().execute(statement.values(last_fetched_at=sa.bindparam("at")), rows)
