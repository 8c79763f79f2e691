"""What differs between two versions, and the news of a release."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from summitapp.agenda.values.programme import Placement
from summitapp.core.text import N_


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
class SessionRemoved:
    """Announcement: a session is about to be deleted; whatever refers to it lets go now.

    :param session_id: row id.
    """

    session_id: int


@dataclass(frozen=True, slots=True)
class PlacesChanged:
    """Announcement: a session has other places than before, or people enrol in it now.

    :param session_id: row id. :param summit: public id.
    """

    session_id: int
    summit: str
