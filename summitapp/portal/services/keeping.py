"""Calendars as they were last written, so that whoever asks again costs a look and no writing."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Final

#: Calendars of which the mark is known; a mark weighs some three hundred bytes.
MOST_MARKS: Final = 8192
#: Bytes of calendars that are held ready beside; those last asked for.
MOST_BYTES: Final = 4 * 1024 * 1024

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of a calendar as long as its ``stamp`` holds.

    :param news: whether it tells what the ledger has not heard of.
    """

    stamp: bytes
    etag: str
    news: bool


class Shelf:
    """The calendars a worker wrote. A body is found by its own ETag only, so that it can never be another person's."""

    def __init__(self, marks: int = MOST_MARKS, size: int = MOST_BYTES) -> None:
        self._marks: OrderedDict[Key, Mark] = OrderedDict()
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._room, self._most_marks, self._most_bytes = size, marks, size
        self._lock = Lock()

    def find(self, key: Key, stamp: bytes) -> Mark | None:
        """Return what is known of a calendar, if nothing it depends on has changed."""
        with self._lock:
            mark = self._marks.get(key)
            if mark is None or mark.stamp != stamp:
                return None
            self._marks.move_to_end(key)
            return mark

    def body(self, mark: Mark) -> bytes | None:
        """Return the calendar itself, if it is still there."""
        with self._lock:
            data = self._bodies.get(mark.etag)
            if data is not None:
                self._bodies.move_to_end(mark.etag)
            return data

    def put(self, key: Key, mark: Mark, data: bytes) -> None:
        """Keep a calendar in place of the one before, and let go of those nobody asked for in the longest time."""
        with self._lock:
            before = self._marks.pop(key, None)
            if before is not None:
                self._drop(before.etag)
            self._marks[key] = mark
            self._drop(mark.etag)
            self._bodies[mark.etag] = data
            self._room -= len(data)
            while len(self._marks) > self._most_marks:
                self._drop(self._marks.popitem(last=False)[1].etag)
            while self._room < 0:
                self._drop(next(iter(self._bodies)))

    def _drop(self, etag: str) -> None:
        self._room += len(self._bodies.pop(etag, b""))
