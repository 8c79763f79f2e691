"""What accounts keep of somebody: told on request, erased on request, forgotten in time."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from summitapp.accounts import queries
from summitapp.accounts.models import Grant, OneTimeCode, Passkey, SecretLink, User
from summitapp.audit.services import write
from summitapp.core.db import db


def export_personal(subjects: Collection[str], email: str) -> dict[str, Any]:
    """Return the links, codes and passkeys that were made for these public ids, and the account of an address.

    No secret is among it: only digests are kept, and of a passkey the public half.
    """
    links = sa.select(SecretLink).where(SecretLink.subject.in_(subjects)).order_by(SecretLink.id)
    codes = sa.select(OneTimeCode).where(OneTimeCode.subject.in_(subjects)).order_by(OneTimeCode.id)
    passkeys = sa.select(Passkey).where(Passkey.subject.in_(subjects)).order_by(Passkey.id)
    user = queries.user_by_email(email) if email else None
    return {
        "links": [
            {"purpose": one.purpose.value, "created_at": one.created_at.isoformat(),
             "expires_at": one.expires_at.isoformat(), "used_at": one.used_at.isoformat() if one.used_at else None}
            for one in db.session.scalars(links)
        ],
        "codes": [{"created_at": one.created_at.isoformat()} for one in db.session.scalars(codes)],
        "passkeys": [
            {"name": one.name, "created_at": one.created_at.isoformat(), "transports": one.transports,
             "last_used_at": one.last_used_at.isoformat() if one.last_used_at else None}
            for one in db.session.scalars(passkeys)
        ],
        "account": _account(user) if user is not None else None,
    }  # fmt: skip


def _account(user: User) -> dict[str, Any]:
    return {
        "name": user.name, "email": user.email, "language": user.language, "created_at": user.created_at.isoformat(),
        "last_seen_at": user.last_seen_at.isoformat() if user.last_seen_at else None,
        "roles": [grant.role.value for grant in user.grants],
    }  # fmt: skip


def erase_personal(subjects: Collection[str], email: str) -> None:
    """Delete the links, codes and passkeys made for these public ids, and an account of the address that has no role left."""
    db.session.execute(sa.delete(SecretLink).where(SecretLink.subject.in_(subjects)))
    db.session.execute(sa.delete(OneTimeCode).where(OneTimeCode.subject.in_(subjects)))
    db.session.execute(sa.delete(Passkey).where(Passkey.subject.in_(subjects)))
    user = queries.user_by_email(email) if email else None
    if user is not None and not user.grants:
        delete_user(user)


def delete_user(user: User) -> None:
    """Remove an account for good; the trail keeps what it did under its opaque name."""
    reference = user.public_id
    db.session.execute(sa.delete(SecretLink).where(SecretLink.subject == reference))
    db.session.execute(sa.delete(OneTimeCode).where(OneTimeCode.subject == reference))
    db.session.delete(user)
    db.session.flush()
    write("account.erased", "accounts.user", reference)


def idle_users(scope: str, over: Collection[str], since: datetime) -> list[User]:
    """Return who worked for a scope (public id) that is over, has a role in none that is not, and stays away.

    :param over: the public ids of every scope that is over for long enough.
    """
    here = sa.select(Grant.user_id).where(Grant.scope == scope)
    elsewhere = sa.select(Grant.user_id).where(Grant.scope.not_in(over))
    quiet = (User.last_seen_at.is_(None) | (User.last_seen_at < since)) & (User.created_at < since)
    return list(db.session.scalars(sa.select(User).where(User.id.in_(here), User.id.not_in(elsewhere), quiet)))
