"""The name of a person, and how people wish to be addressed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from summitapp.core.text import N_, Language, search_key, sort_key


class FormOfAddress(StrEnum):
    """How somebody wishes to be addressed; always asked, never guessed from a name."""

    MS = "ms"
    MR = "mr"
    NEUTRAL = "neutral"

    @property
    def label(self) -> str:
        """Return the catalogue key of the word shown to people."""
        return FORM_OF_ADDRESS_LABELS[self]


FORM_OF_ADDRESS_LABELS: Final[Mapping[FormOfAddress, str]] = {
    FormOfAddress.MS: N_("Ms"),
    FormOfAddress.MR: N_("Mr"),
    FormOfAddress.NEUTRAL: N_("No form of address"),
}


@dataclass(frozen=True, slots=True)
class PersonName:
    """Somebody's name as they write it; ``family`` is empty for people with a single name."""

    given: str
    family: str = ""
    academic_title: str = ""

    @property
    def full(self) -> str:
        """Return given and family name, without the academic title; a dash for somebody who was erased."""
        return " ".join(part for part in (self.given, self.family) if part) or "–"

    @property
    def with_title(self) -> str:
        """Return the name as lists and letters show it, academic title first."""
        return " ".join(part for part in (self.academic_title, self.full) if part)

    @property
    def list_form(self) -> str:
        """Return ``family, given`` for alphabetical lists; the bare name for a single name."""
        return f"{self.family}, {self.given}" if self.family else self.given

    @property
    def search_key(self) -> str:
        """Return the folded text a search looks in."""
        return search_key(self.full)

    def sort_key(self, language: str) -> tuple[tuple[str, str], tuple[str, str]]:
        """Return the key that sorts by family name as a reader of ``language`` expects."""
        return sort_key(self.family or self.given, language), sort_key(self.given, language)

    def greeting(self, address: FormOfAddress, language: Language) -> str:
        """Return the opening of a letter; Turkish does not know the sexes, German does."""
        if language == "tr":
            return f"Sayın {self.with_title},"
        titled = " ".join(part for part in (self.academic_title, self.family or self.given) if part)
        if language == "de":
            if address is FormOfAddress.MS:
                return f"Sehr geehrte Frau {titled},"
            if address is FormOfAddress.MR:
                return f"Sehr geehrter Herr {titled},"
            return f"Guten Tag {self.with_title},"
        if address is FormOfAddress.NEUTRAL or self.academic_title:
            return f"Dear {titled if self.academic_title else self.full},"
        return f"Dear {'Ms' if address is FormOfAddress.MS else 'Mr'} {titled},"
