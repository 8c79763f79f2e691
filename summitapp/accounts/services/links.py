"""Secret links: only their digests are stored."""

from datetime import timedelta

import sqlalchemy as sa

from summitapp.accounts import queries, rules
from summitapp.accounts.models import SecretLink
from summitapp.accounts.services.passkeys import end_passkeys, hand_over_passkeys
from summitapp.accounts.values import LinkInvalid, OpenedLink, Purpose
from summitapp.core.clock import now
from summitapp.core.db import db, lock, writing
from summitapp.core.security import digest, new_secret
from summitapp.outbox.services import note_secret


def mint_link(purpose: Purpose, subject: str, lasts: timedelta, *, single_use: bool) -> str:
    """Return a fresh secret for ``subject`` (a public id); only its digest is stored."""
    secret = new_secret()
    note_secret(secret)
    moment = now()
    db.session.add(SecretLink(purpose=purpose, subject=subject, digest=digest(secret), single_use=single_use,
                              created_at=moment, expires_at=moment + lasts))  # fmt: skip
    return secret


def open_link(purpose: Purpose, secret: str, *, consume: bool = False) -> OpenedLink:
    """Look a secret link up; ``consume`` marks it as used, so that a single-use one works no more.

    :raises LinkInvalid: if it is unknown, used up, ended or too old.
    """
    found = queries.link_by_digest(purpose, digest(secret))
    if found is None:
        raise LinkInvalid
    if consume and writing():
        found = lock(SecretLink, found.id)
    if not rules.link_is_good(now(), found.expires_at, found.used_at, found.revoked_at, found.single_use):
        raise LinkInvalid
    if consume:
        found.used_at = now()
    return OpenedLink(found.public_id, found.subject, found.expires_at)


def end_links(subject: str, purpose: Purpose | None = None) -> None:
    """End every link of a subject, its passkeys with those to My summit, and the sessions that were opened by one."""
    ended = sa.update(SecretLink).where(SecretLink.subject == subject, SecretLink.revoked_at.is_(None))
    if purpose is not None:
        ended = ended.where(SecretLink.purpose == purpose)
    db.session.execute(ended.values(revoked_at=now()))
    if purpose in (None, Purpose.MANAGE):
        end_passkeys(subject)


def hand_over_links(old: str, new: str) -> None:
    """Let the links and passkeys of one subject open another that has turned out to be the same."""
    db.session.execute(sa.update(SecretLink).where(SecretLink.subject == old).values(subject=new))
    hand_over_passkeys(old, new)
