"""When a message may be tried again, and what may be kept of it."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

#: What stands for a secret link wherever a mail is shown again.
LINK: Final = "‹link›"

MOST_ATTEMPTS: Final = 8
CLAIM_LASTS: Final = timedelta(minutes=5)


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """Return when to try again after ``attempts`` failures, or ``None`` when it is time to give up.

    Waits one minute, then twice as long each time: eight attempts span two hours.
    """
    return None if attempts >= MOST_ATTEMPTS else now + timedelta(minutes=2 ** (attempts - 1))


def may_claim(claimed_at: datetime | None, now: datetime) -> bool:
    """Whether a worker may take the message; a claim whose worker died runs out."""
    return claimed_at is None or claimed_at < now - CLAIM_LASTS


def mask(text: str, secrets: Iterable[str]) -> str:
    """Return ``text`` with every address that holds one of ``secrets`` replaced by ``‹link›``."""
    for secret in secrets:
        if secret:
            text = re.sub(rf"[^\s<>\"']*{re.escape(secret)}[^\s<>\"']*", LINK, text)
    return text
