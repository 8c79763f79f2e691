"""Who acts, and how secrets are kept. Imports no Flask, so that values may name an ``Actor``."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from summitapp.core.text import Language

NONCE_BYTES: Final = 12


@dataclass(frozen=True, slots=True)
class GrantRef:
    """A role held within a scope; ``scope`` is an opaque public id, empty for the whole platform."""

    role: str
    kind: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks. A frozen value: rights are read once a request and do not change under it.

    :param kind: ``user`` signed in · ``person`` came by a secret link · ``token`` an API client ·
        ``device`` an enrolled scanner ·
        ``system`` a job or the command line · ``anonymous``.
    :param reference: opaque public id of the user, person or token; a name for ``system``.
    :param person: public id of the :class:`directory.Person` this actor is, if any.
    """

    kind: Literal["user", "person", "token", "device", "system", "anonymous"]
    reference: str = ""
    name: str = ""
    person: str = ""
    language: Language | None = None
    grants: frozenset[GrantRef] = field(default_factory=frozenset)

    @property
    def signed_in(self) -> bool:
        """Whether we know who this is."""
        return self.kind != "anonymous"

    def holds(self, *roles: str, kind: str, scope: str) -> bool:
        """Whether one of ``roles`` was given for this scope, or for the whole platform."""
        return any(
            grant.role in roles and ((grant.kind == kind and grant.scope == scope) or grant.kind == "platform")
            for grant in self.grants
        )


ANONYMOUS: Final = Actor("anonymous")
_acting: ContextVar[Actor] = ContextVar("acting", default=ANONYMOUS)


def acting() -> Actor:
    """Return who acts now; anonymous when nobody said."""
    return _acting.get()


def system_actor(name: str) -> Actor:
    """Return the named actor of a job or a command, for the audit trail."""
    return Actor("system", reference=name, name=name)


def become(actor: Actor) -> None:
    """Say who acts from here to the end of the enclosing :func:`acting_as`."""
    _acting.set(actor)


@contextmanager
def acting_as(actor: Actor) -> Iterator[Actor]:
    """Let ``actor`` be who acts until the block ends."""
    token = _acting.set(actor)
    try:
        yield actor
    finally:
        _acting.reset(token)


class Passwords:
    """Argon2id password hashes (RFC 9106) whose cost is a setting."""

    def __init__(self, time_cost: int, memory_kib: int, parallelism: int) -> None:
        self._hasher = PasswordHasher(time_cost, memory_kib, parallelism)

    @cached_property
    def _nobody(self) -> str:
        """The hash of a password that nobody has; made at the first use, since most commands check none."""
        return self._hasher.hash(secrets.token_hex(16))

    def hash(self, password: str) -> str:
        """Return the encoded hash to store."""
        return self._hasher.hash(password)

    def verify(self, encoded: str | None, password: str) -> bool:
        """Whether ``password`` is right. Without a hash the same work is done and the answer is no,

        so that the time taken does not tell whether an address is known.
        """
        nobody = self._nobody  # made even where it is not needed, or the first refusal would take twice as long
        try:
            right = self._hasher.verify(encoded or nobody, password)
        except (VerificationError, InvalidHashError):
            return False
        return right and encoded is not None


def new_secret(bytes_: int = 24) -> str:
    """Return an URL-safe secret of ``8 × bytes_`` bits."""
    return secrets.token_urlsafe(bytes_)


def new_reference() -> str:
    """Return an opaque public id: 20 lower-case base-32 symbols, 100 bits."""
    return base64.b32encode(secrets.token_bytes(13)).decode()[:20].lower()


def digest(secret: str) -> str:
    """Return what is stored of a random secret: its SHA-256 in hex. Not for passwords."""
    return hashlib.sha256(secret.encode()).hexdigest()


def same(left: str, right: str) -> bool:
    """Compare two secrets in constant time."""
    return hmac.compare_digest(left.encode(), right.encode())


def derive(key: str | bytes, purpose: str, length: int = 32) -> bytes:
    """Return ``length`` bytes bound to ``purpose`` (HKDF-SHA-256, RFC 5869)."""
    material = key.encode() if isinstance(key, str) else key
    return HKDF(SHA256(), length, salt=None, info=purpose.encode()).derive(material)


def seal(key: bytes, plain: bytes, context: str = "") -> bytes:
    """Encrypt with AES-256-GCM under a fresh nonce; ``context`` is bound but not hidden."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, context.encode())


def unseal(key: bytes, sealed: bytes, context: str = "") -> bytes:
    """Open what :func:`seal` made.

    :raises ValueError: if the key, the context or the bytes are not those of the sealing.
    """
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context.encode())
    except InvalidTag as error:
        raise ValueError("the sealed value cannot be opened") from error
