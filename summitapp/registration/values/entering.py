"""Asking for a place: how a category lets people in, and what became of the request."""

from dataclasses import dataclass

from summitapp.registration.values.places import Places
from summitapp.registration.values.states import State
from summitapp.summits.values import SummitDates


@dataclass(frozen=True, slots=True)
class EntryPolicy:
    """How a category lets people in.

    :param automatic: a place is given at once, without a decision by the organiser.
    :param waiting_list: when all places are taken, people may wait for one.
    :param holds_place: a submitted registration already holds its place.
    """

    automatic: bool
    waiting_list: bool = True
    holds_place: bool = False


@dataclass(frozen=True, slots=True)
class EntryForm:
    """What registering for one category of one summit means, read at one moment.

    :param queue: somebody waits for a place, who may come before a newcomer.
    """

    summit_id: int
    summit_reference: str
    public: bool
    dates: SummitDates
    zone: str
    policy: EntryPolicy
    summit: Places
    category_id: int
    category_code: str
    category_open: bool
    category: Places
    queue: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a request for a place became; ``position`` counts from 1 on the waiting list."""

    registration_id: int
    public_id: str
    code: str
    state: State
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What becomes of a request for a place; a waiting one has its position, from 1."""

    state: State
    takes_place: bool
    position: int | None = None
