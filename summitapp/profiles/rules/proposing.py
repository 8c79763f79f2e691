"""What a new profile begins with, from what is known of its owner already; nothing of it is told before they save it."""

from collections.abc import Iterable

from summitapp.directory.values import CityKind, OrganisationKind
from summitapp.profiles.values import SPOKEN, FunctionLevel, Said

_OF_CITIES = {
    CityKind.METROPOLITAN: OrganisationKind.METROPOLITAN_MUNICIPALITY,
    CityKind.DISTRICT: OrganisationKind.DISTRICT_MUNICIPALITY,
    CityKind.CITY: OrganisationKind.CITY_ADMINISTRATION,
    CityKind.CITY_DISTRICT: OrganisationKind.CITY_DISTRICT_OFFICE,
    CityKind.COUNTY: OrganisationKind.COUNTY_ADMINISTRATION,
}


def proposal_for(languages: Iterable[str], house: OrganisationKind | None, city: CityKind | None, *, leads: bool) -> Said:
    """Return what to begin with. Only whoever leads a city's delegation is taken for somebody of its administration."""
    kind = house if house is not None else (_OF_CITIES.get(city) if leads and city is not None else None)
    return Said(languages=tuple(code for code in SPOKEN if code in set(languages)), kind=kind,
                level=FunctionLevel.HEAD if leads else FunctionLevel.OTHER)  # fmt: skip
