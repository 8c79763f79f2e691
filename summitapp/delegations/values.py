"""What can be refused of a delegation."""

from dataclasses import dataclass
from typing import Protocol

from summitapp.core.errors import DomainError
from summitapp.core.text import N_, Translated


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
