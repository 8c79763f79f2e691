"""A meeting with those at its table, as calendars, paper and screens tell of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from summitapp.calendars.values import EntryState
from summitapp.core.text import Language, Translated, fold
from summitapp.directory.values import PersonName
from summitapp.matchmaking.values import AttendeeRole, MeetingState, Reply

#: Where a meeting stands in the ledger of calendars.
SUBJECT: Final = "matchmaking.meeting:"


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody at a table, or somebody who would have sat there.

    ``named`` says that calendars may hold the name: its owner allowed it, or the one who looks and they exchanged
    contacts. ``hidden`` people have no name anywhere.
    """

    registration_id: int
    registration: str
    person_id: int
    role: AttendeeRole
    reply: Reply
    replied_at: datetime | None
    seated: bool
    name: PersonName
    hidden: bool
    function: str
    organisation: str
    city: Translated
    delegation: Translated
    languages: tuple[str, ...]
    language: Language
    open_name: bool
    exchanged_at: datetime | None = None
    city_id: int | None = None

    @property
    def named(self) -> bool:
        """Whether a calendar may hold the name."""
        return not self.hidden and (self.open_name or self.exchanged_at is not None)

    def house(self, language: str) -> str:
        """Return the organisation and, unless it says so itself, its city; the delegation where neither is known."""
        city = self.city.best(language)
        if city and self.organisation and f" {fold(city)} " not in f" {fold(self.organisation)} ":
            return f"{self.organisation}, {city}"
        return self.organisation or city or self.delegation.best(language)

    def town(self, language: str) -> str:
        """Return the city; without one the delegation, without that the organisation."""
        return self.city.best(language) or self.delegation.best(language) or self.organisation


@dataclass(frozen=True, slots=True)
class TableMeeting:
    """A meeting at its time and table with everybody of its request; ``entry`` is what the ledger of calendars holds.

    ``told`` says that people know of the plan it stands in.
    """

    id: int
    reference: str
    request: str
    state: MeetingState
    changed_at: datetime
    slot: str
    starts_at: datetime
    ends_at: datetime
    table: str
    table_reference: str
    table_position: int
    room_id: int | None
    language: Language
    interpreter: PersonName | None
    interpreter_reference: str
    interpreter_languages: tuple[str, ...]
    told: bool
    sitters: tuple[Sitter, ...]
    entry: EntryState | None

    def of(self, registration_id: int) -> Sitter | None:
        """Return one of them by the row id of their registration."""
        return next((one for one in self.sitters if one.registration_id == registration_id), None)

    @property
    def seated(self) -> tuple[Sitter, ...]:
        """Those at the table; of a meeting that was cancelled those who had agreed to it."""
        if self.state is MeetingState.CANCELLED:
            return tuple(one for one in self.sitters if one.reply is Reply.YES)
        return tuple(one for one in self.sitters if one.seated)

    def others(self, registration_id: int) -> tuple[Sitter, ...]:
        """Return those at the table beside one of them."""
        return tuple(one for one in self.seated if one.registration_id != registration_id)


class Moment(StrEnum):
    """When a meeting is, seen from now."""

    AHEAD = "ahead"
    NEXT = "next"
    RUNNING = "running"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class OwnMeeting:
    """A meeting as one of those at its table has it."""

    meeting: TableMeeting
    mine: Sitter
    cancelled: bool
    tentative: bool
    room: Translated = field(default_factory=Translated)
    venue: Translated = field(default_factory=Translated)
    moment: Moment = Moment.AHEAD

    @property
    def others(self) -> tuple[Sitter, ...]:
        """Whom they meet."""
        return self.meeting.others(self.mine.registration_id)


@dataclass(frozen=True, slots=True)
class RoomName:
    """A room and its house, by their names."""

    reference: str
    name: Translated
    venue: Translated


Rooms = Mapping[int, RoomName]
