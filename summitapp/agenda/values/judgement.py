"""What does not fit in a version, what differs between two, and the news of a release."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from summitapp.agenda.values.programme import Placement
from summitapp.core.text import N_


class ConflictKind(StrEnum):
    """What does not fit."""

    ROOM_TAKEN = "room_taken"
    SPEAKER_TWICE = "speaker_twice"
    OUTSIDE_DAYS = "outside_days"
    OUTSIDE_HOURS = "outside_hours"
    ROOM_RUSH = "room_rush"
    SPEAKER_RUSH = "speaker_rush"
    ROOM_TOO_SMALL = "room_too_small"
    NO_BOOTH = "no_booth"
    TRANSLATION_MISSING = "translation_missing"

    @property
    def blocking(self) -> bool:
        """Whether it stops a release; the others are notices to acknowledge."""
        return self in BLOCKING


BLOCKING: Final = frozenset({ConflictKind.ROOM_TAKEN, ConflictKind.SPEAKER_TWICE, ConflictKind.OUTSIDE_DAYS})

CONFLICT_TEXTS: Final[Mapping[ConflictKind, str]] = {
    ConflictKind.ROOM_TAKEN: N_("%(room)s is taken twice: “%(first)s” and “%(second)s” overlap."),
    ConflictKind.SPEAKER_TWICE: N_("%(person)s appears in “%(first)s” and in “%(second)s” at the same time."),
    ConflictKind.OUTSIDE_DAYS: N_("“%(first)s” lies outside of the days of the summit."),
    ConflictKind.OUTSIDE_HOURS: N_("“%(first)s” lies outside of the opening hours of that day."),
    ConflictKind.ROOM_RUSH: N_("%(room)s: only %(minutes)s min between “%(first)s” and “%(second)s”."),
    ConflictKind.SPEAKER_RUSH: N_(
        "%(person)s has only %(minutes)s min to walk from “%(first)s” to “%(second)s”."
    ),
    ConflictKind.ROOM_TOO_SMALL: N_("%(room)s holds %(seats)s people, “%(first)s” expects %(expected)s."),
    ConflictKind.NO_BOOTH: N_("%(room)s has no booth for every language “%(first)s” is interpreted into."),
    ConflictKind.TRANSLATION_MISSING: N_("The title of “%(first)s” is not there in every language."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that does not fit: its kind, the sessions it concerns, and the facts for its sentence.

    :param facts: ``room``, ``person``, ``minutes``, ``seats``, ``expected``; a :class:`Translated`
        is said in the reader's language.
    """

    kind: ConflictKind
    sessions: tuple[str, ...]
    facts: tuple[tuple[str, Any], ...] = ()

    @property
    def blocking(self) -> bool:
        """Whether it stops a release."""
        return self.kind.blocking

    @property
    def text(self) -> str:
        """Return the catalogue key of its sentence."""
        return CONFLICT_TEXTS[self.kind]

    @property
    def key(self) -> str:
        """Return what tells it from every other conflict of this agenda."""
        facts = ",".join(f"{name}={value}" for name, value in self.facts)
        return f"{self.kind.value}:{'+'.join(self.sessions)}:{facts}"


class ChangeKind(StrEnum):
    """How a session differs between two releases."""

    NEW = "new"
    MOVED = "moved"
    CANCELLED = "cancelled"
    CHANGED = "changed"

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return CHANGE_LABELS[self]


CHANGE_LABELS: Final[Mapping[ChangeKind, str]] = {
    ChangeKind.NEW: N_("New"),
    ChangeKind.MOVED: N_("Moved"),
    ChangeKind.CANCELLED: N_("Cancelled"),
    ChangeKind.CHANGED: N_("Changed"),
}

@dataclass(frozen=True, slots=True)
class Change:
    """One session's difference, the old beside the new.

    :param fields: names of what differs, in reading order.
    """

    kind: ChangeKind
    code: str
    old: Placement | None
    new: Placement | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaPublished:
    """Announcement: a release of a summit's agenda is out.

    :param summit: public id. :param number: of the release. :param changes: against the one before.
    """

    summit: str
    number: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class PlacesChanged:
    """Announcement: a session has other places than before, or people enrol in it now.

    :param session_id: row id. :param summit: public id.
    """

    session_id: int
    summit: str
