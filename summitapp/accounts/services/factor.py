"""The second factor: one-time codes (TOTP, RFC 6238) and recovery codes."""

from datetime import datetime
from typing import Final

import pyotp

from summitapp.accounts import queries, rules
from summitapp.accounts.models import User
from summitapp.accounts.services.signing import account_digest, remember_failure
from summitapp.accounts.values import CodeRefused, TooManyAttempts
from summitapp.audit.services import record
from summitapp.core.clock import now
from summitapp.core.context import settings
from summitapp.core.db import lock
from summitapp.core.security import derive, digest, new_secret, seal, unseal

RECOVERY_CODES: Final = 10


def new_totp_secret() -> str:
    """Return a fresh secret to be shown once as a QR code."""
    return pyotp.random_base32()


def totp_address(user: User, secret: str) -> str:
    """Return the address that an authenticator application reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=user.email, issuer_name=settings().operator_in(user.language))


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
        queries.failures_since(account_digest(user.email), now() - rules.ATTEMPTS_WINDOW), now()
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
