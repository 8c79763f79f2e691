"""Releases: how one came about, what is looked at before it, and whom a change concerns."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, Self

from summitapp.agenda.values.judgement import ChangeKind
from summitapp.core.text import N_, Translated

if TYPE_CHECKING:
    from summitapp.directory.models import Person

NAME_LENGTH: Final = 40
#: Words that lead somewhere else, or would say what no release can promise for long.
RESERVED_NAMES: Final = frozenset({
    "draft", "entwurf", "taslak", "preview", "vorschau", "önizleme", "latest", "current", "newest", "aktuell",
    "neueste", "güncel", "son", "compare", "vergleich", "karşılaştır", "version", "fassung", "sürüm",
})  # fmt: skip


class ReleaseOrigin(StrEnum):
    """Where the words of a release come from."""

    DRAFT = "draft"
    RESTORED = "restored"
    URGENT = "urgent"


class CheckKind(StrEnum):
    """What is looked at before a release, in reading order."""

    CLASHES = "clashes"
    NOTICES = "notices"
    NO_TIME = "no_time"
    NO_TRACK = "no_track"
    NO_ROOM = "no_room"
    DECLINED = "declined"
    UNCONFIRMED = "unconfirmed"
    UNTRANSLATED = "untranslated"
    OVERFULL = "overfull"
    DROPPED = "dropped"
    NO_NOTE = "no_note"


#: What is said when nothing is wrong.
CHECK_GOOD: Final[Mapping[CheckKind, str]] = {
    CheckKind.CLASHES: N_("No room and nobody is booked twice."),
    CheckKind.NOTICES: N_("There are no notices."),
    CheckKind.NO_TIME: N_("Every session has its time."),
    CheckKind.NO_TRACK: N_("Every session belongs to a track."),
    CheckKind.NO_ROOM: N_("Every session has a room."),
    CheckKind.DECLINED: N_("Nobody who appears has declined."),
    CheckKind.UNCONFIRMED: N_("Everybody who appears has confirmed."),
    CheckKind.UNTRANSLATED: N_("Every title and description is there in all three languages."),
    CheckKind.OVERFULL: N_("Every room holds those who are expected."),
    CheckKind.DROPPED: N_("No session is dropped that people had chosen."),
    CheckKind.NO_NOTE: N_("There is a note for the readers."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend before a release.

    :param codes: of the sessions it is mended at, each one click away.
    :param title: of the session, or the name of somebody. :param facts: what its line says beside that.
    """

    codes: tuple[str, ...]
    title: Translated | str = ""
    facts: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list of things to look at before a release."""

    kind: CheckKind
    found: tuple[Finding, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether nothing can be published until it is mended."""
        return self.kind is CheckKind.CLASHES and bool(self.found)


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody said when asked whether they will appear: for the list before a release."""

    code: str
    name: str
    function: Translated
    answer: str


class Concern(StrEnum):
    """Why a change concerns somebody, the weightiest first."""

    APPEARS = "appears"
    INTERPRETS = "interprets"
    ENROLLED = "enrolled"
    STARRED = "starred"
    COMES = "comes"

    @property
    def label(self) -> str:
        """Return the catalogue key of the words shown to people."""
        return CONCERN_LABELS[self]


CONCERN_LABELS: Final[Mapping[Concern, str]] = {
    Concern.APPEARS: N_("appears in it"),
    Concern.INTERPRETS: N_("interprets it"),
    Concern.ENROLLED: N_("has a place in it"),
    Concern.STARRED: N_("has marked it"),
    Concern.COMES: N_("takes part in the summit"),
}


class NewsKind(StrEnum):
    """What a change means for one person: somebody may join or leave a session that stays."""

    NEW = "new"
    MOVED = "moved"
    CANCELLED = "cancelled"
    CHANGED = "changed"
    LEFT = "left"

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return NEWS_LABELS[self]


NEWS_LABELS: Final[Mapping[NewsKind, str]] = {
    NewsKind.NEW: N_("New for you"),
    NewsKind.MOVED: N_("Moved"),
    NewsKind.CANCELLED: N_("Cancelled"),
    NewsKind.CHANGED: N_("Changed"),
    NewsKind.LEFT: N_("No longer with you"),
}
NEWS_OF_CHANGE: Final[Mapping[ChangeKind, NewsKind]] = {kind: NewsKind(kind.value) for kind in ChangeKind}


@dataclass(frozen=True, slots=True)
class News:
    """One session's change as one person is told it.

    :param session: public id. :param because: why they are told.
    """

    session: str
    kind: NewsKind
    because: Concern
    fields: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data, for keeping."""
        return {"session": self.session, "kind": self.kind.value, "because": self.because.value,
                "fields": list(self.fields)}  # fmt: skip

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Self:
        """Build from what :meth:`as_dict` made."""
        return cls(value["session"], NewsKind(value["kind"]), Concern(value["because"]), tuple(value["fields"]))


class NoticeState(StrEnum):
    """Where the mail to one person about one release stands.

    Nothing leaves before an organiser says so: ``prepared`` waits, ``released`` is being written, ``superseded`` was
    overtaken by a later release, whose mail tells everything.
    """

    PREPARED = "prepared"
    RELEASED = "released"
    SENT = "sent"
    DROPPED = "dropped"
    UNREACHABLE = "unreachable"
    SUPERSEDED = "superseded"

    @property
    def label(self) -> str:
        """Return the catalogue key of the words shown to people."""
        return NOTICE_LABELS[self]


NOTICE_LABELS: Final[Mapping[NoticeState, str]] = {
    NoticeState.PREPARED: N_("Prepared"),
    NoticeState.RELEASED: N_("On its way"),
    NoticeState.SENT: N_("Sent"),
    NoticeState.DROPPED: N_("Not told"),
    NoticeState.UNREACHABLE: N_("No address"),
    NoticeState.SUPERSEDED: N_("Told with a later version"),
}

#: Row ids of sessions → who has chosen each of them. Higher features give theirs by name in ``app.py``.
Followers = Callable[[Collection[int]], Mapping[int, "Sequence[Person]"]]


@dataclass(frozen=True, slots=True)
class UrgentChange:
    """What is changed at once: another room or time, or that a session does not take place.

    :param room: code, empty for none. :param also_in: codes of further rooms.
    """

    starts_at: datetime
    ends_at: datetime
    room: str = ""
    also_in: tuple[str, ...] = ()
    cancelled: bool = False
