"""Asking for meetings: what counts of a request, whom it is for, and what is announced of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from summitapp.core.text import N_
from summitapp.matchmaking.values.states import AttendeeRole, Reply, RequestKind, RequestState, Wish

MESSAGE_LENGTH: Final = 600
NOTE_LENGTH: Final = 300
#: With more people it is a session, not a meeting; every table has at least two seats.
MOST_AT_TABLE: Final = 8
#: Requests that come within this time are told in one mail.
GATHER: Final = timedelta(minutes=10)
DAY: Final = timedelta(days=1)

STATE_LABELS: Final[Mapping[RequestState, str]] = {
    RequestState.ASKED: N_("Not answered yet"),
    RequestState.ACCEPTED: N_("Agreed"),
    RequestState.DECLINED: N_("Declined"),
    RequestState.WITHDRAWN: N_("Taken back"),
    RequestState.EXPIRED: N_("Not answered in time"),
}
WISH_LABELS: Final[Mapping[Wish, str]] = {
    Wish.MEET: N_("I would like to meet"),
    Wish.MUST: N_("I really must meet"),
}
KIND_LABELS: Final[Mapping[RequestKind, str]] = {
    RequestKind.PERSON: N_("A person"),
    RequestKind.ORGANISATION: N_("Anybody of an organisation"),
    RequestKind.DELEGATION: N_("A delegation"),
}
#: The states in which a request stands: it holds a place of the quota, and there is one for a pair at most.
STANDING: Final = frozenset({RequestState.ASKED, RequestState.ACCEPTED})


class Step(StrEnum):
    """What can happen to a request."""

    SETTLE = "settle"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


class Ending(StrEnum):
    """How a request ended, for those who are told."""

    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Voice:
    """What one of those at the table said, as far as it counts."""

    role: AttendeeRole
    reply: Reply


@dataclass(frozen=True, slots=True)
class Permits:
    """What the phase of a round lets delegates do. :param at_once: what is agreed is placed without waiting for a plan."""

    ask: bool = False
    reply: bool = False
    gather: bool = False
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Quota:
    """How many requests of somebody count, and how many may. :param musts: how many of them they really want."""

    sent: int
    most: int
    musts: int
    most_musts: int

    @property
    def left(self) -> int:
        """Return how many more requests they may send."""
        return max(0, self.most - self.sent)

    @property
    def musts_left(self) -> int:
        """Return how many more of them may be a must."""
        return max(0, self.most_musts - self.musts)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of a house, or of a delegation, who could be asked for it.

    :param rank: 0 for the head of a delegation, 1 for the deputy, 2 else; houses have no head. :param level: 0 is the
        highest function. :param score: how well both fit, 0 to 1000. :param requests: how many wait for them already.
    """

    registration_id: int
    rank: int = 2
    level: int = 0
    score: int = 0
    requests: int = 0


@dataclass(frozen=True, slots=True)
class Wording:
    """What somebody says with a request. :param slot: public id of the time they would like; empty for any."""

    wish: Wish = Wish.MEET
    message: str = ""
    slot: str = ""


@dataclass(frozen=True, slots=True)
class Sought:
    """Whom somebody wants to ask, one of the three.

    :param profile: public id of a person's profile. :param organisation: that of anybody of the house.
    :param delegation: that of the delegation, or of its profile.
    """

    profile: str = ""
    organisation: str = ""
    delegation: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answers. :param note: for whoever asked. :param pass_over: suggest the asker to me no more; private.

    :param people: public ids of the registrations that come for a delegation; empty for whoever answers alone.
    """

    reply: Reply
    wish: Wish = Wish.MEET
    note: str = ""
    pass_over: bool = False
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RequestAgreed:
    """Announced when both sides of a request want to meet.

    ``at_once``: no plan is coming that would place it, so the first free slot should be given in the same transaction.
    """

    request_id: int
    request: str
    round_id: int
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class RequestEnded:
    """Announced when a request stands no more; ``agreed`` when both sides had agreed, so that a meeting may hang on it."""

    request_id: int
    request: str
    round_id: int
    how: Ending
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class TableChanged:
    """Announced when those who sit at the table of an agreed request are others than before."""

    request_id: int
    request: str
    round_id: int
