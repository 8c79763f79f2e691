"""Reading profiles: ``profiles`` one by one and all that are open, ``sight`` who may see and ask whom, ``cards`` for scoring."""

from summitapp.profiles.queries.cards import card_of, cards_of, delegation_cards_of, links_of
from summitapp.profiles.queries.profiles import (
    away_of,
    by_reference,
    city_of,
    is_found,
    languages_of,
    of_references,
    open_delegations,
    open_profile,
    open_profiles,
    profile_of,
    profile_of_delegation,
    who,
)
from summitapp.profiles.queries.sight import forbidden_of, may_ask, may_see, never_pairs, rules_of, sight_of

__all__ = [
    "profile_of", "profile_of_delegation", "by_reference", "open_profile", "open_profiles", "open_delegations",
    "of_references", "is_found", "who", "city_of", "away_of", "languages_of",
    "sight_of", "may_see", "may_ask", "rules_of", "forbidden_of", "never_pairs",
    "card_of", "cards_of", "delegation_cards_of", "links_of",
]  # fmt: skip
