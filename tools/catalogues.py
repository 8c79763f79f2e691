"""Gather what is said to people and bring the German and Turkish catalogues up to date.

``make catalogues`` runs this file. Entries carry no line numbers and stand in alphabetical order, so that two people
who add strings do not meet in the same lines. English is the source and needs no catalogue.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = ROOT / "summitapp" / "translations"
LANGUAGES = ("de", "tr")
NAMES = {"de": "German", "tr": "Turkish"}
KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None, "lazy_gettext": None, "_l": None}
# CLDR gives Turkish one form and gettext's tables two; without a word on it the second form would be dropped.
PLURALS = "nplurals=2; plural=(n != 1);"


def extract() -> Catalog:
    """Return every string the sources and templates mark for translation."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    catalogue = Catalog(project="summitapp", charset="utf-8")
    for name, _line, message, comments, context in extract_from_dir(
        str(ROOT), methods, options, keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    ):
        if (ROOT / name).exists():
            catalogue.add(message, auto_comments=comments, context=context)
    return catalogue


def path_of(language: str) -> Path:
    """Return where the catalogue of ``language`` lies."""
    return CATALOGUES / language / "LC_MESSAGES" / "messages.po"


def read(language: str) -> Catalog:
    """Return the catalogue of ``language``; an empty one if there is none yet."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, project="summitapp", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def write(language: str, catalogue: Catalog) -> None:
    """Write a catalogue whose header gives Turkish and German two forms each."""
    catalogue.fuzzy = False
    catalogue.header_comment = f"# {NAMES[language]} texts of summitapp."
    catalogue.last_translator, catalogue.language_team = "", ""
    catalogue.msgid_bugs_address, catalogue.version = "", "1"
    catalogue._num_plurals, catalogue._plural_expr = 2, "(n != 1)"
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)  # no lines that change daily
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=110, no_location=True, sort_output=True, ignore_obsolete=True)


def main() -> None:
    """Update both catalogues and say what is still to be written."""
    found = extract()
    for language in LANGUAGES:
        catalogue = read(language)
        catalogue._num_plurals, catalogue._plural_expr = 2, "(n != 1)"
        catalogue.update(found, no_fuzzy_matching=True)
        write(language, catalogue)
        empty = sum(1 for message in catalogue if message.id and not all(_forms(message.string)))
        print(f"{language}: {len(catalogue)} strings, {empty} to translate")


def _forms(string: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [string or ""] if string is None or isinstance(string, str) else list(string)


if __name__ == "__main__":
    sys.exit(main())
