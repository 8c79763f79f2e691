"""Where a registration can stand, why it ended, and the one table of moves."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from summitapp.core.text import N_


class State(StrEnum):
    """Where a registration stands; the one table of moves is :data:`TRANSITIONS`."""

    DRAFT = "draft"
    NOMINATED = "nominated"
    SUBMITTED = "submitted"
    WAITING = "waiting"
    OFFERED = "offered"
    APPROVED = "approved"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


class Reason(StrEnum):
    """Why the application itself, not a person, ended a registration."""

    UNPROVEN = "unproven"
    OFFER_LAPSED = "offer_lapsed"
    MERGED = "merged"
    BY_DELEGATION = "by_delegation"


_LEAVING: Final = frozenset({State.CANCELLED, State.WITHDRAWN})

TRANSITIONS: Final[Mapping[State, frozenset[State]]] = MappingProxyType({
    State.DRAFT: frozenset({State.SUBMITTED, State.WAITING, State.CONFIRMED, State.WITHDRAWN}),
    State.NOMINATED: frozenset({State.SUBMITTED, State.WAITING, State.APPROVED, State.CONFIRMED, State.DECLINED}) | _LEAVING,
    State.SUBMITTED: frozenset({State.WAITING, State.APPROVED, State.CONFIRMED, State.DECLINED}) | _LEAVING,
    State.WAITING: frozenset({State.SUBMITTED, State.OFFERED, State.CONFIRMED, State.DECLINED}) | _LEAVING,
    State.OFFERED: frozenset({State.CONFIRMED}) | _LEAVING,
    State.APPROVED: frozenset({State.CONFIRMED}) | _LEAVING,
    State.CONFIRMED: frozenset({State.SUBMITTED}) | _LEAVING,
    State.DECLINED: frozenset({State.SUBMITTED}),
    State.CANCELLED: frozenset({State.SUBMITTED}),
    State.WITHDRAWN: frozenset(),
})

#: What an organiser can take back.
ENDED_BY_ORGANISER: Final = frozenset({State.DECLINED, State.CANCELLED})

#: These states hold a place; a policy may let the two below hold one as well.
SEATED: Final = frozenset({State.OFFERED, State.APPROVED, State.CONFIRMED})
MAY_HOLD_A_PLACE: Final = frozenset({State.NOMINATED, State.SUBMITTED})

#: In these states a person is still coming or hopes to; one such registration per person and summit.
ACTIVE: Final = frozenset(State) - {State.DECLINED, State.CANCELLED, State.WITHDRAWN}

STATE_NAMES: Final[Mapping[State, str]] = MappingProxyType({
    State.DRAFT: N_("Draft"),
    State.NOMINATED: N_("Nominated"),
    State.SUBMITTED: N_("Waits for a decision"),
    State.WAITING: N_("On the waiting list"),
    State.OFFERED: N_("Place offered"),
    State.APPROVED: N_("Approved, reply awaited"),
    State.CONFIRMED: N_("Confirmed"),
    State.DECLINED: N_("Declined"),
    State.CANCELLED: N_("Cancelled by the organiser"),
    State.WITHDRAWN: N_("Withdrawn"),
})

#: Reasons the application itself gives, in words.
REASON_NAMES: Final[Mapping[str, str]] = MappingProxyType({
    Reason.UNPROVEN: N_("The address was not confirmed in time."),
    Reason.OFFER_LAPSED: N_("The offered place was not taken in time."),
    Reason.BY_DELEGATION: N_("The delegation took them off its list."),
    Reason.MERGED: N_("It was one person’s second registration."),
})
