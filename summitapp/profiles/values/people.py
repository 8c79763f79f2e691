"""Who somebody is for others, and whom they may see and ask."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from summitapp.core.text import Translated

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Who:
    """What others may read of a profile's owner.

    :param reference: public id of the profile. :param name: of the person, or of the delegation as a whole.
    :param language: in which ``headline`` is written. :param hidden: the name must not be shown; it is empty then.
    """

    reference: str
    name: Translated
    function: Translated
    organisation: Translated
    city: Translated
    headline: str = ""
    language: str = "en"
    is_delegation: bool = False
    hidden: bool = False


class Attending(Protocol):
    """A registration, or a row with the same numbers."""

    @property
    def id(self) -> int: ...
    @property
    def person_id(self) -> int: ...
    @property
    def category_id(self) -> int: ...
    @property
    def delegation_id(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Sight:
    """Whom one participant may see and ask.

    :param unseen: categories they do not see. :param unasked: categories they may not ask.
    :param blocked: row ids of people of whom one blocks the other; which of the two is nobody's business.
    """

    registration_id: int
    person_id: int
    delegation_id: int | None
    unseen: frozenset[int] = frozenset()
    unasked: frozenset[int] = frozenset()
    blocked: frozenset[int] = frozenset()

    def sees(self, other: Attending) -> bool:
        """Whether they may see somebody's profile, if it is open."""
        return other.category_id not in self.unseen and other.person_id not in self.blocked

    def asks(self, other: Attending) -> bool:
        """Whether they may ask somebody for a meeting; never themselves or their own delegation."""
        ours = other.delegation_id is not None and other.delegation_id == self.delegation_id
        themselves = other.id == self.registration_id or other.person_id == self.person_id
        return not themselves and not ours and other.category_id not in self.unasked and self.sees(other)


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Which category may not ask which: pairs of their codes, the asker's first."""

    pairs: Collection[tuple[str, str]] = field(default_factory=frozenset)

    def allows(self, asker: str, asked: str) -> bool:
        """Whether somebody of the one may ask somebody of the other."""
        return (asker, asked) not in self.pairs
