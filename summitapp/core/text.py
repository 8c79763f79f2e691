"""Text in three languages, and text as Turkish and German people search and sort it.

Python's ``str.lower`` turns ``İ`` into two characters and knows nothing of ``ı``; nothing here
uses a locale. A folded form serves search and comparison only and is never shown or stored as
somebody's name.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Final, Literal, Self, TypeAlias, cast

Language: TypeAlias = Literal["de", "tr", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("de", "tr", "en")


def N_(message: str) -> str:
    """Mark a catalogue key where the reader's language is not yet known."""
    return message


def as_language(value: str | None, default: Language = "en") -> Language:
    """Return ``value`` if it is one of the three languages, else ``default``."""
    return value if value in LANGUAGES else default


@dataclass(frozen=True, slots=True)
class Translated:
    """A text that people wrote, in up to three languages."""

    de: str = ""
    tr: str = ""
    en: str = ""

    @classmethod
    def same(cls, text: str) -> Self:
        """Return a text that is the same in every language, such as a proper name."""
        return cls(text, text, text)

    @classmethod
    def of(cls, value: Mapping[str, str] | None) -> Self:
        """Build from a mapping; languages that are not ours are left out."""
        value = value or {}
        return cls(**{lang: str(value.get(lang) or "") for lang in LANGUAGES})

    def __getitem__(self, language: str) -> str:
        return cast(str, getattr(self, as_language(language)))

    def __iter__(self) -> Iterator[tuple[Language, str]]:
        return ((lang, self[lang]) for lang in LANGUAGES)

    def __bool__(self) -> bool:
        return any(text for _, text in self)

    def __str__(self) -> str:
        return self.best("en")

    def best(self, language: str, default: str = "en") -> str:
        """Return the text in ``language``, else in ``default``, else the first that is filled."""
        return self[self.language_for(language, default)]

    def language_for(self, language: str, default: str = "en") -> Language:
        """Return the language that :meth:`best` answers in, so that a page can mark it."""
        for lang in (as_language(language), as_language(default), *LANGUAGES):
            if self[lang]:
                return lang
        return as_language(language)

    def missing(self) -> tuple[Language, ...]:
        """Return the languages without a text."""
        return tuple(lang for lang, text in self if not text.strip())

    def as_dict(self) -> dict[str, str]:
        """Return the three texts by language."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


_PLAIN: Final = str.maketrans(
    {
        "İ": "i",
        "I": "i",
        "ı": "i",
        "ß": "ss",
        "ẞ": "ss",
        "Æ": "ae",
        "æ": "ae",
        "Œ": "oe",
        "œ": "oe",
        "Ø": "o",
        "ø": "o",
        "Ł": "l",
        "ł": "l",
        "Đ": "d",
        "đ": "d",
        "Þ": "th",
        "þ": "th",
        "ð": "d",
        "’": "'",
        "ʼ": "'",
        "–": "-",
        "—": "-",
    }
)
_GERMAN: Final = str.maketrans({"Ä": "ae", "ä": "ae", "Ö": "oe", "ö": "oe", "Ü": "ue", "ü": "ue"})


def fold(text: str) -> str:
    """Return the plain form for comparing: no case, no marks, ``ı`` = ``i``, ``ß`` = ``ss``.

    ``fold("ŞİŞLİ") == fold("sisli")``; names that fold alike are probable duplicates.
    """
    while not text.isascii():
        if (folded := _fold_once(text)) == text:  # a letter may come apart only after it was lowered
            return folded
        text = folded
    return " ".join(text.lower().split())


def _fold_once(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    bare = "".join(char for char in plain if not unicodedata.combining(char)).translate(_PLAIN)
    return " ".join(bare.lower().split())


def search_key(*texts: str) -> str:
    """Return what a search looks in: the plain form and, where it differs, the German one.

    Both ``muller`` and ``mueller`` are found in the key of ``Müller``.
    """
    whole = " ".join(texts)
    plain = fold(whole)
    spelt = unicodedata.normalize("NFC", whole).translate(_GERMAN)
    german = plain if spelt == whole else fold(spelt)
    return plain if plain == german else f"{plain} {german}"


_TURKISH_ORDER: Final = {letter: chr(place + 0x100) for place, letter in enumerate("abcçdefgğhıijklmnoöpqrsştuüvwxyz")}


def sort_key(text: str, language: str) -> tuple[str, str]:
    """Return the key that sorts as a reader of ``language`` expects.

    Turkish has ç, ğ, ı, ö, ş and ü as letters of their own; German and English sort by the
    plain letter (DIN 5007-1). Equal keys are told apart by the text itself.
    """
    if language != "tr":
        return fold(text), text
    lowered = unicodedata.normalize("NFC", text).replace("I", "ı").replace("İ", "i").lower()
    key = []
    for char in lowered:
        if char in _TURKISH_ORDER:
            key.append(_TURKISH_ORDER[char])
        else:
            key.extend(_TURKISH_ORDER.get(plain, plain) for plain in fold(char) or " ")
    return "".join(key), text


def slugify(text: str) -> str:
    """Return an address part of ``a-z0-9-``; may be empty when nothing in ``text`` maps."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
