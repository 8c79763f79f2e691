"""What stands on badges: from rows to what documents draw."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from summitapp.badges import documents, queries, rules
from summitapp.badges.services.issuing import contact_address_of, contact_code_of, open_code
from summitapp.badges.values import (
    STANDARD,
    BackFace,
    BadgeFace,
    CategoryFace,
    DesignFace,
    Lack,
    Layout,
    Line,
    PrintSelection,
    Sheet,
)
from summitapp.consents import queries as consents
from summitapp.consents.values import Purpose
from summitapp.core import i18n
from summitapp.core.context import settings
from summitapp.core.text import LANGUAGES, N_, Language, Translated, as_language, sort_key
from summitapp.directory.values import PersonName
from summitapp.summits.models import Summit
from summitapp.summits.values import COLOURS, ColourName, ShapeName

EMERGENCY: Final = N_("Emergency: call 112")
_NOTES: Final = (
    N_("Found? Please bring this badge to the registration desk."),
    N_("Lost? Tell the desk: your badge is blocked at once and you get a new one."),
    N_("The code on the front holds no personal details."),
)
_NO_PHOTOS: Final = N_("No photos, please")
_PROGRAMME: Final = N_("The programme, always up to date")
_CONTACT: Final = N_("Scan to stay in touch")
Entry = tuple[str, str, BadgeFace]


def _order(first: Language) -> tuple[Language, ...]:
    return (first, *(lang for lang in LANGUAGES if lang != first))


def _in_all(message: str, first: Language) -> tuple[Line, ...]:
    lines = []
    for lang in _order(first):
        with i18n.speaking(lang):
            lines.append(Line(i18n.gettext(message), lang))
    return tuple(lines)


def _words(value: Translated, first: Language) -> tuple[Line, ...]:
    """Return a text in every language it has, each wording once."""
    found = {value[lang]: lang for lang in reversed(_order(first)) if value[lang]}
    return tuple(Line(text, lang) for text, lang in reversed(found.items()))


def _desk_order(row: Any, language: Language) -> tuple[Any, ...]:
    """Badges lie on the desk by delegation, and in it by family name as a reader of the language looks it up."""
    name = PersonName(row.given_name, row.family_name)
    return (row.delegation or "", name.sort_key(language), row.code)


def no_photos(language: Language) -> Line:
    """Return the mark of somebody who has not agreed to be photographed."""
    with i18n.speaking(language):
        return Line(i18n.gettext(_NO_PHOTOS), language)


def _photo_marks(people: Sequence[int], language: Language) -> dict[int, Line]:
    """Return the mark of each person who has not agreed to be photographed; silence is no."""
    agreed: set[int] = set()
    for start in range(0, len(people), 500):
        agreed |= consents.who_agrees(Purpose.PHOTO, list(people[start:start + 500]))
    mark = no_photos(language)
    return {person: mark for person in people if person not in agreed}


@dataclass(frozen=True, slots=True)
class _Known:
    """What all faces of a summit share."""

    language: Language
    marks: Mapping[int, Line]
    designs: Mapping[int, DesignFace]
    wordings: Mapping[tuple[str, str], Line]

    def face(self, row: Any) -> BadgeFace:
        """Return what stands on one badge."""
        token = open_code(row.sealed, row.lookup)
        words = _words(row.category, self.language)
        city = row.city.best(row.language) if row.city else row.city_text
        translated = self.wordings.get((row.language, rules.wording_key(row.function))) if row.function else None
        return BadgeFace(
            token=token, serial=rules.serial(row.code, row.number), given_name=row.given_name, family_name=row.family_name,
            category=CategoryFace(words[0] if words else Line(""), words[1:], COLOURS[ColourName(row.colour)].light,
                                  ShapeName(row.shape)),
            function=Line(row.function, row.language) if row.function else None, function_translation=translated,
            city=city, organisation=row.organisation_text,
            languages=tuple(lang for lang in LANGUAGES if lang in row.spoken_languages), photo_mark=self.marks.get(row.person_id),
            contact_url=contact_address_of(contact_code_of(token)), design=self.designs.get(row.category_id, STANDARD),
        )  # fmt: skip


def _known(summit: Summit, people: Sequence[int], language: Language) -> _Known:
    wordings = {(one.language, one.key): Line(one.text, one.target) for one in queries.wordings(summit.id)}
    return _Known(language, _photo_marks(people, language), queries.designs_by_category(summit.id), wordings)


def fingerprint(face: BadgeFace) -> str:
    """Return what tells whether a badge would look different today."""
    data = {one.name: getattr(face, one.name) for one in fields(face) if one.name not in ("token", "contact_url", "design")}
    design = face.design
    data["design"] = [design.paper, design.both_sides, sorted(design.parts), repr(design.emergency)]
    return hashlib.sha256(json.dumps(data, ensure_ascii=False, sort_keys=True, default=_plain).encode()).hexdigest()


def _plain(value: Any) -> Any:
    return [getattr(value, one.name) for one in fields(value)]


def sheet_of(summit: Summit, faces: Sequence[BadgeFace], layout: Layout = Layout.DESIGNED) -> Sheet:
    """Return the document that holds these badges, with the words of the summit and the back."""
    language = as_language(summit.default_language)
    notes = [_in_all(message, language) for message in _NOTES]
    with i18n.speaking(language):
        dates = i18n.show_dates(summit.starts_on, summit.ends_on)
        if summit.contact_email:
            notes.append((Line(summit.contact_email),))
    back = BackFace(
        notes=tuple(notes), emergency=_in_all(EMERGENCY, language),
        programme_url=f"{settings().base_url}/{language}/summits/{summit.slug}/agenda/",
        programme_words=_in_all(_PROGRAMME, language), contact_words=_in_all(_CONTACT, language),
    )  # fmt: skip
    place = summit.city.name.best(language) if summit.city else ""
    return Sheet(summit.name, dates, place, language, tuple(faces), back, layout)


_FIELDS: Final = ("given_name", "family_name", "function", "translation", "city", "organisation")


def lacking(summit: Summit, references: Sequence[str] | None = None, delegation: str = "") -> list[Lack]:
    """Return each badge on which letters would be missing because no font of paper has them; asked before printing.

    :param references: only these badges.
    """
    language = as_language(summit.default_language)
    wordings = {(one.language, one.key): one.text for one in queries.wordings(summit.id)}
    found = []
    for row in queries.printable(summit.id, references=references, delegation=delegation):
        translated = wordings.get((row.language, rules.wording_key(row.function)), "") if row.function and wordings else ""
        city = row.city.best(row.language) if row.city else row.city_text
        words = (row.given_name, row.family_name, row.function, translated, city, row.organisation_text)
        name = PersonName(row.given_name, row.family_name).full
        for field, letters in documents.lacking(zip(_FIELDS, words, strict=True)).items():
            found.append(Lack(row.public_id, rules.serial(row.code, row.number), name, field, tuple(letters)))
    return sorted(found, key=lambda lack: (sort_key(lack.name, language), lack.serial))


def choose(
    summit: Summit, selection: PrintSelection, references: Sequence[str] = (), delegation: str = ""
) -> list[Entry]:
    """Return (badge, registration code, face) of the badges of a choice, in print order.

    New are those never printed and those that would look different from what was printed.
    """
    chosen = references if selection is PrintSelection.CHOSEN else None
    language = as_language(summit.default_language)
    rows = queries.printable(summit.id, references=chosen, delegation=delegation)
    rows.sort(key=lambda row: _desk_order(row, language))
    known = _known(summit, [row.person_id for row in rows], language)
    faces = ((row, known.face(row)) for row in rows)
    return [
        (row.public_id, row.code, face) for row, face in faces
        if selection is not PrintSelection.NEW or row.printed_at is None or row.fingerprint != fingerprint(face)
    ]  # fmt: skip
