"""Reading profiles: ``profiles`` one by one and all that are open, ``sight`` who may see and ask whom, ``cards`` for
scoring, ``suggestions`` and whom somebody passed over, ``finding`` people, ``visiting`` who comes to a page."""

from summitapp.profiles.queries.cards import (
    card_of,
    cards_by_reference,
    cards_of,
    delegation_cards_of,
    links_of,
    stale_houses,
)
from summitapp.profiles.queries.cities import cities_for
from summitapp.profiles.queries.finding import Found, find_people
from summitapp.profiles.queries.overview import INVITATION, invitable, last_invited, overview_of
from summitapp.profiles.queries.profiles import (
    away_of,
    by_reference,
    city_of,
    free_time,
    free_times,
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
from summitapp.profiles.queries.suggestions import (
    Offer,
    exposure_of,
    found_of,
    last_basis,
    listed,
    offers_for,
    passed,
    passed_by,
    profiles_left,
    quiet_left,
    reasons_for,
    row_ids,
    suggestions_of,
    summits_with_profiles,
)
from summitapp.profiles.queries.visiting import (
    Look,
    Mandate,
    city_names,
    delegations_by_reference,
    delegations_of_head,
    look,
    mandate,
    visit_of,
)

__all__ = [
    "profile_of", "profile_of_delegation", "by_reference", "open_profile", "open_profiles", "open_delegations",
    "of_references", "is_found", "who", "city_of", "away_of", "free_times", "free_time", "languages_of",
    "sight_of", "may_see", "may_ask", "rules_of", "forbidden_of", "never_pairs",
    "Offer", "offers_for", "reasons_for", "suggestions_of", "passed", "passed_by", "found_of", "listed", "last_basis",
    "exposure_of", "quiet_left", "profiles_left",
    "Found", "find_people", "cities_for", "overview_of", "invitable", "last_invited", "INVITATION",
    "Look", "Mandate", "look", "mandate", "visit_of",
    "delegations_of_head", "delegations_by_reference",
    "city_names", "row_ids", "summits_with_profiles",
    "card_of", "cards_of", "cards_by_reference", "delegation_cards_of", "links_of", "stale_houses",
]  # fmt: skip
