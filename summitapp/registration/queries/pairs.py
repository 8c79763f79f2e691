"""Reading what registrations that may be one person's have in common, and the pairs that were found."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from summitapp.core.db import db, table_of
from summitapp.delegations.models import Delegation
from summitapp.directory.models import Person
from summitapp.directory.values import Likeness
from summitapp.registration.models import Mark, Pair, Registration
from summitapp.registration.values import ACTIVE, Leaf, PairState, Slice
from summitapp.summits.models import Summit

PAIRS = 20
MOST_PAIRS = 200
_ACTIVE = sorted(ACTIVE)
_MARK = table_of(Mark)
_OTHER = aliased(_MARK)
_LIKE = (
    Registration.id, Registration.summit_id, Registration.state, Person.given_name, Person.family_name, Person.email,
    Registration.phone, Registration.organisation_text, Registration.delegation_id,
)  # fmt: skip


def uncompared(most: int, summit_id: int | None = None) -> dict[int, tuple[int, Likeness]]:
    """Return the summit and the details of registrations nobody looked at since they were changed, the oldest first."""
    fits = (Registration.compared_at.is_(None), _at(summit_id) if summit_id is not None else sa.true())
    rows = db.session.execute(
        sa.select(*_LIKE).join(Registration.person).where(*fits).order_by(Registration.id).limit(most)
    )
    return {row.id: (row.summit_id, _like(row)) for row in rows}


def _at(summit_id: int) -> sa.ColumnElement[bool]:
    """Return the condition on a summit as an expression no index fits, so that the index of the uncompared is used."""
    return sa.func.coalesce(Registration.summit_id, 0) == summit_id


def uncompared_count(summit_id: int, most: int = 1000) -> int:
    """Return how many of a summit are still to be compared, counted up to ``most``."""
    fits = Registration.compared_at.is_(None) & _at(summit_id)
    some = sa.select(Registration.id).where(fits).limit(most).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(some)) or 0


def likenesses(numbers: Collection[int]) -> dict[int, Likeness]:
    """Return the details of registrations by row id."""
    if not numbers:
        return {}
    rows = db.session.execute(sa.select(*_LIKE).join(Registration.person).where(Registration.id.in_(numbers)))
    return {row.id: _like(row) for row in rows}


def _like(row: Any) -> Likeness:
    """Return what is compared; who no longer comes is like nobody."""
    if row.state not in ACTIVE:
        return Likeness("")
    return Likeness(row.given_name, row.family_name, row.email or "", row.phone, row.organisation_text,
                    row.delegation_id)  # fmt: skip


def among(column: sa.ColumnElement[int], numbers: Collection[int]) -> sa.ColumnElement[bool]:
    """Return the condition that a column holds one of some row ids that lie close together, as those of a batch do.

    Told their bounds, PostgreSQL goes to a few pages of the index; of a list alone it believes it is half the table.
    """
    return column.between(min(numbers), max(numbers)) & column.in_(numbers)


def sharing_marks(numbers: Collection[int], most: int) -> list[set[int]]:
    """Return the registrations that share a mark with one of ``numbers``, mark by mark; what too many share is left out.

    Of a mark that thousands share only the first few are looked at: one too many is enough to know.

    :param numbers: of one summit.
    """
    own = (
        sa.select(_MARK.c.summit_id, _MARK.c.mark).where(among(_MARK.c.registration_id, numbers)).distinct().subquery()
    )  # fmt: skip
    one_too_many = (
        sa.select(_OTHER.c.registration_id).where(_OTHER.c.summit_id == own.c.summit_id, _OTHER.c.mark == own.c.mark)
        .order_by(_OTHER.c.registration_id).limit(1).offset(most).scalar_subquery()
    )  # fmt: skip
    telling = sa.select(own).where(one_too_many.is_(None)).subquery()
    # the summit comes with the mark: named by itself, SQLite would read all of its marks
    shared = (telling.c.summit_id == _MARK.c.summit_id) & (telling.c.mark == _MARK.c.mark)
    sharing: defaultdict[int, set[int]] = defaultdict(set)
    rows = sa.select(_MARK.c.mark, _MARK.c.registration_id).join(telling, shared)
    for mark, number in db.session.connection().execute(rows):
        sharing[mark].add(number)
    return [together for together in sharing.values() if len(together) > 1]


# --- pairs --------------------------------------------------------------------------------------


def _shown(summit_id: int, state: PairState) -> Any:
    one, other = aliased(Registration), aliased(Registration)
    return (
        sa.select(Pair)
        .join(one, Pair.one_id == one.id).join(other, Pair.other_id == other.id)
        .where(Pair.summit_id == summit_id, Pair.state == state, one.state.in_(_ACTIVE), other.state.in_(_ACTIVE))
    )  # fmt: skip


def pairs(summit_id: int, state: PairState = PairState.OPEN, cut: Slice | None = None) -> Leaf[Pair]:
    """Return a page of the pairs whose people both still come, the most alike first."""
    cut = cut or Slice()
    size, mark = cut.size or PAIRS, db.session.get(Pair, cut.mark) if cut.mark else None
    back = cut.back and mark is not None
    statement = _shown(summit_id, state).limit(size + 1).options(*_BOTH)
    here = sa.tuple_(Pair.score, Pair.id)
    if mark is not None:
        there = sa.tuple_(mark.score, mark.id)
        statement = statement.where(here > there if back else here < there)
    order = (Pair.score, Pair.id) if back else (Pair.score.desc(), Pair.id.desc())
    found = list(db.session.scalars(statement.order_by(*order)))
    more, rows = len(found) > size, found[:size]
    if back:
        rows.reverse()
    earlier, later = (more, True) if back else (mark is not None, more)
    return Leaf(rows, rows[0].id if rows and earlier else None, rows[-1].id if rows and later else None)


_BOTH = tuple(
    joinedload(side).options(
        joinedload(Registration.person), joinedload(Registration.category), joinedload(Registration.summit),
        joinedload(Registration.delegation).joinedload(Delegation.city), joinedload(Registration.position),
    )
    for side in (Pair.one, Pair.other)
)  # fmt: skip


def pair_count(summit_id: int) -> int:
    """Return how many pairs wait for somebody to look, counted up to :data:`MOST_PAIRS`."""
    some = _shown(summit_id, PairState.OPEN).with_only_columns(Pair.id).limit(MOST_PAIRS).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(some)) or 0


def pair_of(slug: str, reference: str) -> Pair | None:
    """Return one pair of a summit."""
    own = (Summit.slug == slug) & (Pair.public_id == reference)
    return db.session.scalar(sa.select(Pair).join(Pair.summit).where(own).options(*_BOTH))


def pair_between(one_id: int, other_id: int) -> Pair | None:
    """Return what was found of two registrations, in whichever order."""
    low, high = sorted((one_id, other_id))
    return db.session.scalar(sa.select(Pair).where(Pair.one_id == low, Pair.other_id == high))
