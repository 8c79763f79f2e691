"""The words of calendars: what is known of an entry, what is written, and what can be refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, Self

from summitapp.core.errors import NotFound
from summitapp.core.text import N_, Translated

REFRESH: Final = timedelta(hours=1)
#: Minutes before the beginning at which a reader may wish to be reminded.
ALARMS: Final = (5, 10, 15, 30, 60)


class EntryStatus(StrEnum):
    """Whether an entry takes place (RFC 5545, 3.8.1.11)."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


class Method(StrEnum):
    """What a calendar is sent for (RFC 5546); a reply is never read."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class Delivery(StrEnum):
    """How entries reach somebody's calendar: a feed that is fetched, or an invitation by mail for each."""

    FEED = "feed"
    MAIL = "mail"


class FeedKind(StrEnum):
    """Whose calendar a secret feed is."""

    PERSONAL = "personal"


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What the owner of a thing says of it.

    :param subject: reference that never changes, such as ``agenda.session:<public id>``.
    :param place: what identifies the place, not how it is called: putting a name right is no move.
    :param texts: whatever else is shown; a change of it is told, but raises no SEQUENCE.
    :param audience: who may see it, empty for everybody: for those who no longer may it is as good as cancelled,
        and a calendar believes that only of a later revision.
    """

    subject: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    status: EntryStatus = EntryStatus.CONFIRMED
    texts: tuple[str, ...] = ()
    audience: str = ""


@dataclass(frozen=True, slots=True)
class EntryState:
    """What the ledger holds of an entry; it does not know when the oldest ones were made."""

    subject: str
    uid: str
    sequence: int
    fingerprint: str
    text_mark: str
    status: EntryStatus
    last_modified: datetime
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Geo:
    """A point on the earth, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """One event as it is written: the ledger's figures and the words in every language.

    :param conference: address of the live picture (RFC 7986, 5.11).
    :param zone: in which zone its times are told; empty for that of the calendar.
    """

    entry: EntryState
    starts_at: datetime
    ends_at: datetime
    title: Translated
    description: Translated = field(default_factory=Translated)
    location: Translated = field(default_factory=Translated)
    categories: tuple[Translated, ...] = ()
    url: str = ""
    geo: Geo | None = None
    conference: str = ""
    zone: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the event as plain data, for keeping."""
        entry = self.entry
        return {
            "subject": entry.subject, "uid": entry.uid, "sequence": entry.sequence, "status": entry.status.value,
            "last_modified": entry.last_modified.isoformat(),
            "starts_at": self.starts_at.isoformat(), "ends_at": self.ends_at.isoformat(),
            "title": self.title.as_dict(), "description": self.description.as_dict(),
            "location": self.location.as_dict(), "categories": [one.as_dict() for one in self.categories],
            "url": self.url, "geo": [self.geo.latitude, self.geo.longitude] if self.geo else None,
            "conference": self.conference, "zone": self.zone,
        }  # fmt: skip

    def numbered(self, sequence: int, *, cancelled: bool, at: datetime) -> Self:
        """Return the same under another SEQUENCE, as it is told at a moment; a cancelled one stays cancelled."""
        status = EntryStatus.CANCELLED if cancelled else self.entry.status
        return replace(self, entry=replace(self.entry, sequence=sequence, status=status, last_modified=at))

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Self:
        """Build from what :meth:`as_dict` made."""
        entry = EntryState(
            value["subject"], value["uid"], value["sequence"], "", "", EntryStatus(value["status"]),
            datetime.fromisoformat(value["last_modified"]),
        )  # fmt: skip
        return cls(
            entry, datetime.fromisoformat(value["starts_at"]), datetime.fromisoformat(value["ends_at"]),
            Translated.of(value["title"]), Translated.of(value["description"]), Translated.of(value["location"]),
            tuple(Translated.of(one) for one in value["categories"]), value["url"],
            Geo(*value["geo"]) if value["geo"] else None, value["conference"], value["zone"],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sent:
    """The last thing somebody was mailed about one entry."""

    method: Method
    sequence: int
    entry_sequence: int
    item: CalendarItem


@dataclass(frozen=True, slots=True)
class Step:
    """A mail that is due: the entry as it is to stand in the calendar, or to leave it.

    :param again: whether they know the entry already.
    """

    method: Method
    sequence: int
    item: CalendarItem
    again: bool = False

    @property
    def subject(self) -> str:
        """Return the reference of the thing it is about."""
        return self.item.entry.subject


@dataclass(frozen=True, slots=True)
class CalendarHead:
    """What a calendar says of itself.

    :param uid: stable identity of the calendar (RFC 7986, 5.3). :param source: where it is fetched.
    :param alarm: how long before each event the reader wishes to be reminded; none of cancelled ones.
    """

    uid: str
    name: Translated
    zone: str
    description: Translated = field(default_factory=Translated)
    source: str = ""
    url: str = ""
    refresh: timedelta | None = REFRESH
    method: Method = Method.PUBLISH
    organiser: str = ""
    attendee: str = ""
    alarm: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """The address of a feed, and the same as the calendars of many people want to be given it.

    :param address: with https, for a calendar that asks for an address. :param webcal: opens the one of the device.
    :param outlook: for private accounts at Microsoft. :param office: for those of work and school.
    """

    address: str
    webcal: str
    google: str
    outlook: str
    office: str


class FeedUnknown(NotFound):
    """There is no such feed, or its address was replaced."""

    code = "feed_not_found"
    message = N_("This calendar address is no longer valid. You find the new one under “My summit”.")
