"""What columns are called, in three languages and in any order."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from summitapp.core.text import fold
from summitapp.nominations.values.importing import Column, Mapped, Notice, Remark

_C = Column
#: Words as they stand in lists, folded when the module is loaded; several words of one line mean the same.
_WORDS: Final = {
    _C.CODE: "code, kod, kodu, anmeldecode, kayıt kodu, registration code",
    _C.FULL_NAME: (
        "full name, name and surname, name surname, participant, participant name, delegate name, name of "
        "participant, vollständiger name, vor und nachname, vorname nachname, vorname und nachname, nachname "
        "vorname, name vorname, vorname name, teilnehmer, teilnehmerin, teilnehmende, teilnehmende person, ad "
        "soyad, adı soyadı, adi soyadi, ad ve soyad, adı ve soyadı, isim soyisim, isim soyad, ismi soyismi, "
        "adsoyad, ad soyadı, soyad ad, katılımcı, katılımcının adı soyadı"
    ),
    _C.GIVEN_NAME: (
        "given name, given names, first name, first names, forename, forenames, christian name, vorname, "
        "vornamen, rufname, ön ad, öz ad, ilk ad"
    ),
    _C.FAMILY_NAME: (
        "family name, family names, last name, last names, surname, surnames, nachname, nachnamen, familienname, "
        "zuname, soyad, soyadı, soyisim, soyismi, soy ad, soy adı, soyisimi"
    ),
    _C.SINGLE_NAME: (
        "single name, one name only, only one name, mononym, einzelname, nur ein name, einname, tek isim, tek ad, "
        "yalnızca tek ad, tek adlı"
    ),
    _C.EMAIL: (
        "email, e mail, mail, email address, e mail address, mail address, emailadresse, e mail adresse, "
        "mailadresse, email adresse, eposta, e posta, e posta adresi, eposta adresi, mail adresi, email adresi, e "
        "mail adresi, elektronik posta, eposta adresleri"
    ),
    _C.FUNCTION: (
        "function, title, job title, position, office, role in the city, funktion, amt, position, dienststellung, "
        "tätigkeit, beruf, amtsbezeichnung, stelle, görev, görevi, unvan, ünvan, unvanı, ünvanı, görev unvanı, "
        "makam, makamı, meslek"
    ),
    _C.ORGANISATION: (
        "organisation, organization, institution, body, employer, company, department, organisationseinheit, "
        "einrichtung, behörde, dienststelle, firma, arbeitgeber, kurum, kurumu, kuruluş, kuruluşu, kurum kuruluş, "
        "işyeri, birim, birimi"
    ),
    _C.CITY: (
        "city, town, municipality, stadt, ort, kommune, gemeinde, wohnort, herkunftsort, şehir, şehri, kent, il, "
        "ilçe, belediye, belediyesi"
    ),
    _C.PHONE: (
        "phone, phone number, telephone, telephone number, tel, tel no, mobile, mobile phone, mobile number, "
        "cell, cell phone, handy, handynummer, mobil, mobilnummer, mobiltelefon, mobil telefon, telefon, "
        "telefonnummer, rufnummer, telefon nr, cep, cep telefonu, cep tel, cep no, telefon no, telefon numarası, "
        "cep telefonu numarası, gsm, gsm no"
    ),
    _C.LANGUAGE: (
        "language, languages, preferred language, language of mails, sprache, sprachen, korrespondenzsprache, "
        "bevorzugte sprache, sprache der mails, dil, dili, tercih edilen dil, yazışma dili, iletişim dili"
    ),
    _C.CATEGORY: (
        "category, kategorie, teilnahmekategorie, kategori, kategorisi, katılımcı türü, katılım türü, type, art "
        "der teilnahme"
    ),
    _C.ROLE: (
        "role, role in the delegation, role in delegation, rolle, rolle in der delegation, delegationsrolle, rol, "
        "rolü, heyetteki rolü, heyet rolü, heyetteki görevi"
    ),
}  # fmt: skip
#: What these mean depends on the other columns: ``Ad`` beside ``Soyad``, ``Name`` beside ``Vorname``.
_NAME: Final = frozenset(fold(word) for word in ("name", "names", "ad", "adı", "isim", "ismi", "namen"))
#: Beginnings of words, folded, by which a column is known to ask for diet, health, belief or access.
_SENSITIVE: Final = tuple(fold(word) for word in (
    "diät", "diet", "ernähr", "essen", "essens", "verpfleg", "mahlzeit", "menü", "menu", "meal", "food", "speise",
    "vegetar", "vejetar", "vegan", "halal", "helal", "koscher", "kosher", "allerg", "alerj", "unverträglich",
    "intoler", "beslen", "diyet", "yemek", "gıda", "perhiz", "gesund", "health", "sağlık", "krank", "erkrank",
    "illness", "disease", "hastalık", "rahatsızlık", "medik", "medic", "ilaç", "arznei", "behinder", "disab",
    "engel", "handicap", "barriere", "accessib", "access need", "erişilebil", "erişim ihti", "rollstuhl",
    "wheelchair", "tekerlekli", "mobilitäts", "hilfsmittel", "schwanger", "pregnan", "hamile", "gebelik",
    "blutgruppe", "blood", "kan grubu", "religion", "glaube", "konfession", "inanç", "mezhep", "özel ihtiyaç",
    "special need", "besondere bedürf", "zugänglich",
))  # fmt: skip
_SENSITIVE_WHOLE: Final = frozenset(fold(word) for word in ("din", "dini", "access", "zugang", "erişim", "kost"))
_KNOWN: Final = {
    fold(word).replace("-", " "): column for column, words in _WORDS.items() for word in words.split(", ")
}  # fmt: skip
_NAMING: Final = frozenset({_C.FULL_NAME, _C.GIVEN_NAME, _C.FAMILY_NAME})


def _plain(head: str) -> str:
    return " ".join(re.sub(r"[^\w\s]|_", " ", fold(head)).split())


def _spellings(head: str) -> Iterable[str]:
    """Return what to look up, the most exact first: all of it, without what stands in brackets, its parts in two languages."""
    yield _plain(head)
    yield _plain(re.sub(r"\(.*?\)|\[.*?\]", " ", head))
    parts = [_plain(part) for part in re.split(r"[/|\n–—]| - ", head)]
    yield from (part for part in parts if part)
    yield re.sub(r" \d+$", "", _plain(head))


def is_sensitive(head: str) -> bool:
    """Return whether a column of this name asks for diet, health, belief or access needs."""
    plain = _plain(head)
    if plain in _SENSITIVE_WHOLE:
        return True
    return any(plain.startswith(start) or f" {start}" in plain for start in _SENSITIVE)


def column_of(head: str) -> Column | None:
    """Return what a heading means by itself; ``Name`` and ``Ad`` need their neighbours, see :func:`map_heads`."""
    if not head.strip() or is_sensitive(head):
        return None
    parts = [_KNOWN.get(part) or (_C.GIVEN_NAME if part in _NAME else None) for part in map(_plain, re.split(r"[/,+&]", head))]
    if len(parts) == 2 and set(parts) == {_C.GIVEN_NAME, _C.FAMILY_NAME}:
        return _C.FULL_NAME
    return next((_KNOWN[spelling] for spelling in _spellings(head) if spelling in _KNOWN), None)


def family_first(head: str) -> bool:
    """Return whether a heading of whole names says that the family name stands first: ``Nachname, Vorname``."""
    first = _plain(head).partition(" ")[0]
    return _KNOWN.get(first) is _C.FAMILY_NAME or _plain(head) == "name vorname"


def _is_bare_name(head: str) -> bool:
    return column_of(head) is None and any(spelling in _NAME for spelling in _spellings(head))


def recognised(heads: Sequence[str]) -> int:
    """Return how many columns of a row are known as headings; 0 unless one of them names people."""
    known = [column_of(head) or (_C.FULL_NAME if _is_bare_name(head) else None) for head in heads]
    if not _NAMING & {column for column in known if column}:
        return 0
    return len({column for column in known if column}) + sum(is_sensitive(head) for head in heads)


def map_heads(heads: Sequence[str]) -> tuple[Mapped, tuple[Remark, ...]]:
    """Return what each column brings, and what is to be said of those that bring nothing."""
    wanted = [column_of(head) for head in heads]
    present = set(wanted)
    for place, head in enumerate(heads):
        if wanted[place] is None and not is_sensitive(head) and _is_bare_name(head):
            wanted[place] = _bare(present)
            present.add(wanted[place])
    return settle(heads, wanted)


def _bare(present: set[Column | None]) -> Column:
    if _C.FAMILY_NAME in present:
        return _C.GIVEN_NAME
    return _C.FAMILY_NAME if _C.GIVEN_NAME in present else _C.FULL_NAME


def settle(heads: Sequence[str], wanted: Sequence[Column | None]) -> tuple[Mapped, tuple[Remark, ...]]:
    """Return the columns that are taken of those wanted: each once, and none that asks for diet, health or access."""
    taken: list[Column | None] = []
    remarks: list[Remark] = []
    for place, (head, column) in enumerate(zip(heads, wanted, strict=True)):
        if is_sensitive(head):
            remarks.append(Remark(Notice.SENSITIVE_COLUMN, column=place))
            column = None
        elif column is None:
            remarks.append(Remark(Notice.UNKNOWN_COLUMN, column=place))
        elif column in taken:
            remarks.append(Remark(Notice.DOUBLE_COLUMN, column=place))
            column = None
        taken.append(column)
    return tuple(taken), tuple(remarks)
