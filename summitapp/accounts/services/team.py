"""Who works for a summit: accounts, roles and invitations."""

import sqlalchemy as sa

from summitapp.accounts import queries, rules
from summitapp.accounts.models import Grant, User
from summitapp.accounts.services.signing import passwords
from summitapp.accounts.values import DELEGATION, PLATFORM, SUMMIT, LastOwner, Role
from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.db import db
from summitapp.core.text import as_language
from summitapp.outbox.services import enqueue


def create_user(
    email: str, name: str, *, language: str = "en", password: str | None = None, is_demo: bool = False
) -> User:
    """Add somebody who may sign in; without a password they need a set-up link."""
    user = User(email=email.lower(), name=name, language=as_language(language), created_at=now(), is_demo=is_demo)
    if password is not None:
        user.password_hash = passwords().hash(password)
    db.session.add(user)
    record("account.created", user)
    return user


def give_role(user: User, role: Role, scope: str, *, kind: str = SUMMIT, summit: str = "") -> Grant:
    """Give ``user`` a role in a summit or, with ``kind``, in a part of one; or change the one held.

    :param scope: public id of the summit or the part.
    :param summit: public id of the summit whose organisers read of it, where ``scope`` is only a part of it.
    :raises LastOwner: if that would leave the summit without an owner.
    """
    db.session.flush()
    summit = summit or scope
    held = next((g for g in user.grants if g.scope_kind == kind and g.scope == scope), None)
    if held is None:
        held = Grant(user=user, role=role, scope_kind=kind, scope=scope, given_at=now())
        db.session.add(held)
        record(f"{_circle(kind)}.added", held, summit=summit, role=role, user=user.public_id)
        return held
    if held.role is not role:
        _keep_an_owner(held)
        before, held.role = held.role, role
        record(f"{_circle(kind)}.changed", held, summit=summit, role=(before, role), user=user.public_id)
    return held


def _circle(kind: str) -> str:
    """Return what the audit calls those who hold roles of a kind."""
    return "coordinator" if kind == DELEGATION else "team"


def make_platform_owner(user: User) -> None:
    """Let ``user`` make summits and see all of them."""
    if not any(grant.scope_kind == PLATFORM for grant in user.grants):
        held = Grant(user=user, role=Role.OWNER, scope_kind=PLATFORM, scope="", given_at=now())
        db.session.add(held)
        record("team.added", held, role=Role.OWNER, user=user.public_id)


def remove_role(grant: Grant, summit: str = "") -> None:
    """Take a role away and end the sessions of whoever held it.

    :param summit: public id of the summit whose organisers read of it, where the scope is only a part of it.
    :raises LastOwner: if that would leave the summit without an owner.
    """
    _keep_an_owner(grant)
    record(f"{_circle(grant.scope_kind)}.removed", grant, summit=summit or grant.scope, role=grant.role,
           user=grant.user.public_id)  # fmt: skip
    grant.user.epoch += 1
    db.session.delete(grant)


def _keep_an_owner(grant: Grant) -> None:
    if grant.role is not Role.OWNER or grant.scope_kind != SUMMIT:
        return
    # Two owners who remove each other at once must not both succeed: every grant of the scope is locked.
    scope = (Grant.scope_kind == grant.scope_kind) & (Grant.scope == grant.scope)
    db.session.execute(sa.select(Grant.id).where(scope).order_by(Grant.id).with_for_update())
    if not rules.keeps_an_owner(queries.owners(grant.scope_kind, grant.scope), grant.user.public_id):
        raise LastOwner


def invite(email: str, name: str, role: Role, summit: str, language: str, summit_name: str = "") -> Grant:
    """Give a role to an address; somebody new gets a link to set the account up.

    :raises LastOwner: if the address is that of the last owner, and the role another one.
    """
    user = queries.user_by_email(email) or create_user(email, name, language=language)
    grant = give_role(user, role, summit)
    enqueue("accounts/invitation", to=user.email, language=user.language, summit=summit,
            references={"user": user.public_id, "grant": grant.public_id, "summit": summit,
                        "summit_name": summit_name})  # fmt: skip
    return grant
