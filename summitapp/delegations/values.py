"""The words of delegations: deadlines, what became of an invitation, and what can be refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Protocol

from summitapp.core.errors import DomainError, Invalid
from summitapp.core.text import N_, Translated

INVITATION_LASTS: Final = timedelta(days=30)
#: How long before a deadline the coordinators are reminded of it, the longest first.
REMIND_DAYS: Final = (7, 1)
MOST_PLACES: Final = 10_000


class InvitationState(StrEnum):
    """What became of the invitation to coordinate a delegation."""

    SENT = "sent"
    LAPSED = "lapsed"
    ACCEPTED = "accepted"
    ENDED = "ended"


INVITATION_STATES: Final[Mapping[InvitationState, str]] = MappingProxyType({
    InvitationState.SENT: N_("Invited, not yet accepted"),
    InvitationState.LAPSED: N_("The link has run out"),
    InvitationState.ACCEPTED: N_("Verified"),
    InvitationState.ENDED: N_("Ended"),
})


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Until when a delegation names its people, and until when it confirms them; None means no limit."""

    nominate: datetime | None
    confirm: datetime | None


class Group(Protocol):
    """What registering needs to know of a delegation."""

    @property
    def id(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def name(self) -> Translated: ...
    @property
    def quota(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A delegation as it was read at one moment."""

    id: int
    code: str
    name: Translated
    quota: int | None


@dataclass(frozen=True, slots=True)
class QuotaAdded:
    """Announced when the places of a category are limited for a delegation; whoever counts them sets ``taken``."""

    quota_id: int


class DelegationExists(DomainError):
    """The summit has a delegation of this code already."""

    code = "delegation_exists"
    message = N_("This summit already has a delegation with this code.")


class DelegationInUse(DomainError):
    """A delegation to which people belong cannot be removed."""

    code = "delegation_in_use"
    message = N_("People belong to this delegation, so it stays. Please move or cancel their registrations first.")


class NameMissing(Invalid):
    """A delegation needs a name from which people know it."""

    code = "name_missing"
    message = N_("Please give the delegation a name.")


class AlreadyInvited(Invalid):
    """The address coordinates this delegation, or was asked to."""

    code = "already_invited"
    message = N_("This address is already among the coordinators of the delegation.")


class InvitationOver(DomainError):
    """The invitation was accepted or taken back, and cannot be sent or accepted any more."""

    code = "invitation_over"
    message = N_("This invitation is no longer open.")
