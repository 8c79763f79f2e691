"""How badges look, category by category, and what functions are called in another language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from summitapp.audit.services import record
from summitapp.badges import queries, rules
from summitapp.badges.models import BadgeDesign, DesignChoice, Wording
from summitapp.badges.services.faces import no_photos, sheet_of
from summitapp.badges.values import BadgeFace, BadgePart, CategoryFace, DesignFace, Layout, Line, Sheet
from summitapp.core.clock import now
from summitapp.core.db import db, lock
from summitapp.core.text import Translated, as_language
from summitapp.directory.models import Person
from summitapp.summits.models import Category, Summit
from summitapp.summits.values import COLOURS, ColourName, ShapeName

#: People of the preview: what they are called is as hard as names get. Nobody of this list exists.
HARD_NAMES: Final = (
    ("Ayşe İnci", "Çağlayan"),
    ("Maria Anna Theresia Elisabeth", "zu Hohenlohe-Waldenburg-Schillingsfürst"),
    ("Işıl", "Weiß-Özdemiroğulları"),
    ("Wu", ""),
    ("Donaudampfschifffahrtsgesellschaftskapitänin", "Wolfeschlegelsteinhausenbergerdorff"),
)


@dataclass(frozen=True, slots=True)
class DesignDetails:
    """What an organiser says of a design."""

    name: str
    paper: Layout
    both_sides: bool
    parts: tuple[BadgePart, ...]
    emergency: Translated


def _write(design: BadgeDesign, details: DesignDetails) -> None:
    design.name, design.paper, design.both_sides = details.name, details.paper, details.both_sides
    design.parts = [part.value for part in BadgePart if part in details.parts]
    design.emergency = details.emergency


def add_design(summit: Summit, details: DesignDetails, categories: Iterable[Category] = ()) -> BadgeDesign:
    """Add a design, and give it to categories.

    :raises DesignNameTaken: if there is one of this name.
    """
    design = BadgeDesign(summit_id=summit.id)
    _write(design, details)
    db.session.add(design)
    record("badge.design_added", design, summit=summit.public_id, paper=details.paper.value)
    _give(design, categories)
    return design


def change_design(design: BadgeDesign, details: DesignDetails, categories: Iterable[Category]) -> None:
    """Change a design and which categories have it; their badges then count as changed.

    :raises DesignNameTaken: if there is another one of this name.
    """
    design = lock(BadgeDesign, design.id)
    _write(design, details)
    record("badge.design_changed", design, summit=design.summit.public_id, paper=details.paper.value)
    _give(design, categories)


def _give(design: BadgeDesign, categories: Iterable[Category]) -> None:
    wanted = {category.id for category in categories}
    for choice in queries.choices_of(list(wanted)):
        if choice.design_id != design.id:
            db.session.delete(choice)  # a category has one design
    for choice in list(design.choices):
        if choice.category_id not in wanted:
            design.choices.remove(choice)
    db.session.flush()
    held = {choice.category_id for choice in design.choices}
    design.choices += [DesignChoice(category_id=category) for category in sorted(wanted - held)]
    db.session.flush()


def remove_design(design: BadgeDesign) -> None:
    """Remove a design; its categories go back to the one that is there from the start."""
    record("badge.design_removed", design, summit=design.summit.public_id)
    db.session.delete(design)


def copy_designs(source_id: int, target: Summit) -> int:
    """Give a new edition the designs of the last one, with its categories of the same codes; returns how many."""
    codes = {category.code: category for category in target.categories}
    found = queries.designs(source_id)
    for design in found:
        face = design.face
        details = DesignDetails(face.name, face.paper, face.both_sides, tuple(face.parts), face.emergency)
        chosen = [choice.category.code for choice in design.choices]
        add_design(target, details, [codes[code] for code in chosen if code in codes])
    return len(found)


def preview_sheet(summit: Summit, category: Category, design: DesignFace, number: int) -> Sheet:
    """Return the document for a preview: a badge of a category with one of the hard names."""
    language = as_language(summit.default_language)
    given, family = HARD_NAMES[number % len(HARD_NAMES)]
    others = {lang: text for lang, text in category.name if text and lang != language}
    face = BadgeFace(
        token=rules.as_symbols(bytes(14))[:24] + "0", serial="ABC123", given_name=given, family_name=family,
        category=CategoryFace(Line(category.name.best(language), language),
                              tuple(Line(text, lang) for lang, text in others.items() if text != category.name[language]),
                              COLOURS[ColourName(category.colour)].light, ShapeName(category.shape)),
        function=Line("Leiterin der Abteilung Stadtgrün und Klimaanpassung", "de"),
        function_translation=Line("Kentsel Yeşil Alanlar ve İklim Uyum Dairesi Başkanı", "tr"), city="Karşıyaka",
        organisation="Stadt Bremerhaven", languages=("de", "tr"), photo_mark=no_photos(language),
        contact_url="https://example.org/c/0123456789ABCDEFGH", design=design,
    )  # fmt: skip
    return sheet_of(summit, [face] * (4 if design.paper is Layout.FOUR_UP else 1))


# --- functions ------------------------------------------------------------------------------------


def approve_wording(summit: Summit, source: str, language: str, text: str) -> Wording:
    """Approve what a function is called in the other language; it holds for everybody of this summit who has it."""
    key = rules.wording_key(source)
    found = queries.wording(summit.id, language, key)
    if found is None:
        found = Wording(summit_id=summit.id, language=language, key=key, source=source)
        db.session.add(found)
    found.target, found.text, found.approved_at = rules.target_language(language, summit.default_language), text, now()
    record("badge.function_approved", found, summit=summit.public_id, language=found.target)
    return found


def withdraw_wording(wording: Wording) -> None:
    """Take an approved translation back; badges show the function in its own language only."""
    record("badge.function_withdrawn", wording, summit=wording.summit.public_id)
    db.session.delete(wording)


def wordings_of(person: Person) -> list[dict[str, Any]]:
    """Return what somebody's functions are called on badges."""
    found = (queries.wording(*known) for known in queries.functions_of_person(person.id))
    return [{"function": one.source, "translation": one.text, "summit": one.summit.slug} for one in found if one is not None]


def forget_wordings(person: Person) -> None:
    """Delete the translations of functions that nobody but this person has: they would tell of them."""
    for summit, language, key in queries.functions_of_person(person.id):
        found = queries.wording(summit, language, key)
        if found is not None and (language, key) not in queries.used_functions(summit, but=person.id):
            withdraw_wording(found)


def forget_orphans(summit_id: int) -> None:
    """Delete the translations of functions that nobody who takes part has any more."""
    used = queries.used_functions(summit_id)
    for one in queries.wordings(summit_id):
        if (one.language, one.key) not in used:
            withdraw_wording(one)


def forget_all_wordings(summit_id: int, most: int) -> int:
    """Delete the translations of a summit that is over; returns how many, ``most`` at once."""
    rows: Sequence[Wording] = queries.wordings(summit_id)[:most]
    for one in rows:
        withdraw_wording(one)
    return len(rows)
