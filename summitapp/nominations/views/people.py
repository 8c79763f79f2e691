"""The people of a delegation as its pages show them."""

from dataclasses import dataclass

from summitapp.core.i18n import current_language
from summitapp.delegations.models import Delegation
from summitapp.nominations.queries import desk as queries
from summitapp.nominations.rules.desk import arrange
from summitapp.registration.models import Registration
from summitapp.registration.values import ACTIVE, State
from summitapp.summits.models import Category


@dataclass(frozen=True, slots=True)
class Lists:
    """Everybody of a delegation: those who come by category, and those who do not."""

    coming: list[tuple[Category, list[Registration]]]
    gone: list[Registration]
    nominated: int

    @property
    def people(self) -> int:
        """Return how many are on the list."""
        return sum(len(members) for _category, members in self.coming)


def lists_of(delegation: Delegation) -> Lists:
    """Return the people of a delegation, the head and deputies first, in the order of the reader's language."""
    members = arrange(queries.members(delegation), current_language())
    coming = [one for one in members if one.state in ACTIVE]
    grouped = [
        (category, [one for one in coming if one.category_id == category.id])
        for category in delegation.summit.categories
    ]  # fmt: skip
    return Lists(
        [(category, people) for category, people in grouped if people],
        [one for one in members if one.state not in ACTIVE],
        sum(one.state is State.NOMINATED for one in coming),
    )
