"""What single cells mean: telephone numbers, addresses, languages, roles, a yes."""

import re
from typing import Final

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from summitapp.core.text import fold
from summitapp.registration.values import DelegationRole

_YES: Final = frozenset(fold(word) for word in ("yes", "y", "ja", "j", "evet", "e", "true", "wahr", "doğru", "1", "x", "✓", "✔"))
_LANGUAGES: Final = {
    fold(word): language
    for language, words in {
        "de": "de, deu, ger, german, deutsch, almanca, alman, de-de, de-at, de-ch",
        "tr": "tr, tur, turkish, türkisch, türkçe, turkce, tr-tr",
        "en": "en, eng, english, englisch, ingilizce, en-gb, en-us",
    }.items()
    for word in words.split(", ")
}
_ROLES: Final = {
    fold(word): role
    for role, words in {
        DelegationRole.HEAD: (
            "head, head of delegation, leader, chair, leitung, leiter, leiterin, leiter:in, delegationsleitung, "
            "delegationsleiter, delegationsleiterin, heyet başkanı, heyetbaşkanı, başkan, heyet lideri, lider"
        ),
        DelegationRole.DEPUTY: (
            "deputy, deputy head, vice head, stellvertretung, stellvertreter, stellvertreterin, stv, stellv, "
            "stellvertretende leitung, stellvertretende delegationsleitung, başkan yardımcısı, heyet başkan "
            "yardımcısı, heyet başkanı yardımcısı, vekil, başkan vekili, heyet başkan vekili"
        ),
        DelegationRole.MEMBER: (
            "member, delegate, mitglied, teilnehmer, teilnehmerin, delegierte, delegierter, üye, heyet üyesi, "
            "delege"
        ),
    }.items()
    for word in words.split(", ")
}  # fmt: skip
_BY_COUNTRY: Final = {"DE": "de", "AT": "de", "CH": "de", "LI": "de", "TR": "tr"}
_AS_NUMBER: Final = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})")
#: A spreadsheet shows at most so many digits of a long number; the rest is lost where the text was made of what it showed.
_SHOWN: Final = 6


def is_yes(text: str) -> bool:
    """Return whether a cell says yes in one of the three languages, or is ticked."""
    return fold(text).strip(".!") in _YES


def address(text: str) -> str | None:
    """Return an address as it is kept, in small letters, or None if it is none."""
    try:
        found = validate_email(text.strip().removeprefix("mailto:"), check_deliverability=False, allow_smtputf8=False,
                               test_environment=True)  # fmt: skip
    except EmailNotValidError:
        return None
    return found.normalized.lower()


def language_of(text: str) -> str | None:
    """Return the language a cell names, or None for one we do not speak; of several the first that we do."""
    for word in re.split(r"[,;/+&]| und | ve | and ", text):
        if (found := _LANGUAGES.get(fold(word))) is not None:
            return found
    return None


def language_of_country(country: str) -> str:
    """Return in which language we write to a delegation of a country."""
    return _BY_COUNTRY.get(country, "en")


def role_of(text: str) -> DelegationRole | None:
    """Return what a cell says somebody is in their delegation, or None if we do not know the word."""
    return _ROLES.get(" ".join(re.sub(r"[^\w\s:]", " ", fold(text)).split()))


def phone(text: str, country: str) -> str | None:
    """Return a telephone number as E.164, or None if it cannot be read or can be none.

    A number that a spreadsheet has made of it has lost its plus or its zero. If it begins like one of the country
    abroad, it is more probably that than a domestic one without its zero. ``4,94214E+11`` has lost its last digits
    and cannot be read; with more digits than a spreadsheet shows it is whole.
    """
    digits = _digits(text)
    if digits is None:
        return None
    tries: list[tuple[str, str | None]] = [(digits, country or None)]
    bare = re.sub(r"[^\d+]", "", digits)
    if bare.isdecimal() and not bare.startswith("0"):
        abroad = bare.startswith(str(phonenumbers.country_code_for_region(country) if country else ""))
        tries.insert(0 if abroad else 1, (f"+{bare}", None))
    for written, region in tries:
        try:
            number = phonenumbers.parse(written, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


def _digits(text: str) -> str | None:
    plain = text.strip()
    if found := _AS_NUMBER.fullmatch(plain):
        whole, part, power = found[1], found[2] or "", int(found[3])
        if len(whole + part.rstrip("0")) <= _SHOWN or len(part) > power:
            return None
        return whole + part + "0" * (power - len(part))
    return re.sub(r"[.,]0+$", "", plain) if re.fullmatch(r"\d+[.,]0+", plain) else plain
