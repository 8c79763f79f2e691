"""Invented people for the demo, as many as wanted, the same on every machine.

Names are combined from what people in both countries are really called; the first ones are those
that break software: dots on capital letters, particles, two surnames, an apostrophe, one name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from summitapp.core.text import Language, slugify
from summitapp.directory.values import Country, FormOfAddress, PersonName
from summitapp.operations.values.cities import CITIES, DELEGATIONS
from summitapp.operations.values.functions import Function, functions_for
from summitapp.operations.values.names import (
    GERMAN_FAMILY,
    GERMAN_GIVEN,
    OTHER_FAMILY,
    OTHER_GIVEN,
    TURKISH_FAMILY,
    TURKISH_GIVEN,
)
from summitapp.operations.values.organisations import ORGANISATIONS, administration_of


@dataclass(frozen=True, slots=True)
class PersonSeed:
    """An invented person; ``city`` is a code of the cities that send a delegation."""

    number: int
    name: PersonName
    address: FormOfAddress
    email: str
    language: Language
    speaks: tuple[Language, ...]
    city: str
    organisation: str
    function: Function


_HARD: Final[tuple[tuple[PersonName, FormOfAddress, Language, str], ...]] = (
    (PersonName("Ayşe İnci", "Çağlayan", "Prof. Dr."), FormOfAddress.MS, "tr", "BORNOVA"),
    (PersonName("İbrahim", "Iğdırlı"), FormOfAddress.MR, "tr", "KARSIYAKA"),
    (PersonName("Şükrü", "Öğüt"), FormOfAddress.MR, "tr", "GAZIEMIR"),
    (PersonName("Gülşah", "Yıldız Ünal"), FormOfAddress.MS, "tr", "IZMIR"),
    (PersonName("Işıl", "Su"), FormOfAddress.MS, "tr", "KONAK"),
    (PersonName("Jürgen", "Weiß-Özdemir", "Dr."), FormOfAddress.MR, "de", "BREMEN"),
    (PersonName("Clemens", "von der Heide"), FormOfAddress.MR, "de", "HANNOVER"),
    (PersonName("Özgür", "Müller"), FormOfAddress.MR, "de", "KOLN"),
    (PersonName("Katharina", "Groß"), FormOfAddress.MS, "de", "BOBLINGEN"),
    (PersonName("Kim", "Schröder"), FormOfAddress.NEUTRAL, "de", "BERLIN_NEUKOLLN"),
    (PersonName("Nilüfer", "Kılıç-Krämer"), FormOfAddress.MS, "de", "BREMEN"),
    (PersonName("Līga", "Šķēps"), FormOfAddress.MS, "en", "BREMERHAVEN"),
    (PersonName("Siobhán", "O'Brien"), FormOfAddress.MS, "en", "FRANKFURT_AM_MAIN"),
    (PersonName("Wu"), FormOfAddress.NEUTRAL, "en", "HAMBURG"),
)

#: Large cities send more people than small ones.
_SENDERS: Final = (
    *DELEGATIONS,
    "BREMEN", "IZMIR", "BREMEN", "IZMIR", "FRANKFURT_AM_MAIN", "KARSIYAKA", "HAMBURG", "BORNOVA",
    "KOLN", "KONAK", "BERLIN_NEUKOLLN", "BREMEN", "IZMIR", "BERGAMA", "BOBLINGEN", "CIGLI",
)

_SPEAKS: Final[Mapping[Language, tuple[tuple[Language, ...], ...]]] = {
    "de": (("de", "en"), ("de",), ("de", "en", "tr"), ("de", "en")),
    "tr": (("tr", "en"), ("tr",), ("tr", "en"), ("tr", "de", "en"), ("tr",)),
    "en": (("en", "de"), ("en",), ("en", "tr", "de")),
}


def people(count: int) -> Iterator[PersonSeed]:
    """Yield ``count`` people, always the same ones in the same order, addresses all different."""
    taken: set[str] = set()
    for number in range(count):
        name, address, language, city = _HARD[number] if number < len(_HARD) else _combined(number)
        organisation = _organisation_of(number, city)
        email = _address_of(name, organisation, number, taken)
        taken.add(email)
        yield PersonSeed(number, name, address, email, language,
                         _SPEAKS[language][number % len(_SPEAKS[language])], city, organisation,
                         _function_of(number, city, organisation))


def _combined(number: int) -> tuple[PersonName, FormOfAddress, Language, str]:
    city = _SENDERS[number * 11 % len(_SENDERS)]
    turkish_side = _in_turkiye(city)
    language: Language = "tr" if turkish_side else "de"
    turkish_name = turkish_side or number % 5 == 2
    if not turkish_side and number % 9 == 4:
        given_pool, family_pool = OTHER_GIVEN, OTHER_FAMILY
        language = "en" if number % 2 else "de"
    elif turkish_name:
        given_pool, family_pool = TURKISH_GIVEN, TURKISH_FAMILY
    else:
        given_pool, family_pool = GERMAN_GIVEN, GERMAN_FAMILY
    step = number * 7919
    mixed = (number * 2654435761 & 0xFFFFFFFF) >> 9
    given, address = given_pool[step % len(given_pool)]
    family = family_pool[mixed % len(family_pool)]
    if number % 23 == 5:
        given = f"{given} {given_pool[(step + len(given_pool) // 2) % len(given_pool)][0]}"
        address = FormOfAddress.NEUTRAL
    if number % 17 == 3:
        second = family_pool[(mixed // 128 + 1) % len(family_pool)]
        family = family if second == family else (
            f"{family} {second}" if turkish_side else f"{family}-{second}")
    title = "Dr." if number % 14 == 6 else "Prof. Dr." if number % 61 == 7 else ""
    if number % 31 == 8:
        address = FormOfAddress.NEUTRAL
    return PersonName(given, family, title), address, language, city


@cache
def _in_turkiye(city: str) -> bool:
    return CITIES[city].country is Country.TURKIYE


@cache
def _beside(city: str) -> tuple[str, ...]:
    own = tuple(body.key for body in ORGANISATIONS.values() if body.city == city)
    return tuple(key for key in own if key != administration_of(city))


def _organisation_of(number: int, city: str) -> str:
    beside = _beside(city)
    if beside and number % 3 == 0:
        return beside[number // 3 % len(beside)]
    return administration_of(city)


def _function_of(number: int, city: str, organisation: str) -> Function:
    functions = functions_for(ORGANISATIONS[organisation].kind, turkish=_in_turkiye(city))
    return functions[(number * 5 + number // 16) % len(functions)]


@cache
def _slug(text: str) -> str:
    return slugify(text)


def _address_of(name: PersonName, organisation: str, number: int, taken: set[str]) -> str:
    given = name.given.split(" ")[0]
    local = ".".join(filter(None, (_slug(given), _slug(name.family))))
    domain = ORGANISATIONS[organisation].mail_domain
    email = f"{local}@{domain}"
    return email if email not in taken else f"{local}.{number}@{domain}"
