"""Names as lists write them: split where one column has all, and spelt so that a badge reads well."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from summitapp.core.text import fold

#: With these a family name begins; they are written small and are no names by themselves.
_PARTICLES: Final = frozenset({
    "von", "vom", "zu", "zum", "zur", "van", "ter", "ten", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "der",
    "den", "el", "al", "bin", "ibn", "bint", "af", "av",
})  # fmt: skip
#: Degrees and forms of address belong to no name.
_TITLES: Final = frozenset(fold(word) for word in (
    "dr", "prof", "doç", "doc", "yrd", "öğr", "gör", "üyesi", "arş", "uzm", "av", "müh", "mag", "dipl", "ing", "dipl-ing", "med",
    "phil", "rer", "nat", "jur", "iur", "h.c", "hc", "msc", "bsc", "ma", "ba", "phd", "mba", "pd", "priv-doz", "ord", "mimar",
))  # fmt: skip
_ADDRESSES: Final = frozenset(fold(word) for word in (
    "herr", "herrn", "frau", "mr", "mrs", "ms", "mx", "sayın", "sn", "bay", "bayan", "hanım", "bey",
))  # fmt: skip
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\ufeff\ud800-\udfff\ufffe\uffff]")
_TURNING: Final = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_TURKISH: Final = frozenset("İĞŞğış")


@dataclass(frozen=True, slots=True)
class Split:
    """A whole name taken apart; ``sure`` unless somebody should look whether it is right."""

    given: str
    family: str
    sure: bool = True


def tidy(text: str) -> str:
    """Return a cell as it is kept: composed letters, single spaces, nothing invisible, no line breaks."""
    return " ".join(unicodedata.normalize("NFC", _UNPRINTABLE.sub("", text)).split())


def is_disguised(text: str) -> bool:
    """Return whether a text has signs that turn the direction of writing, so that it reads as another one."""
    return bool(_TURNING.search(text))


def _is_capital(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and all(letter == letter.upper() or letter == "ß" for letter in letters) and any(
        letter != letter.lower() for letter in letters
    )


def in_capitals(name: str) -> bool:
    """Return whether a name is written in capitals throughout; an initial such as ``J.`` tells nothing."""
    words = [word for word in re.split(r"[\s\-]+", name) if sum(letter.isalpha() for letter in word) > 1]
    return bool(words) and all(_is_capital(word) or word.lower() in _PARTICLES for word in words) and any(
        _is_capital(word) for word in words
    )


def language_of(whole: str, language: str) -> str:
    """Return the language of a name: one with a letter that only Turkish has is Turkish, whatever its owner reads."""
    return "tr" if any(letter in _TURKISH for letter in whole) else language


def proposal(name: str, language: str) -> str:
    """Return a name that is written in capitals as one would write it in ``language``.

    In Turkish the small form of ``I`` is ``ı`` and that of ``İ`` is ``i``.
    """
    turkish = language_of(name, language) == "tr"
    words = [_spelt(word, turkish) for word in name.split(" ")]
    return " ".join(words)


def _spelt(word: str, turkish: bool) -> str:
    small = _lower(word, turkish)
    if small in _PARTICLES:
        return small
    return re.sub(r"[^\W\d_]+", lambda found: _first_large(found[0], turkish), small)


def _lower(text: str, turkish: bool) -> str:
    if turkish:
        text = text.replace("I", "ı")
    return text.replace("İ", "i").lower()


def _first_large(part: str, turkish: bool) -> str:
    first = "İ" if turkish and part[0] == "i" else part[0].upper()
    return first + part[1:]


def split_name(text: str, family_first: bool = False) -> Split:
    """Return given and family name of a whole one.

    A comma tells (``Yılmaz, Ayşe``). Else the words in capitals are the family name, as Turkish offices write
    (``Ayşe YILMAZ``, ``YILMAZ Ayşe``); else it begins with a particle (``Clemens von der Heide``); else it is the
    last word, which is a guess where there are more than two. A single word is a given name.

    :param family_first: the heading says so (``Nachname, Vorname``); then the first word is the family name.
    """
    whole = _without_titles(tidy(text))
    if "," in whole:
        family, _comma, given = whole.partition(",")
        return Split(_without_titles(given.replace(",", " ")), family.strip())
    words = whole.split(" ")
    if len(words) < 2:
        return Split(whole, "")
    if (split := _by_capitals(words)) is not None:
        return split
    if family_first:
        return Split(" ".join(words[1:]), words[0], len(words) == 2)
    return _by_particle(words) or Split(" ".join(words[:-1]), words[-1], len(words) == 2)


def title_of(text: str) -> str:
    """Return the degrees that stand before a whole name, without forms of address: ``Prof. Dr.``"""
    whole = tidy(text)
    before = whole[: len(whole) - len(_without_titles(whole))].split()
    return " ".join(word for word in before if fold(word).strip(".") not in _ADDRESSES)


def _without_titles(text: str) -> str:
    words = text.split()
    while words and fold(words[0]).strip(".") in _TITLES | _ADDRESSES and (
        len(words) > 1 and ("." in words[0] or fold(words[0]) in _ADDRESSES | {"dr", "prof"})
    ):
        words.pop(0)
    return " ".join(words)


def _by_capitals(words: list[str]) -> Split | None:
    large = [_is_capital(word) or word.lower() in _PARTICLES for word in words]
    if not any(map(_is_capital, words)) or all(large):
        return None
    if large[-1]:  # Ayşe YILMAZ
        begin = len(words)
        while begin and large[begin - 1]:
            begin -= 1
        return Split(" ".join(words[:begin]), " ".join(words[begin:])) if begin else None
    if large[0]:  # YILMAZ Ayşe
        end = next(place for place, one in enumerate(large) if not one)
        return Split(" ".join(words[end:]), " ".join(words[:end]))
    return None


def _by_particle(words: list[str]) -> Split | None:
    for place, word in enumerate(words[1:-1], 1):
        if word.lower() in _PARTICLES:
            return Split(" ".join(words[:place]), " ".join(words[place:]))
    return None
