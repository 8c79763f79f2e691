"""Passwords, log-in links and what lies between the first and the second step.

Hashing takes a third of a second and is never done while the database is locked for writing:
:func:`check_password` is called before the first write of a request.
"""

import sqlalchemy as sa

from summitapp.accounts import queries, rules
from summitapp.accounts.models import LogInFailure, User
from summitapp.accounts.values import LogInRefused, PasswordTooWeak, Purpose, TooManyAttempts
from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.context import extension, settings
from summitapp.core.db import db, end_read, remember, table_of
from summitapp.core.security import Passwords, derive, digest
from summitapp.core.text import as_language
from summitapp.outbox.services import enqueue


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
    account = account_digest(email)
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
    values = {"account": account_digest(email), "at": now()}
    remember(lambda: db.session.execute(sa.insert(table_of(LogInFailure)), values))


def account_digest(email: str) -> str:
    """Return under what name refused attempts of an address are counted; known and unknown ones alike."""
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
