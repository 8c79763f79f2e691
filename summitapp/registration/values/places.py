"""Places: how many there are of each kind, and how many are taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Places:
    """A number of places and how many are taken; without ``capacity`` there is no limit."""

    capacity: int | None
    taken: int

    @property
    def left(self) -> int | None:
        """Return how many are free, or None when there is no limit."""
        return None if self.capacity is None else max(self.capacity - self.taken, 0)

    @property
    def full(self) -> bool:
        """Return whether nobody else fits."""
        return self.left == 0

    def fits(self, number: int) -> bool:
        """Return whether so many could ever come, if all places were free."""
        return self.capacity is None or number <= self.capacity


#: One place: the row ids of its category and of the delegation it counts for, if any.
Seat = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Room:
    """Every limit of a summit at one moment; a category or delegation that is not named has none of its own.

    :param shares: limits of a category for a delegation, by the ids of delegation and category.
    """

    summit: Places
    categories: Mapping[int, Places] = field(default_factory=dict)
    delegations: Mapping[int, Places] = field(default_factory=dict)
    shares: Mapping[tuple[int, int], Places] = field(default_factory=dict)
