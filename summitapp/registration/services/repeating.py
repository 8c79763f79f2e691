"""A program may repeat its request: the same key gives the first answer again and writes nothing."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from summitapp.core.clock import now
from summitapp.core.db import db, table_of
from summitapp.core.security import acting
from summitapp.registration.models import IdempotencyKey
from summitapp.registration.values import IdempotencyConflict


def answer_once(key: str, body: bytes) -> Mapping[str, Any] | None:
    """Claim a key for this request, or return the answer the same request got before.

    A second request with the same key waits on PostgreSQL until the first has been committed.

    :raises IdempotencyConflict: if the key came with another body.
    """
    fingerprint, caller = sha256(body).hexdigest(), acting().reference
    table = table_of(IdempotencyKey)
    insert = postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    claim = insert(table).values(caller=caller, key=key, body=fingerprint, answer={}, created_at=now())
    connection = db.session.connection()
    if connection.execute(claim.on_conflict_do_nothing().returning(table.c.id)).first() is not None:
        return None
    kept = connection.execute(
        sa.select(table.c.body, table.c.answer).where(table.c.caller == caller, table.c.key == key)
    ).one()
    if kept.body != fingerprint:
        raise IdempotencyConflict
    answer: Mapping[str, Any] = kept.answer
    return answer


def remember_answer(key: str, answer: Mapping[str, Any]) -> None:
    """Keep the answer for the next request with this key."""
    table = table_of(IdempotencyKey)
    own = (table.c.caller == acting().reference) & (table.c.key == key)
    db.session.connection().execute(sa.update(table).where(own).values(answer=dict(answer)))
