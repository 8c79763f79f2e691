"""Reading the organiser's table: what narrows it, pages of it in any order, counts.

Nothing here grows with the summit. Whatever narrows the table to a few is found by an index and sorted then; what
leaves many is walked along the index of the order until a page is full.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from summitapp.core.db import db
from summitapp.core.text import sort_key
from summitapp.delegations.models import Delegation
from summitapp.directory.models import Person
from summitapp.registration.models import Registration, SearchWord
from summitapp.registration.queries.one import WHOLE
from summitapp.registration.rules import search_terms
from summitapp.registration.values import (
    PLACE_SIGN,
    DelegationRole,
    Filter,
    Leaf,
    Order,
    Slice,
    State,
)

PAGE: Final = 50
FEW: Final = 500
MOST_COUNTED: Final = 1000
_AT_ONCE: Final = 500
_BEYOND: Final = "\U0010ffff"
FIRST: Final = Slice()
_STATES: Final = list(State)
#: Written as the partial indexes are, so that these are used.
_UNPROVEN: Final = sa.text("NOT registration_registration.proven")
_LEADS: Final = sa.text("registration_registration.delegation_role <> 'member'")
Condition = sa.ColumnElement[bool]


def page(summit_id: int, narrowed: Filter, before: int | None = None, size: int = PAGE) -> list[Registration]:
    """Return up to ``size`` registrations, the newest first, that come after the one with id ``before``."""
    _few, conditions = _narrow(summit_id, narrowed)
    statement = sa.select(Registration).where(*conditions).order_by(Registration.id.desc()).limit(size).options(*WHOLE)
    if before is not None:
        statement = statement.where(Registration.id < before)
    return list(db.session.scalars(statement))


# --- a page in any order ------------------------------------------------------------------------


def leaf(summit_id: int, narrowed: Filter, order: Order, language: str, *, cut: Slice = FIRST) -> Leaf[Registration]:
    """Return one page of the table, and where the pages before and after it begin.

    :param cut: the row after which, or before which, the page stands, and how many rows it has if not as usual. A row that has
        gone or is in another summit means the first page.
    """
    mark = _mark(summit_id, cut.mark)
    cut = Slice(cut.mark, cut.back and mark is not None, cut.size or PAGE)
    found = _numbers(summit_id, narrowed, order, language, mark, cut)
    more, numbers = len(found) > cut.size, found[: cut.size]
    if cut.back:
        numbers.reverse()
    earlier, later = (more, True) if cut.back else (mark is not None, more)
    return Leaf(
        rows=_load(numbers),
        previous=numbers[0] if numbers and earlier else None,
        next=numbers[-1] if numbers and later else None,
    )


def _mark(summit_id: int, number: int | None) -> Any:
    """Return what a row is sorted by."""
    if number is None:
        return None
    own = (Registration.id == number) & (Registration.summit_id == summit_id)
    return db.session.execute(sa.select(*_KEYS).where(own)).first()


_KEYS: Final = (
    Registration.id, Registration.code, Registration.state, Registration.delegation_id, Registration.sort_plain,
    Registration.sort_turkish,
)  # fmt: skip


def _numbers(summit_id: int, narrowed: Filter, order: Order, language: str, mark: Any,
             cut: Slice) -> list[int]:  # fmt: skip
    few, conditions = _narrow(summit_id, narrowed)
    groups = _groups(summit_id, narrowed, order, language)
    if few is not None:
        return _sorted(conditions, _key(order, language, groups), mark, cut)
    if groups is not None:
        column = Registration.state if order is Order.STATE else Registration.delegation_id
        return _walk_groups(conditions, column, groups, mark, cut)
    return _walk(conditions, _columns(order, language), order is Order.NEWEST, mark, cut)


def _columns(order: Order, language: str) -> tuple[Any, ...]:
    if order is Order.NAME:
        return (Registration.sort_turkish if language == "tr" else Registration.sort_plain, Registration.id)
    return (Registration.code, Registration.id) if order is Order.CODE else (Registration.id,)


def _walk(conditions: list[Condition], columns: tuple[Any, ...], down: bool, mark: Any,
          cut: Slice) -> list[int]:  # fmt: skip
    """Go along the index of an order from the mark on until a page is full."""
    down = down is not cut.back
    statement = sa.select(Registration.id).where(*conditions).limit(cut.size + 1)
    if mark is not None:
        here, there = sa.tuple_(*columns), sa.tuple_(*(getattr(mark, column.key) for column in columns))
        statement = statement.where(here < there if down else here > there)
    return list(db.session.scalars(statement.order_by(*(one.desc() if down else one.asc() for one in columns))))


def _groups(summit_id: int, narrowed: Filter, order: Order, language: str) -> list[Any] | None:
    """Return the states, or the delegations in the reader's order, by which the table is grouped, or None."""
    if order is Order.STATE:
        return [state for state in _STATES if not narrowed.states or state in narrowed.states]
    if order is not Order.DELEGATION:
        return None
    if narrowed.delegation_id is not None:
        return [narrowed.delegation_id or None]
    named = db.session.execute(sa.select(Delegation.id, Delegation.name).where(Delegation.summit_id == summit_id))
    return [*(row.id for row in sorted(named, key=lambda row: sort_key(row.name.best(language), language))), None]


def _group_of(mark: Any, column: Any, groups: list[Any]) -> int:
    value = getattr(mark, column.key)
    return groups.index(value) if value in groups else 0


def _walk_groups(conditions: list[Condition], column: Any, groups: list[Any], mark: Any,
                 cut: Slice) -> list[int]:  # fmt: skip
    """Go from group to group, in each from the newest; several groups with one statement, more each time."""
    ahead = list(groups)
    if mark is not None:
        begin = _group_of(mark, column, groups)
        ahead = groups[begin::-1] if cut.back else groups[begin:]
    found: list[int] = []
    together, first = 12, mark
    while ahead and len(found) <= cut.size:
        part, ahead = ahead[:together], ahead[together:]
        found += _of_groups(conditions, column, part, first, cut.back, cut.size + 1 - len(found))
        together, first = min(together * 4, 200), None
    return found


def _of_groups(conditions: list[Condition], column: Any, groups: list[Any], mark: Any, back: bool,
               size: int) -> list[int]:  # fmt: skip
    parts = []
    for rank, value in enumerate(groups):
        own = sa.select(sa.literal(rank).label("rank"), Registration.id).where(*conditions, column == value).limit(size)
        if rank == 0 and mark is not None:
            own = own.where(Registration.id > mark.id if back else Registration.id < mark.id)
        part = own.order_by(Registration.id if back else Registration.id.desc()).subquery()
        parts.append(sa.select(part.c.rank, part.c.id))
    whole = sa.union_all(*parts).subquery()
    last = whole.c.id if back else whole.c.id.desc()
    return list(db.session.scalars(sa.select(whole.c.id).order_by(whole.c.rank, last).limit(size)))


def _key(order: Order, language: str, groups: list[Any] | None) -> Any:
    """Return the function that sorts a row of :data:`_KEYS` in an order."""
    if groups is not None:
        place = {value: number for number, value in enumerate(groups)}
        name = "state" if order is Order.STATE else "delegation_id"
        return lambda row: (place.get(getattr(row, name), -1), -row.id)
    if order is Order.NEWEST:
        return lambda row: (-row.id,)
    names = tuple(column.key for column in _columns(order, language))
    return lambda row: tuple(getattr(row, name) for name in names)


def _sorted(conditions: list[Condition], key: Any, mark: Any, cut: Slice) -> list[int]:
    """Sort the few there are, and cut the page out of them."""
    rows = sorted(db.session.execute(sa.select(*_KEYS).where(*conditions)), key=key, reverse=cut.back)
    if mark is not None:
        here = key(mark)
        rows = [row for row in rows if (key(row) < here if cut.back else key(row) > here)]
    return [row.id for row in rows[: cut.size + 1]]


def _load(numbers: Sequence[int]) -> list[Registration]:
    if not numbers:
        return []
    rows = db.session.scalars(sa.select(Registration).where(Registration.id.in_(numbers)).options(*WHOLE))
    by_number = {row.id: row for row in rows}
    return [by_number[number] for number in numbers]


# --- all of them, and how many ------------------------------------------------------------------


def every(summit_id: int, narrowed: Filter, order: Order = Order.NEWEST, language: str = "en",
          most: int | None = None) -> list[Registration]:  # fmt: skip
    """Return all that a filter shows, or the first ``most`` of them, in the order of the table."""
    key = _key(order, language, _groups(summit_id, narrowed, order, language))
    _few, conditions = _narrow(summit_id, narrowed)
    rows = sorted(db.session.execute(sa.select(*_KEYS).where(*conditions)), key=key)
    numbers = [row.id for row in rows[:most]]
    return [one for start in range(0, len(numbers), _AT_ONCE) for one in _load(numbers[start : start + _AT_ONCE])]


def chosen(summit_id: int, references: Sequence[str]) -> list[Registration]:
    """Return the selected registrations of a summit in the order they came in."""
    fits = (Registration.summit_id == summit_id) & Registration.public_id.in_(list(references))
    return list(db.session.scalars(sa.select(Registration).where(fits).options(*WHOLE).order_by(Registration.id)))


def count(summit_id: int, narrowed: Filter) -> int:
    """Return how many a filter shows, counted up to :data:`MOST_COUNTED`."""
    _few, conditions = _narrow(summit_id, narrowed)
    some = sa.select(Registration.id).where(*conditions).limit(MOST_COUNTED).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(some)) or 0


def search(summit_id: int, text: str, most: int) -> list[Registration]:
    """Return the newest whose name, city, address or code begins words as ``text`` does; nobody for an empty text."""
    terms = search_terms(text)
    return page(summit_id, Filter(terms=terms), size=most) if terms else []


# --- what narrows -------------------------------------------------------------------------------


def _narrow(summit_id: int, narrowed: Filter) -> tuple[set[int] | None, list[Condition]]:
    """Return the few rows that an index says can be meant, or None for many, and the conditions they must meet."""
    few: set[int] | None = None
    conditions = _conditions(summit_id, narrowed)
    for statement, otherwise in _by_index(summit_id, narrowed):
        numbers = set(db.session.scalars(statement.limit(FEW + 1)))
        if len(numbers) <= FEW:
            few = numbers if few is None else few & numbers
        elif otherwise is not None:
            conditions.append(otherwise)
    return few, conditions if few is None else [Registration.id.in_(few), *conditions]


def _by_index(summit_id: int, narrowed: Filter) -> list[tuple[Any, Condition | None]]:
    """Return a statement for each part of a filter that an index answers; with a word, the condition if it is frequent."""
    own = sa.select(Registration.id).where(Registration.summit_id == summit_id)
    found: list[Any] = []
    if narrowed.states:
        found.append(own.where(Registration.state.in_(sorted(narrowed.states))))
    if narrowed.category_id is not None:
        found.append(own.where(Registration.category_id == narrowed.category_id))
    if narrowed.delegation_id is not None:
        found.append(own.where(Registration.delegation_id == (narrowed.delegation_id or None)))
    if narrowed.role not in (None, DelegationRole.MEMBER):
        found.append(own.where(_LEADS, Registration.delegation_role == narrowed.role))
    if narrowed.proven is False:
        found.append(own.where(_UNPROVEN))
    if narrowed.since is not None or narrowed.until is not None:
        found.append(own.where(*_dates(narrowed, Registration.submitted_at)))
    terms = [*narrowed.terms, *(PLACE_SIGN + term for term in narrowed.place)]
    return [*((one, None) for one in found), *(_by_word(summit_id, term) for term in terms)]


def _by_word(summit_id: int, term: str) -> tuple[Any, Condition]:
    """A rare word is a short list of ids; a frequent one is looked for while walking along an order."""
    begins = (SearchWord.word >= term) & (SearchWord.word < term + _BEYOND)
    here = sa.select(SearchWord.registration_id).where(SearchWord.summit_id == summit_id, begins)
    # without the summit, so that the index of the registration's own words is the only one that fits
    own = (SearchWord.registration_id == Registration.id) & begins
    return here, sa.exists(sa.select(SearchWord.id).where(own)).correlate(Registration)


def _dates(narrowed: Filter, column: Any) -> list[Condition]:
    found = [column >= narrowed.since] if narrowed.since is not None else []
    return [*found, column < narrowed.until] if narrowed.until is not None else found


def _aside(condition: Condition) -> Condition:
    """Return a condition no index fits, so that the index of the order is the one that is walked.

    PostgreSQL still knows how many rows it leaves: "IS TRUE" is as frequent as what it is said of. Any other way to
    keep it from an index makes it believe in a few, which it would look for everywhere and sort.
    """
    return condition.is_(sa.true())


def _conditions(summit_id: int, narrowed: Filter) -> list[Condition]:
    """Return what narrows, but for the words."""
    found: list[Condition] = [Registration.summit_id == summit_id]
    if narrowed.states:
        found.append(_aside(Registration.state.in_(sorted(narrowed.states))))
    if narrowed.delegation_id is not None:
        found.append(_aside(Registration.delegation_id == (narrowed.delegation_id or None)))
    equal = (
        (Registration.category_id, narrowed.category_id), (Registration.delegation_role, narrowed.role),
        (Registration.source, narrowed.source), (Registration.proven, narrowed.proven),
        (Registration.language, narrowed.language or None),
    )  # fmt: skip
    found += [_aside(column == value) for column, value in equal if value is not None]
    if narrowed.address is not None:
        has = sa.exists().where(Person.id == Registration.person_id, Person.email.is_not(None))
        found.append(has if narrowed.address else ~has)
    if narrowed.interpreting is not None:
        wanted = Registration.interpretation != ""
        found.append(wanted if narrowed.interpreting else ~wanted)
    return found + [_aside(one) for one in _dates(narrowed, Registration.submitted_at)]


def matching(summit_id: int, text: str) -> list[Condition]:
    """Return the conditions on registrations whose name, city, address or code begins words as ``text`` does."""
    terms = search_terms(text)
    return _narrow(summit_id, Filter(terms=terms))[1] if terms else [sa.false()]


# --- sums ---------------------------------------------------------------------------------------


def tally(summit_id: int) -> dict[State, int]:
    """Return how many registrations stand in each state."""
    rows = sa.select(Registration.state, sa.func.count()).where(Registration.summit_id == summit_id)
    counted = db.session.execute(rows.group_by(Registration.state))
    return {row[0]: row[1] for row in counted}


def delegation_sizes(summit_id: int) -> Mapping[int, int]:
    """Return how many places each delegation fills."""
    own = (Delegation.summit_id == summit_id) & (Delegation.taken > 0)
    return {row[0]: row[1] for row in db.session.execute(sa.select(Delegation.id, Delegation.taken).where(own))}
