"""How programs see the agenda."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict


class _Out(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TextsOut(_Out):
    """One text in three languages; an empty one is not written yet."""

    de: str
    tr: str
    en: str


class RoomOut(_Out):
    """A room and the house it is in."""

    code: str
    name: TextsOut
    venue: TextsOut
    capacity: int | None


class TrackOut(_Out):
    """A thread of topics."""

    code: str
    name: TextsOut


class PersonOut(_Out):
    """Somebody who appears; ``name`` is empty where an office is announced."""

    name: str
    function: TextsOut
    role: str


class SessionOut(_Out):
    """One public session; times carry the venue's offset."""

    code: str
    title: TextsOut
    abstract: TextsOut
    kind: str
    track: str
    room: str
    rooms: list[str]
    attendance: str
    channels: dict[str, int]
    livestream: str
    starts_at: datetime
    ends_at: datetime
    languages: list[str]
    interpretation: list[str]
    sdgs: list[int]
    topics: list[str]
    capacity: int | None
    cancelled: bool
    people: list[PersonOut]
    url: str


class AgendaOut(_Out):
    """The last release; ``version`` is empty as long as there is none."""

    summit: str
    version: int | None
    published_at: datetime | None
    timezone: str
    rooms: list[RoomOut]
    tracks: list[TrackOut]
    sessions: list[SessionOut]
