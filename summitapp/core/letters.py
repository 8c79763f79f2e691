"""Which letters the bytes of a text file mean."""

import codecs
import re
from typing import Final

from summitapp.core.text import N_
from summitapp.core.workbooks import Unreadable

#: The six bytes in which Windows-1254 (Turkish) and Windows-1252 (Western) differ: Ğ İ Ş ğ ı ş, or Ð Ý Þ ð ý þ.
_SIX: Final = frozenset(b"\xd0\xdd\xde\xf0\xfd\xfe")
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WORD: Final = re.compile(r"\w+")
#: Letters that Turkish and German do without, and the languages with ð, þ and ý do not.
_NORTHERN: Final = frozenset("áéíóúæøåÁÉÍÓÚÆØÅ")
_VOWELS: Final = frozenset("aeıioöuüâîûAEIİOÖUÜÂÎÛ")


class UnknownLetters(Unreadable):
    """Text in an encoding we do not know."""

    code = "unknown_letters"
    message = N_("We cannot tell which letters are meant in this file. Please save it as CSV in UTF-8, or as .xlsx.")


def read_text(body: bytes) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding.

    A byte order mark decides; then zero bytes speak for UTF-16; then what is valid UTF-8 is UTF-8, since no other
    text is so by chance. What is left is Windows-1254 or Windows-1252, see :func:`windows_page`.

    :raises UnknownLetters: if the bytes are none of these.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _decode(body[len(mark) :], name), name
    if name := _unmarked_utf16(body):
        return _decode(body, name), name
    if b"\0" in body:
        raise UnknownLetters
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        name = windows_page(body)
        return _decode(body, name), name


def _decode(body: bytes, name: str) -> str:
    try:
        text = body.decode(name)
    except UnicodeDecodeError as error:
        raise UnknownLetters from error
    if "\0" in text:
        raise UnknownLetters
    return text


def _unmarked_utf16(body: bytes) -> str:
    """Return which UTF-16 a text without a mark is: in one made of European letters every other byte is zero."""
    sample = body[:2000]
    if len(sample) < 4 or len(body) % 2:
        return ""
    half = len(sample) // 2
    if sample[1::2].count(0) > half * 0.6 and not sample[0::2].count(0):
        return "utf-16-le"
    if sample[0::2].count(0) > half * 0.6 and not sample[1::2].count(0):
        return "utf-16-be"
    return ""


def windows_page(body: bytes) -> str:
    """Return ``cp1254`` or ``cp1252`` for a text of one byte a letter.

    The two differ in six letters only. Without any of them both mean the same, and it is called ``cp1252``. With
    one, Turkish is far more probable in our lists than Icelandic: each word that has one counts for Turkish, unless it
    has letters that Turkish does without (``Guðmundsdóttir``), or would have a ``ğ`` where no Turkish word has one, at
    its beginning or after a consonant (``Sigurðsson``): that counts twice for Western. A draw is Turkish. A byte that
    only one of the two knows (``Ž``) decides at once.
    """
    if not _SIX & set(body):
        return "cp1252"
    try:
        turkish = body.decode("cp1254")
    except UnicodeDecodeError:
        return "cp1252"
    score = 0
    for word in set(_WORD.findall(turkish)):
        if any(letter in "ĞİŞğış" for letter in word):
            score += -2 if _looks_northern(word) else 1
    return "cp1254" if score >= 0 else "cp1252"


def _looks_northern(word: str) -> bool:
    if any(letter in _NORTHERN for letter in word):
        return True
    return any(
        letter in "ğĞ" and (place == 0 or word[place - 1] not in _VOWELS)
        for place, letter in enumerate(word)
    )  # fmt: skip
