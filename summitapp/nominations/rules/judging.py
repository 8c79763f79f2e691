"""What becomes of each row of a list.

Nothing is merged by likeness: only the same name with the same address is the same person.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from summitapp.core import names
from summitapp.core.text import fold
from summitapp.nominations.rules import cells
from summitapp.nominations.rules.row import PLAIN, Known, Pair, Row, key_of, read, rows_of, take_name
from summitapp.nominations.values.importing import (
    Change,
    Column,
    Details,
    Fault,
    Judged,
    Judgement,
    Mapped,
    Member,
    Notice,
    Outcome,
    Remark,
    Setting,
    Table,
)
from summitapp.registration.values import DelegationRole

#: What a list may change of somebody, in the order in which it is shown.
CHANGEABLE: Final = (
    "given_name", "family_name", "email", "function", "organisation", "city", "phone", "language", "category", "role",
)  # fmt: skip


def judge(table: Table, mapped: Mapped, setting: Setting, remarks: Sequence[Remark] = ()) -> Judgement:
    """Return what would become of every row with the delegation as it is."""
    rows = list(rows_of(table, mapped))
    known = Known(setting)
    for row in rows:
        read(row, setting, known)
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
    for row in rows_of(table, mapped):
        take_name(row)
        keys.add(key_of(replace(row.details, email=cells.address(row.says(Column.EMAIL)) or "")))
    return frozenset(key for key in keys if key)


# --- the row beside the person it is about ----------------------------------------------------------


def _compare(row: Row) -> None:
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
    for column in (*PLAIN, Column.PHONE):
        if not row.says(column) and not (row.by_code and column in row.places):
            row.set(column, getattr(old, column.value))
    _compare_name(row, old)
    _compare_address(row, row.member)


def _compare_name(row: Row, old: Details) -> None:
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


def _compare_address(row: Row, member: Member) -> None:
    old = member.details.email
    if not row.details.email:
        clears = row.by_code and Column.EMAIL in row.places and not member.proven
        row.details = replace(row.details, email="" if clears else old)
    elif row.details.email != old and member.proven:
        row.remark(Notice.ADDRESS_KEPT, Column.EMAIL)
        row.details = replace(row.details, email=old)


def _propose_spelling(row: Row) -> None:
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


def _refuse_doubles(rows: Sequence[Row]) -> None:
    first: dict[Pair, Row] = {}
    persons: dict[str, Row] = {}
    for row in rows:
        if not row.details.full:
            continue
        # an address that is none still tells two rows apart
        earlier = first.setdefault((fold(row.details.full), row.details.email or fold(row.says(Column.EMAIL))), row)
        if earlier is row and row.member is not None:
            earlier = persons.setdefault(row.member.reference, row)
        if earlier is not row:
            row.remark(Fault.DUPLICATE, row.naming, other=earlier.number)


def _settle_heads(rows: Sequence[Row], setting: Setting) -> None:
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


def _warn_of_likeness(rows: Sequence[Row], setting: Setting) -> None:
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


def _warn_of_quotas(rows: Sequence[Row], setting: Setting) -> None:
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


def _outcome(row: Row) -> Judged:
    changes = _changes(row)
    if row.refused:
        outcome = Outcome.REFUSED
    elif row.member is None:
        outcome = Outcome.NEW
    else:
        outcome = Outcome.UPDATED if changes else Outcome.UNCHANGED
    return Judged(row.number, row.cells, outcome, None if row.refused else row.details,
                  row.member.reference if row.member else "", changes, tuple(row.remarks), row.proposals)  # fmt: skip


def _changes(row: Row) -> tuple[Change, ...]:
    if row.member is None or row.refused:
        return ()
    pairs = ((name, str(getattr(row.member.details, name)), str(getattr(row.details, name))) for name in CHANGEABLE)
    return tuple(Change(name, before, after) for name, before, after in pairs if names.tidy(before) != after)
