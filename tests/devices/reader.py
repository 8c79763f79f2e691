"""A reader of rosters written from their description alone: it shares nothing with what writes them."""

import json
import struct
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap


def _hkdf(token: str, purpose: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, b"", purpose).derive(token.encode())


@dataclass
class Sealed:
    """One record or note."""

    lookup: bytes
    wrapped: bytes
    nonce: bytes
    ciphertext: bytes

    def by_token(self, token: str) -> Any:
        """Open it with the badge."""
        return self._open(_hkdf(token, b"record", 32))

    def by_role_key(self, key: bytes) -> Any:
        """Open it with the key of a role."""
        return self._open(aes_key_unwrap(key, self.wrapped))

    def _open(self, key: bytes) -> Any:
        return json.loads(AESGCM(key).decrypt(self.nonce, self.ciphertext, None))


@dataclass
class Roster:
    """What came."""

    header: dict[str, Any]
    records: dict[bytes, Sealed] = field(default_factory=dict)
    notes: dict[bytes, Sealed] = field(default_factory=dict)
    standings: list[tuple[bytes, int, int, int]] = field(default_factory=list)

    def of(self, token: str) -> Sealed:
        """Return the record of a badge."""
        return self.records[_hkdf(token, b"lookup", 16)]


def lookup(token: str) -> bytes:
    """Return under which name a badge is known."""
    return _hkdf(token, b"lookup", 16)


def read(body: bytes) -> Roster:
    """Read all of it; anything left over is a fault."""
    assert body[:4] in (b"SAR1", b"SAR2")
    (length,) = struct.unpack(">I", body[4:8])
    header = json.loads(body[8:8 + length].decode("utf-8"))
    found, at = Roster(header), 8 + length
    for kind, number, keyed in (("records", header["records"], header["wrapped"]), ("notes", header["notes"], True)):
        for _ in range(number):
            (size,) = struct.unpack(">H", body[at:at + 2])
            part, at = body[at + 2:at + 2 + size], at + 2 + size
            cut = 16 + (40 if keyed else 0)
            sealed = Sealed(part[:16], part[16:cut], part[cut:cut + 12], part[cut + 12:])
            getattr(found, kind)[sealed.lookup] = sealed
    for _ in range(header["standings"]):
        found.standings.append(struct.unpack(">16sBBI", body[at:at + 22]))
        at += 22
    names = list(found.records)
    for _ in range(header.get("sheets", 0) if body[:4] == b"SAR2" else 0):
        point, wide = body[at], (len(names) + 7) // 8
        here, inside = (int.from_bytes(body[at + 1 + n * wide:at + 1 + (n + 1) * wide], "big") for n in (0, 1))
        at += 1 + 2 * wide
        for place, name in enumerate(names):
            mark = 1 << (8 * wide - 1 - place)
            if here & mark:
                found.standings.append((name, point, 3 if inside & mark else 2, *struct.unpack(">I", body[at:at + 4])))
                at += 4
    assert at == len(body)
    return found
