"""Reading log-ins and grants."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from summitapp.accounts.models import ApiToken, Grant, LogInFailure, OneTimeCode, Passkey, SecretLink, User
from summitapp.accounts.values import SUMMIT, CodePurpose, Purpose, Role
from summitapp.core.db import db


def user_by_email(email: str) -> User | None:
    """Return the user of a normalised address; addresses compare without case."""
    return db.session.scalar(sa.select(User).where(User.email == email.lower()))


def user_by_reference(reference: str) -> User | None:
    """Return the user of a public id."""
    return db.session.scalar(sa.select(User).where(User.public_id == reference))


def names(references: set[str]) -> dict[str, str]:
    """Return public id → name, for showing who did something."""
    rows = db.session.execute(sa.select(User.public_id, User.name).where(User.public_id.in_(references)))
    return {row.public_id: row.name for row in rows}


def token_names(references: Collection[str]) -> dict[str, str]:
    """Return public id → name of programs' tokens."""
    rows = db.session.execute(sa.select(ApiToken.public_id, ApiToken.name).where(ApiToken.public_id.in_(references)))
    return {row.public_id: row.name for row in rows}


def grants_of_scope(kind: str, scope: str) -> list[Grant]:
    """Return the team of a scope with its users, owners first."""
    statement = (
        sa.select(Grant).join(Grant.user).options(sa.orm.contains_eager(Grant.user))
        .where(Grant.scope_kind == kind, Grant.scope == scope).order_by(User.name)
    )  # fmt: skip
    order = list(Role)
    return sorted(db.session.scalars(statement), key=lambda grant: order.index(grant.role))


def grant_of_summit(summit: str, reference: str) -> Grant | None:
    """Return one grant of a summit's team."""
    where = (Grant.scope_kind == SUMMIT) & (Grant.scope == summit) & (Grant.public_id == reference)
    return db.session.scalar(sa.select(Grant).where(where))


def grant_held(user: str, kind: str, scope: str) -> Grant | None:
    """Return the role that somebody, named by public id, holds in a scope."""
    where = (Grant.scope_kind == kind) & (Grant.scope == scope) & (User.public_id == user)
    return db.session.scalar(sa.select(Grant).join(Grant.user).where(where))


def owners(kind: str, scope: str) -> list[str]:
    """Return the public ids of the active owners of a scope."""
    where = (Grant.scope_kind == kind) & (Grant.scope == scope) & (Grant.role == Role.OWNER) & User.active
    return list(db.session.scalars(sa.select(User.public_id).join(Grant.user).where(where)))


def failures_since(account: str, since: datetime) -> list[datetime]:
    """Return the times of refused log-ins of an account."""
    where = (LogInFailure.account == account) & (LogInFailure.at > since)
    return list(db.session.scalars(sa.select(LogInFailure.at).where(where)))


def link_by_digest(purpose: Purpose, digest: str) -> SecretLink | None:
    """Return a secret link."""
    where = (SecretLink.purpose == purpose) & (SecretLink.digest == digest)
    return db.session.scalar(sa.select(SecretLink).where(where))


def link_by_reference(reference: str) -> SecretLink | None:
    """Return a secret link by its public id, as a session remembers it."""
    return db.session.scalar(sa.select(SecretLink).where(SecretLink.public_id == reference))


def links_since(purpose: Purpose, subject: str, since: datetime) -> int:
    """Return how many links of a kind were made for somebody since a moment."""
    where = (SecretLink.purpose == purpose) & (SecretLink.subject == subject) & (SecretLink.created_at > since)
    return db.session.scalar(sa.select(sa.func.count()).select_from(SecretLink).where(where)) or 0


def codes_since(subject: str, address: str, since: datetime) -> list[datetime]:
    """Return when one-time codes were sent to somebody, or to an address (its digest), since a moment."""
    same = (OneTimeCode.subject == subject) | (OneTimeCode.address == address)
    return list(db.session.scalars(sa.select(OneTimeCode.created_at).where(same, OneTimeCode.created_at > since)))


def last_code(subject: str, purpose: CodePurpose) -> OneTimeCode | None:
    """Return the one-time code somebody asked for last."""
    own = (OneTimeCode.subject == subject) & (OneTimeCode.purpose == purpose)
    return db.session.scalar(sa.select(OneTimeCode).where(own).order_by(OneTimeCode.id.desc()).limit(1))


def code_by_reference(reference: str) -> OneTimeCode | None:
    """Return a one-time code by its public id."""
    return db.session.scalar(sa.select(OneTimeCode).where(OneTimeCode.public_id == reference))


def passkeys_of(subject: str) -> list[Passkey]:
    """Return the passkeys of a person (public id), the oldest first."""
    return list(db.session.scalars(sa.select(Passkey).where(Passkey.subject == subject).order_by(Passkey.id)))


def passkey_by_reference(reference: str) -> Passkey | None:
    """Return a passkey by its public id, as a session remembers it."""
    return db.session.scalar(sa.select(Passkey).where(Passkey.public_id == reference))


def passkey_by_credential(credential: bytes) -> Passkey | None:
    """Return a passkey by the name its device gave it."""
    return db.session.scalar(sa.select(Passkey).where(Passkey.credential_id == credential))


def token_by_reference(reference: str) -> ApiToken | None:
    """Return an API token by its public id."""
    return db.session.scalar(sa.select(ApiToken).where(ApiToken.public_id == reference))


def tokens_of_summit(summit: str) -> list[ApiToken]:
    """Return the API tokens of a summit, newest first."""
    statement = sa.select(ApiToken).where(ApiToken.summit == summit).order_by(ApiToken.id.desc())
    return list(db.session.scalars(statement))


def demo_user_exists() -> bool:
    """Whether a demo log-in is in the database; production refuses to start then."""
    return bool(db.session.scalar(sa.select(sa.exists().where(User.is_demo))))
