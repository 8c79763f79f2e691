"""What the desk of a delegation shows: how far it is filled, who leads it, what may be done until when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Final

from summitapp.core.errors import DomainError
from summitapp.core.text import N_, Translated


@dataclass(frozen=True, slots=True)
class Filled:
    """How far a delegation, or its share of one category, is filled; without ``places`` there is no limit.

    :param nominated: named and not yet confirmed by the delegation.
    :param asked: with the organisers, or waiting for a place.
    :param confirmed: will take part.
    :param taken: how many hold one of the places.
    """

    places: int | None = None
    nominated: int = 0
    asked: int = 0
    confirmed: int = 0
    taken: int = 0

    @property
    def people(self) -> int:
        """Return how many are on the list."""
        return self.nominated + self.asked + self.confirmed

    @property
    def left(self) -> int | None:
        """Return how many more may be named, or None when there is no limit."""
        return None if self.places is None else max(self.places - self.people, 0)

    @property
    def over(self) -> int:
        """Return how many more are named than there are places."""
        return 0 if self.places is None else max(self.people - self.places, 0)


@dataclass(frozen=True, slots=True)
class Share:
    """One category of a delegation and how far it is filled."""

    category: Translated
    code: str
    filled: Filled


@dataclass(frozen=True, slots=True)
class Head:
    """Who leads a delegation: a person, an office, or both."""

    name: str = ""
    office: Translated | None = None
    office_language: str = ""
    acting: bool = False


@dataclass(frozen=True, slots=True)
class Powers:
    """What whoever is at the desk may do now; ``organises`` tells that no deadline binds them."""

    organises: bool
    nominate: bool
    confirm: bool
    change: bool
    nominate_until: datetime | None = None
    confirm_until: datetime | None = None
    change_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A delegation at one moment: how far it is filled, in all and by category."""

    whole: Filled = Filled()
    shares: tuple[Share, ...] = ()
    head: Head = field(default_factory=Head)


@dataclass(frozen=True, slots=True)
class Filing:
    """A person as their delegation writes them down; ``phone`` is E.164."""

    given_name: str
    family_name: str
    email: str | None
    language: str
    single_name: bool = False
    function: str = ""
    phone: str = ""


#: Why somebody is not on the list any more, where no person wrote the reason.
REASONS: Final[Mapping[str, str]] = MappingProxyType({
    "": N_("No reason was given."),
    "unproven": N_("The address was not confirmed in time."),
    "offer_lapsed": N_("The place was not taken in time."),
    "by_delegation": N_("The delegation took the name off its list."),
})


class NobodyChosen(DomainError):
    """Something was to be done with people, and none was named."""

    code = "nobody_chosen"
    status = 422
    message = N_("Nobody was chosen. Tick the boxes of those you mean.")
