"""How a badge code is made, checked and read back from what somebody typed or scanned.

The code has 24 random symbols (117 bits) and a check character after ISO 7064, hybrid system
MOD 31,30, which finds every single wrong symbol and nearly every swapped pair, so that a typing
mistake at the desk is told from an unknown badge.
"""

import hashlib
from collections.abc import Callable, Iterable
from typing import Final, Protocol, TypeVar

from summitapp.badges.values import ALPHABET, CODE_LENGTH, CONTACT_LENGTH, TOKEN_LENGTH, BadgeState
from summitapp.core.text import Language, as_language, fold

_PLACE: Final = {symbol: place for place, symbol in enumerate(ALPHABET)}
_FAIR: Final = 256 - 256 % len(ALPHABET)
# Case, the Turkish pair of i, and letters that people read into a code; gaps are dropped.
_READ: Final = str.maketrans(
    {"ı": "1", "İ": "1", "i": "1", "I": "1", "l": "1", "L": "1", "o": "0", "O": "0",
     **dict.fromkeys(" \t\r\n-–—.\xa0\u200b\ufeff", "")}
)


class HasState(Protocol):
    """Anything with the state of a badge."""

    @property
    def state(self) -> BadgeState: ...


B = TypeVar("B", bound=HasState)


def check_character(symbols: str) -> str:
    """Return the character that makes ``symbols`` a valid code (ISO 7064, MOD 31,30)."""
    size = len(ALPHABET)
    carry = size
    for symbol in symbols:
        carry = (carry + _PLACE[symbol]) % size or size
        carry = carry * 2 % (size + 1)
    return ALPHABET[(size + 1 - carry) % size]


def make_token(random_bytes: Callable[[int], bytes]) -> str:
    """Return a fresh code of 24 evenly drawn symbols and its check character.

    :param random_bytes: source of randomness, such as :func:`secrets.token_bytes`.
    """
    symbols = ""
    while len(symbols) < TOKEN_LENGTH:
        drawn = (byte for byte in random_bytes(2 * TOKEN_LENGTH) if byte < _FAIR)
        symbols += "".join(ALPHABET[byte % len(ALPHABET)] for byte in drawn)
    symbols = symbols[:TOKEN_LENGTH]
    return symbols + check_character(symbols)


def as_symbols(number: bytes) -> str:
    """Return bytes as symbols of the code's alphabet with a check character, for a code that people may type."""
    size = len(ALPHABET)
    left, symbols = int.from_bytes(number, "big"), ""
    for _ in range(-(-len(number) * 8 * 1000 // 4907)):  # a symbol holds log2(30) = 4.907 bits
        left, place = divmod(left, size)
        symbols += ALPHABET[place]
    return symbols + check_character(symbols)


def normalise(text: str) -> str:
    """Return what was typed or scanned as the code it means; case and gaps do not matter."""
    return "".join(char.upper() if char.isascii() else char for char in text.translate(_READ))


def read_code(text: str) -> str | None:
    """Return the code in ``text``, or None when it cannot be one (length, symbols, check)."""
    return _read(text, CODE_LENGTH)


def read_contact_code(text: str) -> str | None:
    """Return the contact code in ``text``, also out of the address on the back of a badge, or None."""
    return _read(text.rstrip("/").rpartition("/")[2], CONTACT_LENGTH)


def _read(text: str, length: int) -> str | None:
    if len(text) > 4 * length:
        return None
    code = normalise(text)
    if len(code) != length or any(symbol not in _PLACE for symbol in code):
        return None
    return code if check_character(code[:-1]) == code[-1] else None


def grouped(code: str, size: int = 5) -> str:
    """Return the code in groups, as it is printed for people who have to type it."""
    return " ".join(code[start:start + size] for start in range(0, len(code), size))


def active_badge(badges: Iterable[B]) -> B | None:
    """Return the one badge that opens doors, or None; a revoked badge never does."""
    return next((badge for badge in badges if badge.state is BadgeState.ACTIVE), None)


def serial(registration_code: str, number: int) -> str:
    """Return what staff call a badge: the registration's code and which badge of it this is."""
    return registration_code if number == 1 else f"{registration_code}/{number}"


# --- functions in another language ----------------------------------------------------------------


def wording_key(function: str) -> str:
    """Return under what a function is known: case, accents and gaps do not matter."""
    return hashlib.sha256(" ".join(fold(function).split()).encode()).hexdigest()


def contains(source: str, text: str) -> bool:
    """Whether what somebody looks for stands in a function, whatever its case and accents."""
    return fold(text) in fold(source)


def target_language(source: str, default: str) -> Language:
    """Return into which language a function is translated on badges: German into Turkish, all else into German or the summit's.

    >>> target_language("de", "de"), target_language("tr", "tr"), target_language("en", "tr")
    ('tr', 'de', 'tr')
    """
    other: dict[str, Language] = {"de": "tr", "tr": "de"}
    return other.get(source) or (as_language(default) if default != source else "de")
