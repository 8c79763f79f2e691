"""Requests as one of those at the table sees them, and as organisers do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from summitapp.matchmaking.values.states import AttendeeRole, Reply, RequestKind, RequestSource, RequestState, Wish
from summitapp.profiles.values import Who


@dataclass(frozen=True, slots=True)
class AtTable:
    """One of the others, as far as one may know. :param registration: row id. :param reply: known to the host only."""

    registration: int
    who: Who
    role: AttendeeRole
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request as one of those at the table sees it.

    :param party: the other side: a person, a house or a delegation. :param others: further people, and who comes for a
        house once they said yes. :param note: what the other side wrote with its answer. :param handed_on: it was asked of
        me and went to somebody else of my house. :param proposed_by_me: about ``starts_at``, a time that was proposed.
    """

    reference: str
    kind: RequestKind
    source: RequestSource
    state: RequestState
    role: AttendeeRole
    reply: Reply
    wish: Wish
    party: Who
    others: tuple[AtTable, ...]
    asked_at: datetime
    expires_at: datetime | None
    settled_at: datetime | None
    message: str = ""
    message_mine: bool = False
    language: str = "en"
    note: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    proposed_by_me: bool = False
    mutual: bool = False
    pinned: bool = False
    handed_on: bool = False
    waits: bool = False
    time_waits: bool = False

    @property
    def mine(self) -> bool:
        """Whether I asked."""
        return self.role is AttendeeRole.ASKER and self.source is RequestSource.ASKED

    @property
    def stands(self) -> bool:
        """Whether it is open or agreed, and I have not left it."""
        return self.state in (RequestState.ASKED, RequestState.ACCEPTED) and self.reply is not Reply.NO

    @property
    def waits_for_me(self) -> bool:
        """Whether I am asked something: for the meeting, or for another time of it."""
        return self.waits or self.time_waits


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything one participant has of requests, in the order in which it matters to them."""

    waiting: tuple[RequestLine, ...]
    agreed: tuple[RequestLine, ...]
    sent: tuple[RequestLine, ...]
    answered: tuple[RequestLine, ...]
    over: tuple[RequestLine, ...]


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request as organisers see it: nobody's words, and not how it ended."""

    reference: str
    kind: RequestKind
    source: RequestSource
    stands: bool
    agreed: bool
    pinned: bool
    must: bool
    value: int
    asker: Who
    asked: Who
    people: int
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class RequestFigures:
    """The requests of a round in figures. :param people: who asked or was asked."""

    states: Mapping[RequestState, int] = field(default_factory=dict)
    people: int = 0
    arranged: int = 0

    @property
    def sent(self) -> int:
        """Return how many there were in all."""
        return sum(self.states.values())

    @property
    def answered(self) -> int:
        """Return how many were agreed to or declined; what was taken back or ran out says nothing of the wish to meet."""
        return self.states.get(RequestState.ACCEPTED, 0) + self.states.get(RequestState.DECLINED, 0)

    @property
    def acceptance(self) -> int | None:
        """Return how many of a hundred answers were a yes, if there are any."""
        agreed = self.states.get(RequestState.ACCEPTED, 0)
        return round(100 * agreed / self.answered) if self.answered else None


@dataclass(frozen=True, slots=True)
class RequestSearch:
    """What the organisers' list is narrowed to; empty parts do not narrow. :param state: ``open``, ``agreed``, ``over``."""

    state: str = ""
    kind: str = ""
    text: str = ""
    pinned: bool = False
