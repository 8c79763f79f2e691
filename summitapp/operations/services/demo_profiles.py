"""The participants of the demo say what they offer and seek, so that everybody finds somebody."""

from typing import Final

from summitapp.core.text import as_language
from summitapp.delegations import queries as delegations
from summitapp.directory.values import CityKind, OrganisationKind
from summitapp.operations.services.meetings import SHOWN
from summitapp.operations.values.demo_profiles import (
    AWAY_EACH,
    BEGUN_EACH,
    PAUSED_EACH,
    PROFILES,
    TEXT,
    WHOLE,
    WISHES,
    WROTE_EACH,
    Wish,
)
from summitapp.operations.values.people import people
from summitapp.profiles import services as profiles
from summitapp.profiles.values import DayPart, FunctionLevel, Said
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.registration.values import DelegationRole
from summitapp.summits.models import Summit

_LEVELS: Final = (FunctionLevel.DIRECTOR, FunctionLevel.EXPERT, FunctionLevel.COUNCIL, FunctionLevel.EXPERT)
_KINDS: Final = {
    CityKind.METROPOLITAN: OrganisationKind.METROPOLITAN_MUNICIPALITY,
    CityKind.DISTRICT: OrganisationKind.DISTRICT_MUNICIPALITY, CityKind.CITY: OrganisationKind.CITY_ADMINISTRATION,
    CityKind.CITY_DISTRICT: OrganisationKind.CITY_DISTRICT_OFFICE, CityKind.COUNTY: OrganisationKind.COUNTY_ADMINISTRATION,
}  # fmt: skip


def write_profiles(summit: Summit) -> list[Registration]:
    """Let some of the company have profiles, most of them open; returns those who want meetings, the shown delegate first."""
    address = list(people(SHOWN + 1))[SHOWN].email
    crowd = sorted(registrations.confirmed(summit.id), key=lambda one: one.person.email != address)[:PROFILES]
    opened = [one for number, one in enumerate(crowd) if _write(one, number)]
    for number, group in enumerate([one for one in delegations.of_summit(summit.id) if one.city is not None][:WHOLE]):
        wish = WISHES[number * 3]
        whole = profiles.save(group, _said(wish, summit.default_language))
        profiles.open_profile(whole)
    return opened


def _write(registration: Registration, number: int) -> bool:
    """Write one profile; returns whether it is open in the end."""
    said = _said(WISHES[number % len(WISHES)], registration.language, registration, number)
    profile = profiles.save(registration, said)
    if number % BEGUN_EACH == BEGUN_EACH - 1:
        return False
    profiles.open_profile(profile, agreed=True)
    if number % AWAY_EACH == AWAY_EACH - 1:
        summit = registration.summit
        profiles.keep_free(registration, profiles.span_of(summit, summit.ends_on, DayPart.AFTERNOON))
    if number % PAUSED_EACH == PAUSED_EACH - 1:
        profiles.pause(profile)
        return False
    return True


def _said(wish: Wish, language: str, registration: Registration | None = None, number: int = 0) -> Said:
    spoken = as_language(language)
    group = registration.delegation if registration is not None else None
    city = group.city if group is not None else None
    leads = registration is not None and registration.delegation_role is DelegationRole.HEAD
    return Said(
        language=spoken, headline=wish.headline[spoken], text=TEXT[spoken] if number % WROTE_EACH == 0 else "",
        offers=wish.offers, seeks=wish.seeks, topics=wish.topics, sdgs=wish.sdgs,
        languages=tuple(registration.spoken_languages) if registration is not None else (),
        kind=_KINDS[city.kind] if city is not None else None,
        level=FunctionLevel.HEAD if leads else _LEVELS[number % len(_LEVELS)] if registration is not None
        else FunctionLevel.OTHER, in_calendars=number % 2 == 0,
    )  # fmt: skip
