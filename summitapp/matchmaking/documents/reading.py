"""Takes JSON apart and names the key that is missing or wrong."""

import gzip
import json
import zlib
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from typing import Any, Final

from summitapp.matchmaking.values.plan import Id, InstanceFault

GZIP: Final = b"\x1f\x8b"
NOUNS: Final = {int: "a whole number", str: "text", bool: "true or false", list: "a list", dict: "an object"}


def parse(raw: bytes) -> "Node":
    """Return the JSON object in ``raw``, which may be gzipped.

    :raises InstanceFault: it is none.
    """
    try:
        text = gzip.decompress(raw) if raw.startswith(GZIP) else raw
        found = json.loads(text)
    except (OSError, EOFError, zlib.error) as error:
        raise InstanceFault("not_gzip", f"the file is no whole gzip file: {error}") from error
    except (ValueError, RecursionError) as error:
        raise InstanceFault("not_json", f"the file is no JSON: {error}") from error
    if not isinstance(found, dict):
        raise InstanceFault("not_an_object", "the file must hold one JSON object")
    return Node("", found)


def write(found: Mapping[str, Any]) -> bytes:
    """Return JSON that is the same for the same values."""
    return (json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


class Node:
    """An object of the file, which knows where it stands."""

    __slots__ = ("_held", "_where")

    def __init__(self, where: str, held: Mapping[str, Any]) -> None:
        self._where, self._held = where, held

    def key(self, name: str) -> str:
        """Return how a message names a key of this object."""
        return f"{self._where}.{name}" if self._where else name

    def fault(self, name: str, what: str, code: str = "wrong") -> InstanceFault:
        """Return an error about a key of this object."""
        return InstanceFault(code, f"{self.key(name)} {what}", key=self.key(name))

    def has(self, name: str) -> bool:
        """Whether an optional key is given; ``null`` is as good as missing."""
        return self._held.get(name) is not None

    def _value(self, name: str, kind: type) -> Any:
        if name not in self._held:
            raise self.fault(name, "is missing", "missing")
        found = self._held[name]
        if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
            raise self.fault(name, f"must be {NOUNS[kind]}")
        return found

    def number(self, name: str, least: int | None = None) -> int:
        """Return a whole number."""
        found: int = self._value(name, int)
        if least is not None and found < least:
            raise self.fault(name, f"must not be less than {least}")
        return found

    def text(self, name: str) -> str:
        """Return a text."""
        found: str = self._value(name, str)
        return found

    def flag(self, name: str) -> bool:
        """Return a truth value."""
        found: bool = self._value(name, bool)
        return found

    def ident(self, name: str) -> Id:
        """Return an id: a whole number or text."""
        if name not in self._held:
            raise self.fault(name, "is missing", "missing")
        return self._id(name, self._held[name])

    def _id(self, name: str, found: object) -> Id:
        if isinstance(found, bool) or not isinstance(found, int | str):
            raise self.fault(name, "must be a whole number or text")
        return found

    def ids(self, name: str) -> tuple[Id, ...]:
        """Return a list of ids."""
        return tuple(self._id(name, one) for one in self._value(name, list))

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts."""
        found = self._value(name, list)
        if not all(isinstance(one, str) for one in found):
            raise self.fault(name, "must be a list of texts")
        return tuple(found)

    def object(self, name: str) -> "Node":
        """Return the object under a key."""
        return Node(self.key(name), self._value(name, dict))

    def objects(self, name: str) -> Iterator["Node"]:
        """Yield the objects of a list."""
        for number, one in enumerate(self._value(name, list)):
            if not isinstance(one, dict):
                raise self.fault(f"{name}[{number}]", "must be an object")
            yield Node(f"{self.key(name)}[{number}]", one)

    def pairs(self, name: str) -> tuple[tuple[Id, Id], ...]:
        """Return a list of pairs of ids."""
        found = []
        for one in self._value(name, list):
            if not isinstance(one, list) or len(one) != 2:
                raise self.fault(name, "must be a list of pairs")
            found.append((self._id(name, one[0]), self._id(name, one[1])))
        return tuple(found)


def check_known(node: Node, name: str, given: Iterable[Id], known: Collection[Hashable], noun: str) -> None:
    """Refuse an id that nothing has.

    :raises InstanceFault: naming the key and the id.
    """
    for one in given:
        if one not in known:
            raise node.fault(name, f"names {noun} {one!r}, which does not exist", "unknown")


def check_distinct(key: str, given: Iterable[Id]) -> None:
    """Refuse two things with one id.

    :raises InstanceFault: naming the list and the id.
    """
    seen: set[Id] = set()
    for one in given:
        if one in seen:
            raise InstanceFault("twice", f"{key} holds the id {one!r} twice", key=key, id=one)
        seen.add(one)
