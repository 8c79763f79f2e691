"""Signing in, teams, secret links and tokens.

Hashing takes a third of a second and is never done while the database is locked for writing:
:func:`check_password` is called before the first write of a request.
"""

from datetime import datetime, timedelta
from time import monotonic
from typing import Final

import pyotp
import sqlalchemy as sa

from summitapp.accounts import queries, rules
from summitapp.accounts.models import ApiToken, Grant, LogInFailure, SecretLink, User
from summitapp.accounts.values import (
    PLATFORM,
    SUMMIT,
    CodeRefused,
    LastOwner,
    LinkInvalid,
    LogInRefused,
    OpenedLink,
    PasswordTooWeak,
    Purpose,
    Role,
    TokenScope,
    TooManyAttempts,
)  # fmt: skip
from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.context import extension, settings
from summitapp.core.db import db, end_read, lock, remember, table_of, writing
from summitapp.core.security import (
    Actor,
    GrantRef,
    Passwords,
    derive,
    digest,
    new_secret,
    seal,
    unseal,
)  # fmt: skip
from summitapp.core.text import as_language
from summitapp.outbox.services import enqueue

RECOVERY_CODES: Final = 10
TOKEN_MEMORY_SECONDS: Final = 5.0
MOST_REMEMBERED: Final = 1000


# --- users and their grants ---------------------------------------------------------------------


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


def give_role(user: User, role: Role, summit: str) -> Grant:
    """Give ``user`` a role in a summit, or change the one held.

    :raises LastOwner: if that would leave the summit without an owner.
    """
    db.session.flush()
    held = next((g for g in user.grants if g.scope_kind == SUMMIT and g.scope == summit), None)
    if held is None:
        held = Grant(user=user, role=role, scope_kind=SUMMIT, scope=summit, given_at=now())
        db.session.add(held)
        record("team.added", held, summit=summit, role=role, user=user.public_id)
        return held
    if held.role is not role:
        _keep_an_owner(held)
        before, held.role = held.role, role
        record("team.changed", held, summit=summit, role=(before, role), user=user.public_id)
    return held


def make_platform_owner(user: User) -> None:
    """Let ``user`` make summits and see all of them."""
    if not any(grant.scope_kind == PLATFORM for grant in user.grants):
        held = Grant(user=user, role=Role.OWNER, scope_kind=PLATFORM, scope="", given_at=now())
        db.session.add(held)
        record("team.added", held, role=Role.OWNER, user=user.public_id)


def remove_role(grant: Grant) -> None:
    """Take a role away.

    :raises LastOwner: if that would leave the summit without an owner.
    """
    _keep_an_owner(grant)
    record("team.removed", grant, summit=grant.scope, role=grant.role, user=grant.user.public_id)
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


# --- signing in ---------------------------------------------------------------------------------


def passwords() -> Passwords:
    """Return the password hasher of the application at hand."""
    hasher: Passwords = extension("passwords")
    return hasher


def check_password(email: str, password: str) -> str:
    """Return the public id of the user whose address and password these are.

    A refused attempt is remembered even though the request is rolled back.

    :raises TooManyAttempts: if the account was tried too often.
    :raises LogInRefused: if they do not fit; an unknown address takes as long and sounds the same.
    """
    account = _account_digest(email)
    if rules.too_many_attempts(queries.failures_since(account, now() - rules.ATTEMPTS_WINDOW), now()):
        raise TooManyAttempts
    user = queries.user_by_email(email)
    encoded = user.password_hash if user is not None and user.active else None
    reference = user.public_id if user is not None else ""
    end_read()  # hashing is slow; nobody must wait for us meanwhile
    if not passwords().verify(encoded, password):
        remember_failure(email)
        raise LogInRefused
    return reference


def remember_failure(email: str) -> None:
    """Count a refused log-in of an address, in a unit of work of its own once this one has fallen."""
    values = {"account": _account_digest(email), "at": now()}
    remember(lambda: db.session.execute(sa.insert(table_of(LogInFailure)), values))


def _account_digest(email: str) -> str:
    return digest(derive(settings().secret_key, "log-in failures").hex() + email.lower())


def signed_in(user: User) -> None:
    """Write down that somebody signed in."""
    user.last_seen_at = now()
    record("account.signed_in", user)


def check_own_password(user: User, password: str) -> None:
    """Pass when ``password`` is that of somebody who is signed in already.

    :raises LogInRefused: if it is not. :raises TooManyAttempts: if it was tried too often.
    """
    check_password(user.email, password)


def hash_new_password(password: str, email: str) -> str:
    """Return the hash to store. Slow: call it before the first write, the read is given back meanwhile.

    :raises PasswordTooWeak: if it is too short or the address.
    """
    if not rules.password_is_strong(password, email):
        raise PasswordTooWeak
    end_read()
    return passwords().hash(password)


def set_password(user: User, password: str) -> None:
    """Choose a new password; call it before the first write.

    :raises PasswordTooWeak: if it is too short or the address.
    """
    store_password(user, hash_new_password(password, user.email))


def store_password(user: User, encoded: str) -> None:
    """Store the hash of a new password; every other session of the user ends."""
    user.password_hash = encoded
    user.epoch += 1
    record("account.password_set", user)


def change_profile(user: User, name: str, language: str) -> None:
    """Change the name and the language of the mails."""
    before, user.name, user.language = user.language, name.strip(), as_language(language)
    record("account.changed", user, name=True, language=(before, user.language))


def send_log_in_link(email: str) -> None:
    """Mail a log-in link if somebody has this address; the answer to the asker is the same."""
    user = queries.user_by_email(email)
    if user is None or not user.active:
        return
    since = now() - rules.LOG_IN_LINK_LASTS
    if queries.links_since(Purpose.LOG_IN, user.public_id, since) >= rules.MOST_LINKS:
        return  # nobody's letter box is filled by a stranger
    enqueue("accounts/log_in", to=user.email, language=user.language, references={"user": user.public_id})
    record("account.link_asked", user)


def half_way(user: User) -> str:
    """Return what a session remembers between the password and the second factor."""
    until = int((now() + rules.SECOND_STEP_LASTS).timestamp())
    return f"{user.public_id}:{user.epoch}:{until}"


def user_half_way(text: str) -> User | None:
    """Return who is between the password and the second factor, unless that took too long."""
    reference, _, rest = text.partition(":")
    epoch, _, until = rest.partition(":")
    user = queries.user_by_reference(reference)
    if user is None or not user.active or str(user.epoch) != epoch or now().timestamp() > int(until):
        return None
    return user


# --- the second factor (TOTP, RFC 6238) ---------------------------------------------------------


def new_totp_secret() -> str:
    """Return a fresh secret to be shown once as a QR code."""
    return pyotp.random_base32()


def totp_address(user: User, secret: str) -> str:
    """Return the address that an authenticator application reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=user.email, issuer_name=settings().operator)


def seal_for(user: User, secret: str) -> str:
    """Return a secret so that a cookie may carry it."""
    return seal(_totp_key(), secret.encode(), f"cookie {user.public_id}").hex()


def unseal_for(user: User, sealed: str) -> str:
    """Open what :func:`seal_for` made.

    :raises CodeRefused: if it was made for somebody else.
    """
    try:
        return unseal(_totp_key(), bytes.fromhex(sealed), f"cookie {user.public_id}").decode()
    except ValueError as error:
        raise CodeRefused from error


def enable_totp(user: User, secret: str, code: str) -> list[str]:
    """Turn the second factor on; returns the recovery codes, shown once.

    :raises CodeRefused: if ``code`` does not fit ``secret``.
    """
    if not pyotp.TOTP(secret).verify(code, valid_window=1):
        raise CodeRefused
    codes = [f"{new_secret(4)[:5]}-{new_secret(4)[:5]}".lower() for _ in range(RECOVERY_CODES)]
    user.totp_sealed = seal(_totp_key(), secret.encode(), user.public_id)
    user.totp_last_step = rules.totp_step(now())
    user.recovery_digests = [digest(one) for one in codes]
    record("account.second_factor_enabled", user)
    return codes


def disable_totp(user: User) -> None:
    """Turn the second factor off."""
    user.totp_sealed, user.recovery_digests = None, []
    record("account.second_factor_disabled", user)


def check_totp(user: User, code: str) -> None:
    """Accept a code once; a recovery code is used up.

    :raises CodeRefused: if it does not fit or was used before. :raises TooManyAttempts: after eight failures.
    """
    if rules.too_many_attempts(
        queries.failures_since(_account_digest(user.email), now() - rules.ATTEMPTS_WINDOW), now()
    ):
        raise TooManyAttempts
    user = lock(User, user.id)
    if user.totp_sealed is None:
        return
    given = code.strip().lower().replace(" ", "")
    if digest(given) in user.recovery_digests:
        user.recovery_digests = [one for one in user.recovery_digests if one != digest(given)]
        record("account.recovery_code_used", user)
        return
    totp = pyotp.TOTP(unseal(_totp_key(), user.totp_sealed, user.public_id).decode())
    for step in (rules.totp_step(now()) + drift for drift in (-1, 0, 1)):
        if step > user.totp_last_step and totp.verify(
            given, for_time=datetime.fromtimestamp(step * rules.TOTP_STEP, now().tzinfo)
        ):
            user.totp_last_step = step
            record("account.second_factor_used", user)
            return
    remember_failure(user.email)
    raise CodeRefused


def _totp_key() -> bytes:
    return derive(settings().secret_key, "totp")


# --- secret links -------------------------------------------------------------------------------


def mint_link(purpose: Purpose, subject: str, lasts: timedelta, *, single_use: bool) -> str:
    """Return a fresh secret for ``subject`` (a public id); only its digest is stored."""
    secret = new_secret()
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
    """End every link of a subject, and the sessions that were opened by one."""
    ended = sa.update(SecretLink).where(SecretLink.subject == subject, SecretLink.revoked_at.is_(None))
    if purpose is not None:
        ended = ended.where(SecretLink.purpose == purpose)
    db.session.execute(ended.values(revoked_at=now()))


def hand_over_links(old: str, new: str) -> None:
    """Let the links of one subject open another that has turned out to be the same."""
    db.session.execute(sa.update(SecretLink).where(SecretLink.subject == old).values(subject=new))


# --- API tokens ---------------------------------------------------------------------------------


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


# --- who a session belongs to -------------------------------------------------------------------


def identifier(user: User) -> str:
    """Return what a session remembers of a user; a raised epoch ends it."""
    return f"user:{user.public_id}:{user.epoch}"


def actor_of(user: User) -> Actor:
    """Return the actor a user is."""
    grants = frozenset(GrantRef(grant.role.value, grant.scope_kind, grant.scope) for grant in user.grants)
    return Actor("user", user.public_id, user.name, language=as_language(user.language), grants=grants)


def actor_of_identifier(text: str) -> Actor | None:
    """Return the actor of a session: a user, or a person who came by a manage link that still holds."""
    kind, _, rest = text.partition(":")
    if kind == "user":
        reference, _, epoch = rest.partition(":")
        user = queries.user_by_reference(reference)
        good = user is not None and user.active and str(user.epoch) == epoch
        return actor_of(user) if user is not None and good else None
    if kind == "link":
        link = queries.link_by_reference(rest)
        if link is None or link.revoked_at is not None or link.expires_at <= now():
            return None
        return Actor("person", link.subject, person=link.subject)
    return None
