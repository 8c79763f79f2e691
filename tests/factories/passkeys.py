"""A key in software: makes passkeys and signs with them, as a device would (W3C Web Authentication, Level 3)."""

import json
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

ORIGIN = "http://127.0.0.1"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def text_of(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def bytes_of(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class SoftKey:
    """One key pair on ES256; ``origin`` is the page it believes to be on."""

    origin: str = ORIGIN
    host: str = "127.0.0.1"
    count: int = 0
    verified: bool = True
    handle: bytes = b""
    id: bytes = field(default_factory=lambda: token_bytes(32))
    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, options: dict[str, Any]) -> str:
        """Answer ``navigator.credentials.create``."""
        self.handle = bytes_of(options["user"]["id"])
        number = self.private.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: number.x.to_bytes(32), -3: number.y.to_bytes(32)}
        own = bytes(16) + struct.pack(">H", len(self.id)) + self.id + cbor2.dumps(cose)
        seen = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": self._data(ATTESTED) + own})
        said = self._said("webauthn.create", options)
        return self._answer(clientDataJSON=said, attestationObject=seen)

    def sign(self, options: dict[str, Any], handle: bytes | None = None) -> str:
        """Answer ``navigator.credentials.get``."""
        said, seen = self._said("webauthn.get", options), self._data()
        signature = self.private.sign(seen + sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._answer(clientDataJSON=said, authenticatorData=seen, signature=signature,
                            userHandle=self.handle if handle is None else handle)  # fmt: skip

    def _data(self, more: int = 0) -> bytes:
        flags = PRESENT | more | (VERIFIED if self.verified else 0)
        return sha256(self.host.encode()).digest() + struct.pack(">BI", flags, self.count)

    def _said(self, kind: str, options: dict[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": options["challenge"], "origin": self.origin}).encode()

    def _answer(self, **parts: bytes) -> str:
        response: dict[str, Any] = {name: text_of(part) for name, part in parts.items()}
        return json.dumps({"id": text_of(self.id), "rawId": text_of(self.id), "type": "public-key",
                           "response": {**response, "transports": ["internal"]}, "clientExtensionResults": {}})  # fmt: skip
