"""Revising entries, and opening and closing feeds."""

import base64
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Final

import sqlalchemy as sa

from summitapp.audit import services as audit
from summitapp.calendars import queries, rules
from summitapp.calendars.models import CalendarEntry, Feed
from summitapp.calendars.values import EntryFacts, EntryState, FeedKind
from summitapp.core.clock import now
from summitapp.core.context import extension, settings
from summitapp.core.db import db, table_of
from summitapp.core.security import derive, digest, new_reference

FETCHED: Final = "calendars.fetched"
NOTED_FOR: Final = timedelta(minutes=10)
MOST_NOTED: Final = 10_000
_noted: dict[str, datetime] = {}
_lock = Lock()


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
        db.session.execute(sa.insert(table), fresh)
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
    return {name: getattr(state, name) for name in ("subject", "uid", *_CHANGING)}


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


def note_fetch(reference: str) -> None:
    """Take note that a feed was fetched, so that its owner can see it.

    Reading writes nothing, so a job does; at most once in a while for each feed, as phones ask often.

    :param reference: public id of the feed.
    """
    moment = now()
    with _lock:
        if moment - _noted.get(reference, datetime.min.replace(tzinfo=UTC)) < NOTED_FOR:
            return
        if len(_noted) >= MOST_NOTED:
            _noted.clear()
        _noted[reference] = moment
    extension("jobs").wake(FETCHED, reference)


def write_fetch(reference: str) -> None:
    """Write down that a feed was fetched just now; no trail is kept of it."""
    table = table_of(Feed)
    db.session.execute(sa.update(table).where(table.c.public_id == reference).values(last_fetched_at=now()))
