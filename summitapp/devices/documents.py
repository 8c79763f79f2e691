"""The roster as bytes: records sealed one by one, and the frame in which they travel.

``SAR1`` · u32 length of the header · the header (UTF-8 JSON) · records · notes · standings of 22 bytes. Big endian. A record is
u16 length of the rest · 16 bytes look-up · 40 bytes wrapped key, where the device holds the key of its role · 12 bytes
nonce · AES-256-GCM. A note has a key of its own. What is sealed is padded, so that its length tells no name.

``SAR2``, for whoever asks for it, tells a whole roster where its people stand by sheets behind the standings, one for each
point: u8 point · who was here, a bit for each record in its order, the first one highest · who is inside, likewise · u32
seconds for each who was here. A fifth of what standings take, where many have passed.
"""

import base64
import json
import secrets
import struct
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from summitapp.core.security import NONCE_BYTES, derive
from summitapp.devices.values import Lock

MAGIC: Final = b"SAR1"
WITH_SHEETS: Final = b"SAR2"
KEY_BYTES: Final = 32
FIRST_STEP: Final = 160
STEP: Final = 64
INSIDE: Final = 1
WAS_HERE: Final = 2
#: Points are told by one byte, moments by four.
MOST_POINTS: Final = 256
_LAST_SECOND: Final = 2**32 - 1
_LENGTH, _HEADER = struct.Struct(">H"), struct.Struct(">I")
_STANDING: Final = struct.Struct(">16sBBI")


def record_key(token: str) -> bytes:
    """Return the key under which the record of a badge is sealed; only the badge itself leads to it."""
    return derive(token, "record", KEY_BYTES)


def as_json(value: Any) -> bytes:
    """Return what is sealed, as short as it can be written."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def padded(plain: bytes) -> bytes:
    """Return ``plain`` with spaces behind it, up to the next of few lengths."""
    over = max(0, len(plain) - FIRST_STEP)
    return plain.ljust(FIRST_STEP + -(-over // STEP) * STEP)


def seal_plain(key: bytes, plain: bytes) -> bytes:
    """Return nonce and ciphertext; the nonce is new each time."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, padded(plain), None)


def wrap(role_key: bytes | None, key: bytes) -> bytes | None:
    """Return a key wrapped by that of a role (AES-KW, RFC 3394); nothing while no device needs one."""
    return aes_key_wrap(role_key, key) if role_key is not None else None


def seal_note(aid_key: bytes, note: Mapping[str, Any]) -> bytes:
    """Return a note for first aid with its own key, wrapped by that of first aid in front of it."""
    key = secrets.token_bytes(KEY_BYTES)
    return aes_key_wrap(aid_key, key) + seal_plain(key, as_json(note))


def frame(lookup: bytes, wrapped: bytes | None, sealed: bytes) -> bytes:
    """Return one record or note as it travels."""
    rest = lookup + (wrapped or b"") + sealed
    return _LENGTH.pack(len(rest)) + rest


def standing(lookup: bytes, point: int, inside: bool, since: datetime) -> bytes:
    """Return where somebody stands, in 22 bytes.

    :param point: place of the point in the header.
    """
    bits = (INSIDE if inside else 0) | WAS_HERE
    return _STANDING.pack(lookup, point, bits, _seconds(since))


def _seconds(moment: datetime) -> int:
    return min(max(0, int(moment.timestamp())), _LAST_SECOND)


def sheet(point: int, people: int, stood: Mapping[int, tuple[bool, datetime]]) -> bytes:
    """Return where everybody stands at one point.

    :param people: how many records there are. :param stood: place among the records → whether inside, and since when.
    """
    here, inside = bytearray(-(-people // 8)), bytearray(-(-people // 8))
    for place, (is_inside, _since) in stood.items():
        bit = 0x80 >> place % 8
        here[place // 8] |= bit
        inside[place // 8] |= bit if is_inside else 0
    times = [_seconds(stood[place][1]) for place in sorted(stood)]
    return b"".join([bytes([point]), here, inside, struct.pack(f">{len(times)}I", *times)])


def write_roster(
    header: Mapping[str, Any], records: Iterable[bytes], notes: Iterable[bytes], standings: Iterable[bytes],
    sheets: Iterable[bytes] | None = None,
) -> bytes:  # fmt: skip
    """Return the whole answer. :param sheets: nothing for whoever does not read them."""
    told = as_json(header)
    magic = MAGIC if sheets is None else WITH_SHEETS
    return b"".join([magic, _HEADER.pack(len(told)), told, *records, *notes, *standings, *(sheets or ())])


def told_lock(lock: Lock | None) -> dict[str, Any] | None:
    """Return a lock as JSON data, its bytes in base 64."""
    if lock is None:
        return None
    return {"salt": base64.b64encode(lock.salt).decode(), "iterations": lock.iterations,
            "wrapped": base64.b64encode(lock.wrapped).decode()}  # fmt: skip
