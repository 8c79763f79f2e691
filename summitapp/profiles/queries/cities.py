"""Which delegations a delegation should meet as a whole."""

from summitapp.delegations.models import Delegation
from summitapp.profiles.queries.cards import cards_of, delegation_cards_of, links_of
from summitapp.profiles.queries.sight import never_pairs
from summitapp.profiles.rules.scoring import suggest_cities
from summitapp.profiles.values import CitySuggestion


def cities_for(delegation: Delegation) -> list[CitySuggestion]:
    """Return the other delegations this one should meet, best first, with who of both holds the same function."""
    people, groups = cards_of(delegation.summit_id), delegation_cards_of(delegation.summit_id)
    never = never_pairs(delegation.summit_id)
    found = suggest_cities(groups, people, links_of(groups), never, only=delegation.public_id)
    return found.get(delegation.public_id, [])
