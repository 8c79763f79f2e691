"""Which other city the own delegation should meet as a whole, and who of it would sit opposite whom."""

from dataclasses import dataclass

from summitapp.core.web import render, requires
from summitapp.delegations.models import Delegation
from summitapp.profiles import queries
from summitapp.profiles.models import MatchProfile
from summitapp.profiles.values import FUNCTION_NAMES, Function, Reason
from summitapp.profiles.views.frame import Page, around, bp, mine
from summitapp.registration.models import Registration


@dataclass(frozen=True, slots=True)
class CityOffer:
    """A delegation that is suggested to another, with who would meet whom.

    :param profile: of the delegation as a whole, if it has an open one.
    """

    delegation: Delegation
    reasons: tuple[Reason, ...]
    pairs: list[tuple[str, MatchProfile, MatchProfile]]
    profile: MatchProfile | None


@bp.get("/my/summits/<slug>/meetings/people/cities/")
@requires("profiles:use", on=mine)
def cities(registration: Registration) -> Page:
    """Show the cities suggested to one's own delegation."""
    return render("profiles/cities.html", registration=registration, offers=_offers(registration),
                  led=queries.delegations_of_head(registration), **around(registration.summit))  # fmt: skip


def _offers(registration: Registration) -> list[CityOffer]:
    group = registration.delegation
    if group is None or group.city_id is None:
        return []
    suggested = queries.cities_for(group)
    groups = queries.delegations_by_reference(registration.summit_id)
    people = queries.of_references({one for city in suggested for pair in city.pairs for one in (pair.ours, pair.theirs)})
    profiles = {one.delegation_id: one for one in queries.open_delegations(registration.summit_id)}
    sight = queries.sight_of(registration)
    offers = []
    for city in suggested:
        other = groups.get(city.other)
        if other is None:
            continue
        pairs = [
            (FUNCTION_NAMES[Function(pair.level)], people[pair.ours], people[pair.theirs])
            for pair in city.pairs
            if pair.ours in people and (theirs := people.get(pair.theirs)) is not None
            and theirs.registration is not None and sight.sees(theirs.registration)
        ]
        offers.append(CityOffer(other, city.reasons, pairs, profiles.get(other.id)))
    return offers
