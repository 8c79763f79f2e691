"""Fail when a string has no German or Turkish translation, a doubtful one, or one with other placeholders."""

import re
import sys
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message
from catalogues import LANGUAGES, extract, path_of, read

PLACE = re.compile(r"%\((\w+)\)[sd]|%[sd%]")


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """Return the singular and plural forms of a message as one list."""
    return [text or ""] if text is None or isinstance(text, str) else list(text)


def faults_of(message: Message, translation: Message | None) -> Iterator[str]:
    """Say what is wrong with one translation."""
    if translation is None or not any(forms(translation.string)):
        yield "is not translated"
        return
    if translation.fuzzy:
        yield "is marked fuzzy"
    given = forms(translation.string)
    if len(given) != len(forms(message.id)) or not all(given):
        yield "lacks a plural form"
    wanted = {match[0] for text in forms(message.id) for match in PLACE.finditer(text)}
    for text in given:
        found = {match[0] for match in PLACE.finditer(text)}
        if text and (found - wanted or (len(given) == 1 and wanted - found)):
            yield f"has other placeholders: {', '.join(sorted(found ^ wanted))}"
        if text and text.strip() != text and not forms(message.id)[0].startswith((" ", "\n")):
            yield "begins or ends with a space"


def check(source: Catalog, language: str) -> list[str]:
    """Return every fault of one language's catalogue."""
    catalogue = read(language)
    faults = []
    for message in source:
        if not message.id:
            continue
        translation = catalogue.get(message.id, message.context)
        faults += [f"{language}: {forms(message.id)[0]!r} {fault}" for fault in faults_of(message, translation)]
    path = path_of(language)
    header = path.read_text(encoding="utf-8").split("\n\n", 1)[0] if path.exists() else ""
    if "nplurals=2" not in header:
        faults.append(f"{language}: the header must say nplurals=2, else plural forms are dropped")
    return faults


def main() -> int:
    """Check both languages."""
    source = extract()
    faults = [fault for language in LANGUAGES for fault in check(source, language)]
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(source)} strings in {len(LANGUAGES)} languages, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
