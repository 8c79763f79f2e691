"""Kinds of cities and of bodies, with their names."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from summitapp.core.text import N_


class Country(StrEnum):
    """The countries the directory knows without asking; others are ISO codes in text."""

    GERMANY = "DE"
    TURKIYE = "TR"


class CityKind(StrEnum):
    """What a place is in its own country's administrative order."""

    METROPOLITAN = "metropolitan"
    DISTRICT = "district"
    CITY = "city"
    CITY_DISTRICT = "city_district"
    COUNTY = "county"

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return CITY_KIND_LABELS[self]


CITY_KIND_LABELS: Final[Mapping[CityKind, str]] = {
    CityKind.METROPOLITAN: N_("Metropolitan city"),
    CityKind.DISTRICT: N_("District of İzmir"),
    CityKind.CITY: N_("City or town"),
    CityKind.CITY_DISTRICT: N_("City district"),
    CityKind.COUNTY: N_("County"),
}


class OrganisationKind(StrEnum):
    """What kind of body an organisation is."""

    METROPOLITAN_MUNICIPALITY = "metropolitan_municipality"
    DISTRICT_MUNICIPALITY = "district_municipality"
    CITY_ADMINISTRATION = "city_administration"
    CITY_DISTRICT_OFFICE = "city_district_office"
    COUNTY_ADMINISTRATION = "county_administration"
    MINISTRY = "ministry"
    GOVERNORSHIP = "governorship"
    CONSULATE = "consulate"
    ASSOCIATION_OF_CITIES = "association_of_cities"
    MUNICIPAL_COMPANY = "municipal_company"
    DEVELOPMENT_AGENCY = "development_agency"
    UNIVERSITY = "university"
    PROFESSIONAL_CHAMBER = "professional_chamber"
    CHAMBER_OF_COMMERCE = "chamber_of_commerce"
    COMPANY = "company"
    ASSOCIATION = "association"
    PARTNERSHIP_ASSOCIATION = "partnership_association"
    FOUNDATION = "foundation"
    SCHOOL = "school"
    YOUTH_ORGANISATION = "youth_organisation"
    MEDIA = "media"
    TRADE_UNION = "trade_union"

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return ORGANISATION_KIND_LABELS[self]


ORGANISATION_KIND_LABELS: Final[Mapping[OrganisationKind, str]] = {
    OrganisationKind.METROPOLITAN_MUNICIPALITY: N_("Metropolitan municipality"),
    OrganisationKind.DISTRICT_MUNICIPALITY: N_("District municipality"),
    OrganisationKind.CITY_ADMINISTRATION: N_("City administration"),
    OrganisationKind.CITY_DISTRICT_OFFICE: N_("City district office"),
    OrganisationKind.COUNTY_ADMINISTRATION: N_("County administration"),
    OrganisationKind.MINISTRY: N_("State or federal ministry"),
    OrganisationKind.GOVERNORSHIP: N_("Governorship"),
    OrganisationKind.CONSULATE: N_("Consulate or embassy"),
    OrganisationKind.ASSOCIATION_OF_CITIES: N_("Association of cities"),
    OrganisationKind.MUNICIPAL_COMPANY: N_("Municipal company"),
    OrganisationKind.DEVELOPMENT_AGENCY: N_("Development agency"),
    OrganisationKind.UNIVERSITY: N_("University"),
    OrganisationKind.PROFESSIONAL_CHAMBER: N_("Professional chamber"),
    OrganisationKind.CHAMBER_OF_COMMERCE: N_("Chamber of commerce"),
    OrganisationKind.COMPANY: N_("Company"),
    OrganisationKind.ASSOCIATION: N_("Association or NGO"),
    OrganisationKind.PARTNERSHIP_ASSOCIATION: N_("Partnership association"),
    OrganisationKind.FOUNDATION: N_("Foundation"),
    OrganisationKind.SCHOOL: N_("School"),
    OrganisationKind.YOUTH_ORGANISATION: N_("Youth organisation"),
    OrganisationKind.MEDIA: N_("Media"),
    OrganisationKind.TRADE_UNION: N_("Trade union"),
}
