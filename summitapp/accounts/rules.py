"""Pure decisions about log-ins."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from unicodedata import decimal

from summitapp.core.text import fold

ATTEMPTS_WINDOW: Final = timedelta(minutes=15)
MOST_ATTEMPTS: Final = 8
LEAST_PASSWORD: Final = 12
MOST_PASSWORD: Final = 256
LOG_IN_LINK_LASTS: Final = timedelta(minutes=20)
SET_UP_LINK_LASTS: Final = timedelta(days=7)
SECOND_STEP_LASTS: Final = timedelta(minutes=10)
MOST_LINKS: Final = 3
TOTP_STEP: Final = 30
CODE_DIGITS: Final = 6
CODE_LASTS: Final = timedelta(minutes=10)
CODE_ATTEMPTS: Final = 5
CODE_PAUSE: Final = timedelta(seconds=60)
CODES_WINDOW: Final = timedelta(days=1)
MOST_CODES: Final = 10
CHALLENGE_LASTS: Final = timedelta(minutes=5)
MOST_PASSKEYS: Final = 10
CODES_KEPT: Final = timedelta(days=2)


def too_many_attempts(failures: Iterable[datetime], now: datetime) -> bool:
    """Whether the account has to rest: eight failures within fifteen minutes."""
    return sum(1 for at in failures if at > now - ATTEMPTS_WINDOW) >= MOST_ATTEMPTS


def password_is_strong(password: str, email: str) -> bool:
    """Whether a password may be used: twelve characters, not the address, not one character repeated."""
    if not LEAST_PASSWORD <= len(password) <= MOST_PASSWORD or len(set(password)) < 4:
        return False
    return fold(password) not in {fold(email), fold(email.split("@")[0])}


def link_is_good(now: datetime, expires_at: datetime, used_at: datetime | None, revoked_at: datetime | None,
                 single_use: bool) -> bool:  # fmt: skip
    """Whether a secret link may be opened."""
    return expires_at > now and revoked_at is None and not (single_use and used_at is not None)


def totp_step(now: datetime) -> int:
    """Return the number of the time step of RFC 6238 that ``now`` lies in."""
    return int(now.timestamp()) // TOTP_STEP


def keeps_an_owner(owners: Iterable[str], leaving: str) -> bool:
    """Whether an owner remains when ``leaving`` is one no more."""
    return any(owner != leaving for owner in owners)


def next_code_at(asked: Iterable[datetime], now: datetime) -> datetime | None:
    """Return from when on another one-time code may be sent: now if it is past, ``None`` if not within a day's time.

    A minute lies between two codes, and there are ten a day at most: with five attempts each, one in twenty
    thousand guesses their way in within a day.

    :param asked: when codes were sent, to this person or this address.
    """
    recent = sorted(at for at in asked if at > now - CODES_WINDOW)
    if len(recent) >= MOST_CODES:
        return None
    return recent[-1] + CODE_PAUSE if recent else now


def code_is_open(now: datetime, expires_at: datetime, used_at: datetime | None, attempts: int) -> bool:
    """Whether a one-time code can still be typed in."""
    return expires_at > now and used_at is None and attempts < CODE_ATTEMPTS


def challenge_is_open(now: datetime, asked_at: datetime, last_used_at: datetime | None = None) -> bool:
    """Whether the answer to a challenge still counts.

    Signing in with a passkey uses up every challenge that was made before, so that an answer somebody recorded
    opens nothing, whatever session it is sent with.
    """
    return asked_at <= now < asked_at + CHALLENGE_LASTS and (last_used_at is None or last_used_at < asked_at)


def digits_of(text: str) -> str:
    """Return the digits of what somebody typed, whatever stands between them."""
    return "".join(str(decimal(sign)) for sign in text if sign.isdecimal())


def spaced(code: str) -> str:
    """Return a code as people read it: ``123 456``."""
    return f"{code[:3]} {code[3:]}"
