"""API tokens, and a short memory of the good ones."""

from datetime import timedelta
from time import monotonic
from typing import Final

import sqlalchemy as sa

from summitapp.accounts.models import ApiToken
from summitapp.accounts.values import SUMMIT, TokenScope
from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.security import Actor, GrantRef, digest, new_secret

TOKEN_MEMORY_SECONDS: Final = 5.0
MOST_REMEMBERED: Final = 1000


def create_token(name: str, scope: TokenScope, summit: str, lasts: timedelta) -> tuple[ApiToken, str]:
    """Make an API token; the secret is returned once and never again."""
    secret = f"sum_{new_secret(30)}"
    token = ApiToken(
        name=name,
        scope=scope,
        summit=summit,
        digest=digest(secret),
        created_at=now(),
        expires_at=now() + lasts,
    )
    db.session.add(token)
    record("token.created", token, summit=summit, scope=scope)
    return token, secret


def revoke_token(token: ApiToken) -> None:
    """End a token; it stops working within five seconds everywhere."""
    token.revoked_at = now()
    record("token.revoked", token, summit=token.summit)


class TokenMemory:
    """Remembers good tokens for five seconds, so that a busy scanner costs no query each time."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, Actor]] = {}

    def actor(self, secret: str) -> Actor | None:
        """Return the actor of a token, or ``None``."""
        key = digest(secret)
        held = self._known.get(key)
        if held is not None and held[0] > monotonic():
            return held[1]
        actor = _token_actor(key)
        if actor is None:
            self._known.pop(key, None)
            return None
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known[key] = (monotonic() + TOKEN_MEMORY_SECONDS, actor)
        return actor


def _token_actor(key: str) -> Actor | None:
    columns = sa.select(ApiToken.public_id, ApiToken.name, ApiToken.scope, ApiToken.summit)
    good = (ApiToken.digest == key) & ApiToken.revoked_at.is_(None) & (ApiToken.expires_at > now())
    row = db.session.execute(columns.where(good)).first()
    if row is None:
        return None
    grant = GrantRef(f"token:{row.scope.value}", SUMMIT, row.summit)
    return Actor("token", row.public_id, row.name, grants=frozenset({grant}))
