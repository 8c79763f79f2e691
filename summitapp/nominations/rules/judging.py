"""What becomes of each row of a list.

Nothing is merged by likeness: only the same name with the same address is the same person.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from summitapp.core.text import fold
from summitapp.nominations.rules import cells, headings, names
from summitapp.nominations.values.importing import (
    Change,
    Column,
    Details,
    Fault,
    Judged,
    Judgement,
    Kind,
    Mapped,
    Member,
    Notice,
    Outcome,
    Remark,
    Setting,
    Table,
)
from summitapp.registration.rules import sameness_key
from summitapp.registration.values import NAME_LENGTH, TEXT_LENGTH, DelegationRole

_DEFAULT_KIND: Final = "delegate"
#: What a list may change of somebody, in the order in which it is shown.
CHANGEABLE: Final = (
    "given_name", "family_name", "email", "function", "organisation", "city", "phone", "language", "category", "role",
)  # fmt: skip
_PLAIN: Final = (Column.FUNCTION, Column.ORGANISATION, Column.CITY)
Pair = tuple[str, str]


@dataclass
class _Row:
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
        return self.said.get(column, "")

    def remark(self, code: Fault | Notice, column: Column | None, **facts: Any) -> None:
        self.remarks.append(Remark(code, self.number, self.places.get(column) if column else None, facts))

    def set(self, column: Column, text: str) -> None:
        fields: dict[str, Any] = {column.value: text}
        self.details = replace(self.details, **fields)

    @property
    def refused(self) -> bool:
        return any(isinstance(one.code, Fault) for one in self.remarks)

    @property
    def naming(self) -> Column:
        """Where the name stands, to point at it."""
        known = (Column.FULL_NAME, Column.FAMILY_NAME, Column.GIVEN_NAME)
        return next((column for column in known if column in self.places), Column.FULL_NAME)


def judge(table: Table, mapped: Mapped, setting: Setting, remarks: Sequence[Remark] = ()) -> Judgement:
    """Return what would become of every row with the delegation as it is."""
    rows = list(_rows(table, mapped))
    known = _Known(setting)
    for row in rows:
        _read(row, setting, known)
    _refuse_doubles(rows)
    for row in rows:
        _compare(row)
    _settle_heads(rows, setting)
    _warn_of_likeness(rows, setting)
    _warn_of_quotas(rows, setting)
    return Judgement(table.heads, mapped, tuple(_outcome(row) for row in rows), tuple(remarks))


def identities(table: Table, mapped: Mapped) -> frozenset[str]:
    """Return the keys by which the people of a list may be signed up already (see ``registration.rules``)."""
    keys = set()
    for row in _rows(table, mapped):
        _name(row)
        email = cells.address(row.says(Column.EMAIL))
        keys.add(sameness_key(email, row.details.given_name, row.details.family_name))
    return frozenset(key for key in keys if key)


def _rows(table: Table, mapped: Mapped) -> Iterator[_Row]:
    """Yield the rows in which a known column says something; a running number alone is nobody."""
    places = {column: place for place, column in enumerate(mapped) if column is not None}
    first = Column.FULL_NAME in places and headings.family_first(table.heads[places[Column.FULL_NAME]])
    for number, row in table.rows:
        said = {column: names.tidy(row[place]) for column, place in places.items()}
        if any(said.values()):
            yield _Row(number, row, said, places, family_first=first)


class _Known:
    """The people of the delegation by what identifies them."""

    def __init__(self, setting: Setting) -> None:
        self.codes = {one.code: one for one in setting.members if not one.gone}
        self.pairs: dict[Pair, Member] = {}
        for one in sorted(setting.members, key=lambda one: one.gone):
            self.pairs.setdefault(_pair(one.details), one)


def _pair(details: Details) -> Pair:
    return fold(details.full), details.email.lower()


# --- one row by itself ------------------------------------------------------------------------------


def _read(row: _Row, setting: Setting, known: _Known) -> None:
    _name(row)
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
    elif row.member is None and not row.refused and _key(row.details) in setting.elsewhere:
        row.remark(Fault.REGISTERED, row.naming)


def _key(details: Details) -> str | None:
    return sameness_key(details.email or None, details.given_name, details.family_name)


def _name(row: _Row) -> None:
    given, family = row.says(Column.GIVEN_NAME), row.says(Column.FAMILY_NAME)
    if not given and not family and row.says(Column.FULL_NAME):
        split = names.split_name(row.says(Column.FULL_NAME), row.family_first)
        given, family, row.sure = split.given, split.family, split.sure
    single = cells.is_yes(row.says(Column.SINGLE_NAME))
    if single and not given:
        given, family = family, ""
    row.details = Details(given, family, single_name=single and not family)


def _check_name(row: _Row) -> None:
    whole = row.says(Column.FULL_NAME) and not row.says(Column.GIVEN_NAME) and not row.says(Column.FAMILY_NAME)
    given = Column.FULL_NAME if whole else Column.GIVEN_NAME
    family = Column.FULL_NAME if whole else Column.FAMILY_NAME
    if not row.details.given_name:
        row.remark(Fault.GIVEN_NAME, given)
    if not row.details.family_name and not row.details.single_name:
        row.remark(Fault.FAMILY_NAME, family)
    for text, column in ((row.details.given_name, given), (row.details.family_name, family)):
        _check_text(row, text, column, NAME_LENGTH)


def _check_text(row: _Row, text: str, column: Column, most: int) -> None:
    if len(text) > most:
        row.remark(Fault.TOO_LONG, column, most=most)
    elif names.is_disguised(text):
        row.remark(Fault.UNPRINTABLE, column)


def _address(row: _Row) -> None:
    written = row.says(Column.EMAIL)
    if not written:
        return
    found = cells.address(written)
    if found is None:
        row.remark(Fault.EMAIL, Column.EMAIL)
    else:
        row.details = replace(row.details, email=found)


def _identify(row: _Row, known: _Known) -> None:
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


def _plain_cells(row: _Row) -> None:
    for column in _PLAIN:
        _check_text(row, row.says(column), column, TEXT_LENGTH)
        row.set(column, row.says(column))


def _language(row: _Row, setting: Setting) -> None:
    before = row.member.details.language if row.member else cells.language_of_country(setting.country)
    written = row.says(Column.LANGUAGE)
    found = cells.language_of(written) if written else before
    if found is None:
        row.remark(Notice.LANGUAGE, Column.LANGUAGE, language=before)
    row.details = replace(row.details, language=found or before)


def _phone(row: _Row, setting: Setting) -> None:
    written = row.says(Column.PHONE)
    found = cells.phone(written, setting.country) if written else ""
    if found is None:
        row.remark(Notice.PHONE, Column.PHONE)
        found = row.member.details.phone if row.member else ""
    row.details = replace(row.details, phone=found)


def _category(row: _Row, setting: Setting) -> None:
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


def _role(row: _Row) -> None:
    before = row.member.details.role if row.member else DelegationRole.MEMBER
    written = row.says(Column.ROLE)
    found = cells.role_of(written) if written else before
    if found is None:
        row.remark(Notice.ROLE, Column.ROLE)
    row.details = replace(row.details, role=found or before)


# --- the row beside the person it is about ----------------------------------------------------------


def _compare(row: _Row) -> None:
    """Keep of a known person what the row says nothing about; an empty cell of our own export says *nothing any more*."""
    if row.refused:
        return
    if row.member is None:
        if not row.details.email:
            row.remark(Notice.NO_ADDRESS, Column.EMAIL)
        if not row.sure:
            row.remark(Notice.NAME_SPLIT, Column.FULL_NAME, given=row.details.given_name, family=row.details.family_name)
        _propose_spelling(row)
        return
    old = row.member.details
    for column in (*_PLAIN, Column.PHONE):
        if not row.says(column) and not (row.by_code and column in row.places):
            row.set(column, getattr(old, column.value))
    _compare_name(row, old)
    _compare_address(row, row.member)


def _compare_name(row: _Row, old: Details) -> None:
    new = row.details
    as_before = not new.full or (fold(new.full) == fold(old.full) and _only_capitals(new.full, old.full))
    divided = Column.FULL_NAME in row.places and names.tidy(new.full) == names.tidy(old.full)
    if as_before or divided:
        row.details = replace(new, given_name=old.given_name, family_name=old.family_name, single_name=old.single_name)
    elif new.full != names.tidy(old.full):
        _propose_spelling(row)


def _only_capitals(new: str, old: str) -> bool:
    """Return whether two names that fold alike differ by capitals only, so that the older spelling is the better one."""
    if new == names.tidy(old):
        return False
    words = new.split()
    return any(names.in_capitals(word) for word in words) and not names.in_capitals(old)


def _compare_address(row: _Row, member: Member) -> None:
    old = member.details.email
    if not row.details.email:
        clears = row.by_code and Column.EMAIL in row.places and not member.proven
        row.details = replace(row.details, email="" if clears else old)
    elif row.details.email != old and member.proven:
        row.remark(Notice.ADDRESS_KEPT, Column.EMAIL)
        row.details = replace(row.details, email=old)


def _propose_spelling(row: _Row) -> None:
    given, family = row.details.given_name, row.details.family_name
    language = names.language_of(row.details.full, row.details.language)
    better = {
        Column.GIVEN_NAME: names.proposal(given, language) if names.in_capitals(given) else given,
        Column.FAMILY_NAME: names.proposal(family, language) if names.in_capitals(family) else family,
    }
    if row.says(Column.GIVEN_NAME) or row.says(Column.FAMILY_NAME):
        for column, text in better.items():
            if text != row.says(column) and column in row.places and text:
                row.proposals[row.places[column]] = text
                row.remark(Notice.CAPITALS, column, proposal=text)
    elif (better[Column.GIVEN_NAME], better[Column.FAMILY_NAME]) != (given, family):
        row.proposals[row.places[Column.FULL_NAME]] = _rejoined(
            better[Column.GIVEN_NAME], better[Column.FAMILY_NAME], row.family_first
        )
        shown = f"{better[Column.GIVEN_NAME]} {better[Column.FAMILY_NAME]}".strip()
        row.remark(Notice.CAPITALS, Column.FULL_NAME, proposal=shown)


def _rejoined(given_name: str, family_name: str, family_first: bool) -> str:
    """Return a whole name that is split again as it was; with a comma where its capitals had told."""
    whole = f"{given_name} {family_name}".strip()
    split = names.split_name(whole, family_first)
    return whole if (split.given, split.family, split.sure) == (given_name, family_name, True) else f"{family_name}, {given_name}"


# --- the rows among each other ----------------------------------------------------------------------


def _refuse_doubles(rows: Sequence[_Row]) -> None:
    first: dict[Pair, _Row] = {}
    persons: dict[str, _Row] = {}
    for row in rows:
        if not row.details.full:
            continue
        # an address that is none still tells two rows apart
        earlier = first.setdefault((fold(row.details.full), row.details.email or fold(row.says(Column.EMAIL))), row)
        if earlier is row and row.member is not None:
            earlier = persons.setdefault(row.member.reference, row)
        if earlier is not row:
            row.remark(Fault.DUPLICATE, row.naming, other=earlier.number)


def _settle_heads(rows: Sequence[_Row], setting: Setting) -> None:
    """Let the delegation have one head: the one it has, unless a row makes them something else, else the first row's."""
    by_person = {row.member.reference: row for row in rows if row.member is not None and not row.refused}
    head = ""
    for member in setting.members:
        row = by_person.get(member.reference)
        role = row.details.role if row is not None else member.details.role
        if member.details.role is DelegationRole.HEAD and not member.gone and role is DelegationRole.HEAD:
            head = member.details.full
    for row in rows:
        if row.refused or row.details.role is not DelegationRole.HEAD:
            continue
        if row.member is not None and row.member.details.role is DelegationRole.HEAD:
            continue
        if head:
            row.remark(Notice.HEAD_TAKEN, Column.ROLE, other=head)
            before = row.member.details.role if row.member else DelegationRole.MEMBER
            row.details = replace(row.details, role=before)
        else:
            head = row.details.full


def _warn_of_likeness(rows: Sequence[_Row], setting: Setting) -> None:
    """Name who has the same name or the same address; only new people are compared, with everybody."""
    by_name: dict[str, tuple[str, str]] = {}
    by_address: dict[str, tuple[str, str]] = {}

    def remember(details: Details) -> None:
        by_name.setdefault(fold(details.full), (details.full, details.email))
        if details.email:
            by_address.setdefault(details.email, (details.full, details.email))

    for member in setting.members:
        if not member.gone:
            remember(member.details)
    for row in rows:
        if row.refused:
            continue
        if row.member is None:
            named, addressed = by_name.get(fold(row.details.full)), by_address.get(row.details.email)
            if named is not None:
                row.remark(Notice.SAME_NAME, row.naming, other=named[1] or named[0])
            if addressed is not None:
                row.remark(Notice.SAME_ADDRESS, Column.EMAIL, other=addressed[0])
        remember(row.details)


def _warn_of_quotas(rows: Sequence[_Row], setting: Setting) -> None:
    """Count who is there already as the list leaves them, then one new row after the other."""
    moved = {row.member.reference: row.details.category for row in rows if row.member is not None and not row.refused}
    counts = Counter(moved.get(one.reference, one.details.category) for one in setting.members if not one.gone)
    places = {one.code: one.places for one in setting.kinds}
    for row in rows:
        kind = row.details.category
        if row.refused or (row.member is not None and row.member.details.category == kind):
            continue
        counts[kind] += row.member is None
        most = places.get(kind)
        if row.member is None and setting.quota is not None and counts.total() > setting.quota:
            row.remark(Notice.QUOTA, None, most=setting.quota)
        if most is not None and counts[kind] > most:
            row.remark(Notice.CATEGORY_QUOTA, Column.CATEGORY, most=most)


def _outcome(row: _Row) -> Judged:
    changes = _changes(row)
    if row.refused:
        outcome = Outcome.REFUSED
    elif row.member is None:
        outcome = Outcome.NEW
    else:
        outcome = Outcome.UPDATED if changes else Outcome.UNCHANGED
    return Judged(row.number, row.cells, outcome, None if row.refused else row.details,
                  row.member.reference if row.member else "", changes, tuple(row.remarks), row.proposals)  # fmt: skip


def _changes(row: _Row) -> tuple[Change, ...]:
    if row.member is None or row.refused:
        return ()
    pairs = ((name, str(getattr(row.member.details, name)), str(getattr(row.details, name))) for name in CHANGEABLE)
    return tuple(Change(name, before, after) for name, before, after in pairs if names.tidy(before) != after)
