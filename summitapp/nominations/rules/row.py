"""One row by itself: what its known columns say, and whom it is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from summitapp.core import names
from summitapp.core.text import fold
from summitapp.nominations.rules import cells, headings
from summitapp.nominations.values.importing import (
    Column,
    Details,
    Fault,
    Kind,
    Mapped,
    Member,
    Notice,
    Remark,
    Setting,
    Table,
)
from summitapp.registration.rules import sameness_key
from summitapp.registration.values import NAME_LENGTH, TEXT_LENGTH, DelegationRole

_DEFAULT_KIND: Final = "delegate"
#: Fields whose cell is kept as it is written.
PLAIN: Final = (Column.FUNCTION, Column.ORGANISATION, Column.CITY)
Pair = tuple[str, str]


@dataclass
class Row:
    """A row while it is judged: what its known columns say, who it is about, what is to be said of it."""

    number: int
    cells: tuple[str, ...]
    said: dict[Column, str]
    places: dict[Column, int]
    details: Details = field(default_factory=lambda: Details("", ""))
    member: Member | None = None
    by_code: bool = False
    remarks: list[Remark] = field(default_factory=list)
    proposals: dict[int, str] = field(default_factory=dict)
    sure: bool = True
    family_first: bool = False

    def says(self, column: Column) -> str:
        """Return what a column says, or an empty text."""
        return self.said.get(column, "")

    def remark(self, code: Fault | Notice, column: Column | None, **facts: Any) -> None:
        """Say something of a cell, or of the whole row."""
        self.remarks.append(Remark(code, self.number, self.places.get(column) if column else None, facts))

    def set(self, column: Column, text: str) -> None:
        """Write a plain field down."""
        fields: dict[str, Any] = {column.value: text}
        self.details = replace(self.details, **fields)

    @property
    def refused(self) -> bool:
        """Whether the row cannot be taken."""
        return any(isinstance(one.code, Fault) for one in self.remarks)

    @property
    def naming(self) -> Column:
        """Where the name stands, to point at it."""
        known = (Column.FULL_NAME, Column.FAMILY_NAME, Column.GIVEN_NAME)
        return next((column for column in known if column in self.places), Column.FULL_NAME)


def rows_of(table: Table, mapped: Mapped) -> Iterator[Row]:
    """Yield the rows in which a known column says something; a running number alone is nobody."""
    places = {column: place for place, column in enumerate(mapped) if column is not None}
    first = Column.FULL_NAME in places and headings.family_first(table.heads[places[Column.FULL_NAME]])
    for number, row in table.rows:
        said = {column: names.tidy(row[place]) for column, place in places.items()}
        if any(said.values()):
            yield Row(number, row, said, places, family_first=first)


class Known:
    """The people of the delegation by what identifies them."""

    def __init__(self, setting: Setting) -> None:
        self.codes = {one.code: one for one in setting.members if not one.gone}
        self.pairs: dict[Pair, Member] = {}
        for one in sorted(setting.members, key=lambda one: one.gone):
            self.pairs.setdefault(_pair(one.details), one)


def _pair(details: Details) -> Pair:
    return fold(details.full), details.email.lower()


# --- one row by itself ------------------------------------------------------------------------------


def read(row: Row, setting: Setting, known: Known) -> None:
    """Take what the row says, fill what it leaves open, and say what is wrong with it."""
    take_name(row)
    _check_name(row)
    _address(row)
    _identify(row, known)
    _plain_cells(row)
    _language(row, setting)
    _phone(row, setting)
    _category(row, setting)
    _role(row)
    if row.member is not None and row.member.gone:
        row.remark(Fault.WITHDRAWN, row.naming, name=row.member.details.full)
    elif row.member is None and not row.refused and key_of(row.details) in setting.elsewhere:
        row.remark(Fault.REGISTERED, row.naming)


def key_of(details: Details) -> str | None:
    """Return the key by which somebody may be signed up already."""
    return sameness_key(details.email or None, details.given_name, details.family_name)


def take_name(row: Row) -> None:
    """Find the name, however many columns it stands in."""
    given, family = row.says(Column.GIVEN_NAME), row.says(Column.FAMILY_NAME)
    if not given and not family and row.says(Column.FULL_NAME):
        split = names.split_name(row.says(Column.FULL_NAME), row.family_first)
        given, family, row.sure = split.given, split.family, split.sure
    single = cells.is_yes(row.says(Column.SINGLE_NAME))
    if single and not given:
        given, family = family, ""
    row.details = Details(given, family, single_name=single and not family)


def _check_name(row: Row) -> None:
    whole = row.says(Column.FULL_NAME) and not row.says(Column.GIVEN_NAME) and not row.says(Column.FAMILY_NAME)
    given = Column.FULL_NAME if whole else Column.GIVEN_NAME
    family = Column.FULL_NAME if whole else Column.FAMILY_NAME
    if not row.details.given_name:
        row.remark(Fault.GIVEN_NAME, given)
    if not row.details.family_name and not row.details.single_name:
        row.remark(Fault.FAMILY_NAME, family)
    for text, column in ((row.details.given_name, given), (row.details.family_name, family)):
        _check_text(row, text, column, NAME_LENGTH)


def _check_text(row: Row, text: str, column: Column, most: int) -> None:
    if len(text) > most:
        row.remark(Fault.TOO_LONG, column, most=most)
    elif names.is_disguised(text):
        row.remark(Fault.UNPRINTABLE, column)


def _address(row: Row) -> None:
    written = row.says(Column.EMAIL)
    if not written:
        return
    found = cells.address(written)
    if found is None:
        row.remark(Fault.EMAIL, Column.EMAIL)
    else:
        row.details = replace(row.details, email=found)


def _identify(row: Row, known: Known) -> None:
    """Find who the row is about: by the code of an export, else by the same name with the same address."""
    if code := row.says(Column.CODE).upper():
        row.member = known.codes.get(code)
        row.by_code = row.member is not None
        if row.member is None:
            row.remark(Notice.CODE, Column.CODE)
    if row.member is None:
        row.member = known.pairs.get(_pair(row.details))
    elif not row.refused and _is_another(row.details, row.member.details):
        row.remark(Fault.SOMEBODY_ELSE, row.naming, sign=row.member.code, name=row.member.details.full)


def _is_another(new: Details, old: Details) -> bool:
    """Return whether both the name and the address are others; a different spelling is no other name."""
    return fold(new.full) != fold(old.full) and new.email != old.email and bool(new.email and old.email)


def _plain_cells(row: Row) -> None:
    for column in PLAIN:
        _check_text(row, row.says(column), column, TEXT_LENGTH)
        row.set(column, row.says(column))


def _language(row: Row, setting: Setting) -> None:
    before = row.member.details.language if row.member else cells.language_of_country(setting.country)
    written = row.says(Column.LANGUAGE)
    found = cells.language_of(written) if written else before
    if found is None:
        row.remark(Notice.LANGUAGE, Column.LANGUAGE, language=before)
    row.details = replace(row.details, language=found or before)


def _phone(row: Row, setting: Setting) -> None:
    written = row.says(Column.PHONE)
    found = cells.phone(written, setting.country) if written else ""
    if found is None:
        row.remark(Notice.PHONE, Column.PHONE)
        found = row.member.details.phone if row.member else ""
    row.details = replace(row.details, phone=found)


def _category(row: Row, setting: Setting) -> None:
    before = row.member.details.category if row.member else _default_kind(setting.kinds)
    written, kind = row.says(Column.CATEGORY), before
    if written:
        found = next((one for one in setting.kinds if fold(written) in map(fold, (one.code, *one.names))), None)
        if found is None:
            row.remark(Notice.CATEGORY, Column.CATEGORY, category=before)
        elif found.code != before and row.member is not None and row.member.holds_place:
            row.remark(Notice.CATEGORY_KEPT, Column.CATEGORY, category=before)
        else:
            kind = found.code
    row.details = replace(row.details, category=kind)


def _default_kind(kinds: Sequence[Kind]) -> str:
    codes = [one.code for one in kinds]
    return _DEFAULT_KIND if _DEFAULT_KIND in codes or not codes else codes[0]


def _role(row: Row) -> None:
    before = row.member.details.role if row.member else DelegationRole.MEMBER
    written = row.says(Column.ROLE)
    found = cells.role_of(written) if written else before
    if found is None:
        row.remark(Notice.ROLE, Column.ROLE)
    row.details = replace(row.details, role=found or before)
