"""A program may repeat its request: the same key gives the first answer again and writes nothing."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from summitapp.core.clock import now
from summitapp.core.db import db, table_of
from summitapp.core.security import acting
from summitapp.registration.models import IdempotencyKey
from summitapp.registration.values import IdempotencyConflict

_KEYS: Final = table_of(IdempotencyKey)
_OWN: Final = (_KEYS.c.caller == sa.bindparam("of")) & (_KEYS.c.key == sa.bindparam("name"))
_CLAIMS: Final[dict[str, Any]] = {
    "postgresql": postgresql.insert(_KEYS).on_conflict_do_nothing().returning(_KEYS.c.id),
    "sqlite": sqlite.insert(_KEYS).on_conflict_do_nothing().returning(_KEYS.c.id),
}
_KEPT: Final = sa.select(_KEYS.c.body, _KEYS.c.answer).where(_OWN)
_REMEMBER: Final = sa.update(_KEYS).where(_OWN).values(answer=sa.bindparam("answer"))


def answer_once(key: str, body: bytes) -> Mapping[str, Any] | None:
    """Claim a key for this request, or return the answer the same request got before.

    A second request with the same key waits on PostgreSQL until the first has been committed.

    :raises IdempotencyConflict: if the key came with another body.
    """
    fingerprint, caller = sha256(body).hexdigest(), acting().reference
    connection = db.session.connection()
    row = {"caller": caller, "key": key, "body": fingerprint, "answer": {}, "created_at": now()}
    if connection.execute(_CLAIMS[connection.dialect.name], row).first() is not None:
        return None
    kept = connection.execute(_KEPT, {"of": caller, "name": key}).one()
    if kept.body != fingerprint:
        raise IdempotencyConflict
    answer: Mapping[str, Any] = kept.answer
    return answer


def remember_answer(key: str, answer: Mapping[str, Any]) -> None:
    """Keep the answer for the next request with this key."""
    given = {"of": acting().reference, "name": key, "answer": dict(answer)}
    db.session.connection().execute(_REMEMBER, given)
