"""The waiting list: who waits, and why somebody is not given a place now."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from summitapp.core.text import N_


@dataclass(frozen=True, slots=True)
class Waiting:
    """One person on the waiting list, as the rule that chooses the next one sees them.

    :param party: the same, within a delegation, for those who come together or not at all.
    :param protocol: the category's places are given by hand only.
    :param passed_over: how many places went to people behind them that were too few for their party.
    """

    registration_id: int
    rank: int
    category_id: int
    delegation_id: int | None = None
    party: str | None = None
    protocol: bool = False
    passed_over: int = 0


class Hold(StrEnum):
    """Why somebody on the waiting list is not given a place now."""

    PROTOCOL = "protocol"
    SUMMIT = "summit"
    CATEGORY = "category"
    DELEGATION = "delegation"
    SHARE = "share"
    PARTY = "party"
    SAVED = "saved"


HOLD_NAMES: Final[Mapping[Hold, str]] = MappingProxyType({
    Hold.PROTOCOL: N_("Places in this category are given by hand."),
    Hold.SUMMIT: N_("All places of the summit are taken."),
    Hold.CATEGORY: N_("All places of the category are taken."),
    Hold.DELEGATION: N_("The delegation has filled all of its places."),
    Hold.SHARE: N_("The delegation has filled its places in this category."),
    Hold.PARTY: N_("The group comes together, and too few places are free for it."),
    Hold.SAVED: N_("The free places are kept for a group that has been passed over too often."),
})


@dataclass(frozen=True, slots=True)
class Turn:
    """What becomes of a party, or of somebody alone, when the waiting list is gone through.

    :param hold: why they are not given their places now; None when they are.
    :param free: how many places are free where it is tightest for them.
    :param passed_over: as in :class:`Waiting`, after this round.
    """

    members: tuple[Waiting, ...]
    hold: Hold | None
    free: int | None = None
    passed_over: int = 0
