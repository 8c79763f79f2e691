"""The address by which somebody says no to reminders: nothing is stored for it, and nobody can make one up."""

import base64
import hashlib
import hmac
from typing import Final

from summitapp.core.security import derive, same

_REFERENCE: Final = 20
_MARK: Final = 26
PURPOSE: Final = "mailings.opt_out"


def write_token(key: str, summit: str, reference: str) -> str:
    """Return the token of a person and a summit (both by public id); it holds as long as the key does."""
    return f"{summit}{reference}{_mark(key, summit, reference)}"


def read_token(key: str, token: str) -> tuple[str, str] | None:
    """Return summit and person of a token, or None if it was not made with this key."""
    summit, reference, mark = token[:_REFERENCE], token[_REFERENCE : 2 * _REFERENCE], token[2 * _REFERENCE :]
    if not token.isascii() or len(mark) != _MARK:
        return None
    return (summit, reference) if same(mark, _mark(key, summit, reference)) else None


def _mark(key: str, summit: str, reference: str) -> str:
    raw = hmac.new(derive(key, PURPOSE), f"{summit}:{reference}".encode(), hashlib.sha256).digest()
    return base64.b32encode(raw).decode()[:_MARK].lower()
