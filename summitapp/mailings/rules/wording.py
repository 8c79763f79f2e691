"""From what an author wrote to what a reader gets.

The text is taken apart once, before anything is put in: a value stays words, whatever it holds. It cannot bring
a placeholder or a link of its own, and no mail program makes one of it.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import Final, NamedTuple

from summitapp.core.text import Language, Translated
from summitapp.mailings.values import (
    PLACEHOLDERS,
    FaultCode,
    Line,
    Paragraph,
    Piece,
    TextFault,
    Trust,
)

VALUE_LENGTH: Final = 200
_TOKENS: Final = re.compile(r"\{(?P<name>[^{}\n]{1,40})\}|(?P<url>https?://[^\s<>{}\"]+)")
_TRAILING: Final = ".,;:!?)]’'”"
_WITHIN_ADDRESS: Final = re.compile(r"\S*(?:https?://|www\.)\S*\{[^{}\n]{1,40}\}\S*|\S*\{[^{}\n]{1,40}\}\S*://\S*")
_SECRET: Final = re.compile(r"https?://\S*/[A-Za-z0-9_-]{30,}(?:/\S*)?")


class _Kind(StrEnum):
    WORDS = "words"
    NAME = "name"
    URL = "url"


class _Token(NamedTuple):
    kind: _Kind
    text: str


def _tokens(text: str) -> Iterable[_Token]:
    end = 0
    for match in _TOKENS.finditer(text):
        found = match[0]
        if match["url"]:
            found = found.rstrip(_TRAILING)
        yield _Token(_Kind.WORDS, text[end : match.start()])
        yield _Token(_Kind.URL, found) if match["url"] else _Token(_Kind.NAME, match["name"].strip())
        end = match.start() + len(found)
    yield _Token(_Kind.WORDS, text[end:])


def neutral(value: str) -> str:
    """Return words that a person wrote so that nothing in them is or becomes a link.

    Control and invisible characters go, line breaks too; a full stop between letters is followed by a space,
    since mail programs make links of bare names such as ``example.org``. ``Dr.Müller`` only gains by it.
    """
    shown = "".join(" " if char in "\r\n\t" else char for char in value)
    shown = "".join(char for char in shown if unicodedata.category(char) not in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
    shown = shown.translate({ord("．"): ".", ord("。"): ".", ord("｡"): ".", ord("＠"): "@", ord("：") : ":"})
    shown = re.sub(r":\s*/[/\s]*", ": ", shown)
    shown = re.sub(r"(?<=\S)\.(?=\w)", ". ", shown)
    shown = re.sub(r"(?i)\b(mailto|tel|javascript|data)\s*:(?=\S)", r"\1: ", shown)
    return " ".join(shown.split())[:VALUE_LENGTH]


def _value(name: str, values: Mapping[str, Piece]) -> Piece:
    piece = values[name]
    return Piece(neutral(piece.words)) if PLACEHOLDERS[name].trust is Trust.PERSON else piece


def fill(text: str, values: Mapping[str, Piece]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a body with its placeholders filled and its addresses as links."""
    blocks = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n").strip())
    filled = (tuple(_line(line, values) for line in block.strip("\n").split("\n")) for block in blocks)
    return tuple(block for block in filled if any(block))


def _line(text: str, values: Mapping[str, Piece]) -> Line:
    pieces = []
    for kind, found in _tokens(text):
        if kind is _Kind.NAME and found in PLACEHOLDERS:
            pieces.append(_value(found, values))
        elif kind is _Kind.URL:
            pieces.append(Piece(found, found))
        else:
            pieces.append(Piece(f"{{{found}}}" if kind is _Kind.NAME else found))
    return tuple(piece for piece in pieces if piece.words)


def fill_subject(text: str, values: Mapping[str, Piece]) -> str:
    """Return a subject with its placeholders filled, as one line."""
    words = "".join(piece.words for piece in _line(" ".join(text.split()), values))
    return " ".join("".join(char for char in words if unicodedata.category(char) != "Cc").split())


def as_text(paragraphs: Iterable[Paragraph]) -> str:
    """Return the paragraphs as plain text; a link is written out."""
    return "\n\n".join(
        "\n".join("".join(piece.href or piece.words for piece in line) for line in block) for block in paragraphs
    )


def names_in(*texts: str) -> frozenset[str]:
    """Return the placeholders that texts use."""
    return frozenset(
        found for text in texts for kind, found in _tokens(text) if kind is _Kind.NAME and found in PLACEHOLDERS
    )


def find_faults(subject: Translated, body: Translated) -> tuple[TextFault, ...]:
    """Return what is wrong in the three languages of a text."""
    found: list[TextFault] = []
    for name, texts in (("subject", subject), ("body", body)):
        for language, text in texts:
            found += _faults(name, language, text)
    return tuple(found)


def _faults(name: str, language: Language, text: str) -> list[TextFault]:
    found = []
    for kind, word in _tokens(text):
        if kind is not _Kind.NAME:
            continue
        if word not in PLACEHOLDERS:
            hint = next(iter(get_close_matches(word.lower(), PLACEHOLDERS, 1)), "")
            found.append(TextFault(name, language, FaultCode.UNKNOWN, word, hint))
        elif name == "subject" and PLACEHOLDERS[word].trust is Trust.LINK:
            found.append(TextFault(name, language, FaultCode.LINK_IN_SUBJECT, word))
    found += [TextFault(name, language, FaultCode.IN_ADDRESS, match[0]) for match in _WITHIN_ADDRESS.finditer(text)]
    found += [TextFault(name, language, FaultCode.SECRET_LINK, match[0]) for match in _SECRET.finditer(text)]
    return found
