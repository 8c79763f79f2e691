"""Contacts as files of an address book: vCard 3.0 (RFC 2426), which every telephone reads, and 4.0 (RFC 6350)."""

from collections.abc import Iterable, Iterator
from typing import Final

from summitapp.contacts.values import BusinessCard, CardVersion

MEDIA_TYPE: Final = "text/vcard; charset=utf-8"
_OCTETS: Final = 75
_PRODUCT: Final = "-//Izmir Sister Cities//Summit//EN"
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n", "\r": ""})


def write_cards(cards: Iterable[BusinessCard], version: CardVersion = CardVersion.OLD) -> str:
    """Return people as one file, each a card of its own."""
    return "".join(_card(card, version) for card in cards)


def _card(card: BusinessCard, version: CardVersion) -> str:
    return "".join(f"{_folded(line)}\r\n" for line in _lines(card, version))


def _lines(card: BusinessCard, version: CardVersion) -> Iterator[str]:
    new = version is CardVersion.NEW
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield f"PRODID:{_PRODUCT}"
    if new:
        yield "KIND:individual"
    yield f"UID:{_text(card.uid)}"
    yield f"FN:{_text(card.name)}"
    # Who has a single name is called by it: without a family name there is only the given one.
    yield f"N:{_text(card.family)};{_text(card.given)};;{_text(card.title)};"
    if card.organisation:
        yield f"ORG:{_text(card.organisation)}"
    if card.function:
        yield f"TITLE:{_text(card.function)}"
    if card.email:
        yield f"EMAIL{';TYPE=work' if new else ';TYPE=INTERNET'}:{_text(card.email)}"
    if card.phone:
        yield f"TEL{';TYPE=cell' if new else ';TYPE=CELL'}:{_text(card.phone)}"
    if card.city:
        yield f"ADR{';TYPE=work' if new else ';TYPE=WORK'}:;;;{_text(card.city)};;;"
    yield "END:VCARD"


def _text(value: str) -> str:
    return value.translate(_ESCAPES)


def _folded(line: str) -> str:
    """Break a line after 75 octets, never inside a letter (RFC 6350, 3.2)."""
    parts, present, size = [], "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > _OCTETS:
            parts.append(present)
            present, size = " ", 1
        present, size = present + sign, size + octets
    return "\r\n".join([*parts, present])
