"""What somebody is at home, so that a mayor is led to a mayor and a chamber to a chamber."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from summitapp.core.text import N_
from summitapp.directory.values import OrganisationKind
from summitapp.profiles.values.kinds import FunctionLevel


class Function(StrEnum):
    """A level together with the house it is in, as far as the two make a difference to each other."""

    MAYOR = "mayor"
    DEPUTY_MAYOR = "deputy_mayor"
    CHAMBER = "chamber"
    RECTOR = "rector"
    BUSINESS = "business"
    HEAD = "head"
    DEPUTY = "deputy"
    COUNCIL = "council"
    DIRECTOR = "director"
    EXPERT = "expert"


#: Said within a sentence, after a colon.
FUNCTION_NAMES: Final[Mapping[Function, str]] = {
    Function.MAYOR: N_("head of a city or district"),
    Function.DEPUTY_MAYOR: N_("deputy head of a city or district"),
    Function.CHAMBER: N_("leadership of a chamber"),
    Function.RECTOR: N_("head of a university or school"),
    Function.BUSINESS: N_("head of a company"),
    Function.HEAD: N_("head of an organisation"),
    Function.DEPUTY: N_("deputy head of an organisation"),
    Function.COUNCIL: N_("member of a council or board"),
    Function.DIRECTOR: N_("head of a department"),
    Function.EXPERT: N_("expert"),
}
_CITIES: Final = frozenset({
    OrganisationKind.METROPOLITAN_MUNICIPALITY, OrganisationKind.DISTRICT_MUNICIPALITY,
    OrganisationKind.CITY_ADMINISTRATION, OrganisationKind.CITY_DISTRICT_OFFICE, OrganisationKind.COUNTY_ADMINISTRATION,
})  # fmt: skip
_CHAMBERS: Final = frozenset({OrganisationKind.PROFESSIONAL_CHAMBER, OrganisationKind.CHAMBER_OF_COMMERCE})
_SCHOOLS: Final = frozenset({OrganisationKind.UNIVERSITY, OrganisationKind.SCHOOL})
_COMPANIES: Final = frozenset({OrganisationKind.COMPANY, OrganisationKind.MUNICIPAL_COMPANY})
_HEADS: Final = ((_CITIES, Function.MAYOR), (_CHAMBERS, Function.CHAMBER), (_SCHOOLS, Function.RECTOR),
                 (_COMPANIES, Function.BUSINESS))  # fmt: skip


def function_of(level: FunctionLevel, kind: OrganisationKind | None) -> Function | None:
    """Return the function that a level in a kind of house makes; none where nothing was said of it."""
    if level is FunctionLevel.HEAD:
        return next((function for kinds, function in _HEADS if kind in kinds), Function.HEAD)
    if level is FunctionLevel.DEPUTY:
        if kind in _CHAMBERS:
            return Function.CHAMBER
        return Function.DEPUTY_MAYOR if kind in _CITIES else Function.DEPUTY
    return None if level is FunctionLevel.OTHER else Function(level.value)
