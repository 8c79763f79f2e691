"""A list as its preview shows it: which rows, which cells are open to be mended, and the words beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from summitapp.core.i18n import current_language, language_name, said
from summitapp.core.i18n import gettext as _
from summitapp.core.text import LANGUAGES
from summitapp.delegations.models import Delegation
from summitapp.nominations.documents import HEADS, ROLES
from summitapp.nominations.services.keeping import Draft
from summitapp.nominations.values.importing import (
    COLUMN_NAMES,
    OUTCOME_NAMES,
    WORDS,
    Change,
    Column,
    Fault,
    Judged,
    Judgement,
    Notice,
    Outcome,
    Remark,
)
from summitapp.registration.values import ROLE_NAMES, DelegationRole

PAGE: Final = 50
#: What becomes of a row: its word, the colour and the shape of its chip.
OUTCOMES: Final = {
    Outcome.NEW: (OUTCOME_NAMES[Outcome.NEW], "tile"),
    Outcome.UPDATED: (OUTCOME_NAMES[Outcome.UPDATED], "sun"),
    Outcome.UNCHANGED: (OUTCOME_NAMES[Outcome.UNCHANGED], "plain"),
    Outcome.REFUSED: (OUTCOME_NAMES[Outcome.REFUSED], "clay"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One remark in words; a fault keeps the row out."""

    text: str
    fault: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell under a known heading; ``open`` ones can be mended in place."""

    place: int
    head: str
    column: Column
    text: str
    said: tuple[Said, ...]
    open: bool
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row; ``said`` is what concerns all of it."""

    row: int
    outcome: Outcome
    name: str
    cells: tuple[Cell, ...]
    said: tuple[Said, ...]
    changes: tuple[tuple[str, str, str], ...]
    edited: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows of one page of the preview, how they were narrowed, and how many there are of each kind."""

    lines: tuple[Line, ...]
    show: str
    page: int
    pages: int
    choices: tuple[tuple[str, str, int], ...]
    proposals: int


def narrow(judgement: Judgement, asked: Mapping[str, str]) -> Shown:
    """Return the part of a list that the address asks for."""
    kinds = {
        "": judgement.rows,
        "faults": [one for one in judgement.rows if not one.accepted],
        "look": [one for one in judgement.rows if one.accepted and one.troubled],
        "new": [one for one in judgement.rows if one.outcome is Outcome.NEW],
        "changes": [one for one in judgement.rows if one.outcome is Outcome.UPDATED],
    }
    words = {"": _("All"), "faults": _("Only faults"), "look": _("To look at"), "new": _("New"), "changes": _("Changes")}
    show = asked.get("show", "") if asked.get("show", "") in kinds else ""
    rows: Sequence[Judged] = kinds[show]
    pages = max(-(-len(rows) // PAGE), 1)
    page = min(max(_number(asked.get("page", "")), 1), pages)
    edited = _number(asked.get("row", ""))
    lines = tuple(line_of(judgement, one, one.row == edited) for one in rows[(page - 1) * PAGE : page * PAGE])
    choices = tuple((kind, words[kind], len(found)) for kind, found in kinds.items() if found or kind in ("", show))
    return Shown(lines, show, page, pages, choices, sum(bool(one.proposals) for one in judgement.rows))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0


def line_of(judgement: Judgement, one: Judged, edited: bool) -> Line:
    """Return a row with the words beside its cells."""
    cells = tuple(
        Cell(place, judgement.heads[place] or COLUMN_NAMES[column], column, one.cells[place], said_of(one.remarks, place),
             edited or any(remark.column == place for remark in one.remarks), one.proposals.get(place, ""))
        for place, column in enumerate(judgement.mapped) if column is not None
    )  # fmt: skip
    changes = tuple((_(COLUMN_NAMES[Column(each.name)]), *_values(each)) for each in one.changes)
    name = one.details.full if one.details is not None else " ".join(
        one.cells[place] for place, column in enumerate(judgement.mapped) if column in _NAMING
    )  # fmt: skip
    return Line(one.row, one.outcome, name.strip(), cells, said_of(one.remarks, None), changes, edited)


_NAMING: Final = (Column.FULL_NAME, Column.GIVEN_NAME, Column.FAMILY_NAME)


def _values(change: Change) -> tuple[str, str]:
    if change.name == Column.ROLE:
        return _(ROLE_NAMES[DelegationRole(change.before)]), _(ROLE_NAMES[DelegationRole(change.after)])
    if change.name == Column.LANGUAGE:
        return language_name(change.before), language_name(change.after)
    return change.before, change.after


def said_of(remarks: Sequence[Remark], place: int | None) -> tuple[Said, ...]:
    """Return what is said of one cell, or of the whole row, in the reader's language."""
    return tuple(Said(words_of(one), isinstance(one.code, Fault)) for one in remarks if one.column == place)


def words_of(remark: Remark) -> str:
    """Return a remark in the reader's language."""
    facts = dict(remark.facts)
    if remark.code is Notice.LANGUAGE:
        facts["language"] = language_name(str(facts["language"]))
    return _(WORDS[remark.code], **facts) if facts else _(WORDS[remark.code])


def notes(judgement: Judgement) -> list[tuple[str, list[str]]]:
    """Return what is to be said of whole columns, each sentence with the columns it is about."""
    found: dict[str, list[str]] = {}
    for remark in judgement.remarks:
        place = remark.column or 0
        found.setdefault(words_of(remark), []).append(judgement.heads[place] or letter(place))
    return list(found.items())


def letter(place: int) -> str:
    """Return what a spreadsheet calls a column: A, B, … AA."""
    name = ""
    number = place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass(frozen=True, slots=True)
class Choice:
    """One column of the file, an example of what stands in it, and what it is taken for; ``closed`` ones are never taken."""

    place: int
    head: str
    example: str
    column: Column | None
    closed: bool


def columns(draft: Draft) -> list[Choice]:
    """Return the columns of a list, to choose what they are taken for."""
    closed = {remark.column for remark in draft.remarks if remark.code is Notice.SENSITIVE_COLUMN}
    return [
        Choice(place, head or letter(place), _example(draft, place), draft.mapped[place], place in closed)
        for place, head in enumerate(draft.table.heads)
    ]


def column_names() -> list[tuple[str, str]]:
    """Return what a column can be taken for, in the reader's language."""
    return [(column.value, _(name)) for column, name in COLUMN_NAMES.items()]


def _example(draft: Draft, place: int) -> str:
    return next((row[place].strip()[:60] for _number, row in draft.table.rows if row[place].strip()), "")


def hints(delegation: Delegation) -> list[tuple[str, str]]:
    """Return what the second page of the template says of each column."""
    language = current_language()
    kinds = ", ".join(said(one.name, delegation.summit.default_language) for one in delegation.summit.categories)
    texts = {
        Column.GIVEN_NAME: _("As on the passport and the badge, in capitals and small letters."),
        Column.FAMILY_NAME: _("Leave it empty only for somebody who has one name."),
        Column.EMAIL: _("The person's own address: we tell them that they are on your list. May be empty."),
        Column.FUNCTION: _("In the person's own language; it is never translated by a machine."),
        Column.ORGANISATION: _("The administration, company or association the person works for."),
        Column.CITY: _("If it is not the city of the delegation."),
        Column.PHONE: _("With the country code, for example +90 532 123 45 67."),
        Column.LANGUAGE: _("In which we write to the person: %(languages)s.",
                           languages=", ".join(language_name(code) for code in LANGUAGES)),
        Column.CATEGORY: _("One of these: %(categories)s. Empty means delegate.", categories=kinds),
        Column.ROLE: _("One of these: %(roles)s. Empty means member.",
                       roles=", ".join(name[language] for name in ROLES.values())),
        Column.SINGLE_NAME: _("Write yes if the person has one name only."),
    }  # fmt: skip
    asked = _("Diet, health, access needs")
    return [*((HEADS[column][language], text) for column, text in texts.items()),
            (asked, _("Please do not write these into the list: we ask each person ourselves."))]  # fmt: skip
