"""What a mailing says: wordings, placeholders, and what can be wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from summitapp.core.text import LANGUAGES, N_, Language, Translated


class Trust(StrEnum):
    """Who wrote what a placeholder puts in. What a person wrote can never become a link."""

    HOUSE = "house"
    PERSON = "person"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A word in braces that is replaced for each reader."""

    name: str
    means: str
    trust: Trust = Trust.HOUSE


PLACEHOLDERS: Final[Mapping[str, Placeholder]] = MappingProxyType({
    one.name: one for one in (
        Placeholder("given_name", N_("Given name"), Trust.PERSON),
        Placeholder("full_name", N_("Full name with academic title"), Trust.PERSON),
        Placeholder("summit", N_("Name of the summit")),
        Placeholder("dates", N_("Days of the summit")),
        Placeholder("category", N_("Category of the person")),
        Placeholder("delegation", N_("Delegation of the person")),
        Placeholder("code", N_("Code of the registration")),
        Placeholder("deadline", N_("Until when the person has to answer or can change something")),
        Placeholder("my_summit", N_("The person's own link to My summit, made at sending"), Trust.LINK),
    )
})  # fmt: skip


class FaultCode(StrEnum):
    """What can be wrong with a text."""

    UNKNOWN = "unknown"
    LINK_IN_SUBJECT = "link_in_subject"
    IN_ADDRESS = "in_address"
    SECRET_LINK = "secret_link"


FAULT_WORDS: Final[Mapping[FaultCode, str]] = MappingProxyType({
    FaultCode.UNKNOWN: N_("There is no placeholder {%(word)s}."),
    FaultCode.LINK_IN_SUBJECT: N_("The placeholder {%(word)s} is a link and cannot stand in a subject."),
    FaultCode.IN_ADDRESS: N_("A placeholder cannot be a part of a web address: %(word)s"),
    FaultCode.SECRET_LINK: N_(
        "This link belongs to one person only: %(word)s. Please write {my_summit}: each reader gets a link of their own."
    ),
})


@dataclass(frozen=True, slots=True)
class TextFault:
    """Something wrong in one language of one field; ``hint`` is the placeholder that was probably meant."""

    field: str
    language: Language
    code: FaultCode
    word: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: words, or a link with the words that stand for it."""

    words: str
    href: str = ""


Line = tuple[Piece, ...]
Paragraph = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as its author wrote it.

    :param fallback: the language for readers whose own is missing; empty keeps the mailing from being sent to them.
    :param essential: concerns taking part itself, so that nobody can say no to it.
    """

    subject: Translated
    body: Translated
    fallback: str = ""
    essential: bool = True

    def filled(self) -> tuple[Language, ...]:
        """Return the languages that have both a subject and a text."""
        return tuple(lang for lang in LANGUAGES if self.subject[lang].strip() and self.body[lang].strip())

    def language_for(self, reader: Language) -> Language | None:
        """Return the language somebody reads it in, or None if it cannot be sent to them."""
        filled = self.filled()
        if reader in filled:
            return reader
        return next((lang for lang in filled if lang == self.fallback), None)
