"""Revising entries, and opening and closing feeds."""

import base64
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from summitapp.audit import services as audit
from summitapp.calendars import queries, rules
from summitapp.calendars.models import CalendarEntry, Feed
from summitapp.calendars.values import EntryFacts, EntryState, FeedKind
from summitapp.core.clock import now
from summitapp.core.context import settings
from summitapp.core.db import db, insert_missing, table_of
from summitapp.core.security import derive, digest, new_reference


def revise(entries: Iterable[EntryFacts]) -> dict[str, EntryState]:
    """Bring the ledger up to what the owners of things say, and return its states by subject.

    Call it before mails are composed, so that they carry the new SEQUENCE.
    """
    wanted = {facts.subject: facts for facts in entries}
    known = queries.states_of(wanted)
    moment = now()
    states = {subject: rules.revise_entry(known.get(subject), facts, moment) for subject, facts in wanted.items()}
    table = table_of(CalendarEntry)
    if fresh := [_row(state) for subject, state in states.items() if subject not in known]:
        # two mails that are written at the same moment may both be the first to speak of a thing
        db.session.execute(insert_missing(table), fresh)
    if changed := [state for subject, state in states.items() if subject in known and state is not known[subject]]:
        statement = sa.update(table).where(table.c.subject == sa.bindparam("of"))
        db.session.connection().execute(
            statement.values({name: sa.bindparam(name) for name in _CHANGING}),
            [{"of": state.subject, **{name: value for name, value in _row(state).items() if name in _CHANGING}}
             for state in changed],
        )  # fmt: skip
        db.session.expire_all()
    return states


_CHANGING = ("sequence", "fingerprint", "text_mark", "status", "last_modified")


def _row(state: EntryState) -> dict[str, object]:
    return {name: getattr(state, name) for name in ("subject", "uid", "created_at", *_CHANGING)}


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


def export_personal(owner: str) -> list[dict[str, Any]]:
    """Return the calendar feeds somebody had; their addresses are secrets and not among it."""
    own = (Feed.kind == FeedKind.PERSONAL) & (Feed.owner == owner)
    return [
        {"created_at": feed.created_at.isoformat(),
         "revoked_at": feed.revoked_at.isoformat() if feed.revoked_at else None,
         "last_fetched_at": feed.last_fetched_at.isoformat() if feed.last_fetched_at else None}
        for feed in db.session.scalars(sa.select(Feed).where(own).order_by(Feed.id))
    ]  # fmt: skip


def erase_personal(owner: str) -> None:
    """Delete every calendar feed somebody had; their address answers 404 at once."""
    db.session.execute(sa.delete(Feed).where(Feed.kind == FeedKind.PERSONAL, Feed.owner == owner))
    audit.write("feeds.erased", "directory.person", owner)


def note_fetches(fetched: Iterable[tuple[str, datetime]]) -> None:
    """Write down when feeds were last fetched: ``(public id of the feed, instant)``; no trail is kept of it."""
    table = table_of(Feed)
    rows = [{"of": reference, "at": moment} for reference, moment in fetched]
    if rows:
        statement = sa.update(table).where(table.c.public_id == sa.bindparam("of"))
        db.session.connection().execute(statement.values(last_fetched_at=sa.bindparam("at")), rows)
