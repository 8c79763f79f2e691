"""Reading the organiser's table: pages, searches, counts."""

from collections.abc import Mapping, Sequence
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from summitapp.core.db import db
from summitapp.delegations.models import Delegation
from summitapp.registration.models import Registration, SearchWord
from summitapp.registration.queries.one import WHOLE
from summitapp.registration.rules import search_terms
from summitapp.registration.values import Filter, State

PAGE: Final = 50
FEW: Final = 500
MOST_COUNTED: Final = 1000
_BEYOND: Final = "\U0010ffff"


def page(summit_id: int, narrowed: Filter, before: int | None = None, size: int = PAGE) -> list[Registration]:
    """Return up to ``size`` registrations, the newest first, that come after the one with id ``before``.

    The work does not grow with the summit: it walks an index from the newest, or the few that a search finds.
    """
    statement = (
        sa.select(Registration)
        .join(Registration.person)
        .where(*_conditions(summit_id, narrowed))
        .order_by(Registration.id.desc())
        .limit(size)
        .options(contains_eager(Registration.person), joinedload(Registration.category),
                 joinedload(Registration.delegation).joinedload(Delegation.city))
    )  # fmt: skip
    if before is not None:
        statement = statement.where(Registration.id < before)
    return list(db.session.scalars(statement))


def every(summit_id: int, narrowed: Filter) -> Sequence[Registration]:
    """Return all that a filter shows, for an export, in the order of registration."""
    statement = sa.select(Registration).where(*_conditions(summit_id, narrowed)).options(*WHOLE)
    return db.session.scalars(statement.order_by(Registration.id)).all()


def chosen(summit_id: int, references: Sequence[str]) -> list[Registration]:
    """Return the selected registrations of a summit in the order they came in."""
    fits = (Registration.summit_id == summit_id) & Registration.public_id.in_(list(references))
    return list(db.session.scalars(sa.select(Registration).where(fits).options(*WHOLE).order_by(Registration.id)))


def count(summit_id: int, narrowed: Filter) -> int:
    """Return how many a filter shows, counted up to :data:`MOST_COUNTED`."""
    some = sa.select(Registration.id).where(*_conditions(summit_id, narrowed)).limit(MOST_COUNTED).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(some)) or 0


def _conditions(summit_id: int, narrowed: Filter) -> list[sa.ColumnElement[bool]]:
    found = [Registration.summit_id == summit_id]
    if narrowed.state is not None:
        found.append(Registration.state == narrowed.state)
    if narrowed.category_id is not None:
        found.append(Registration.category_id == narrowed.category_id)
    if narrowed.delegation_id is not None:
        found.append(Registration.delegation_id == narrowed.delegation_id)
    return found + [_has_word(summit_id, term) for term in narrowed.terms]


def matching(summit_id: int, text: str) -> list[sa.ColumnElement[bool]]:
    """Return the conditions on registrations whose name, city, address or code begins words as ``text`` does."""
    terms = search_terms(text)
    return [_has_word(summit_id, term) for term in terms] or [sa.false()]


def _has_word(summit_id: int, term: str) -> sa.ColumnElement[bool]:
    """A rare word is a short list of ids; a frequent one is looked for while walking from the newest."""
    begins = (SearchWord.word >= term) & (SearchWord.word < term + _BEYOND)
    here = sa.select(SearchWord.registration_id).where(SearchWord.summit_id == summit_id, begins)
    few = db.session.scalars(here.limit(FEW + 1)).all()
    if len(few) <= FEW:
        return Registration.id.in_(set(few))
    # without the summit, so that the index of the registration's own words is the only one that fits
    own = (SearchWord.registration_id == Registration.id) & begins
    return sa.exists(sa.select(SearchWord.id).where(own)).correlate(Registration)


def tally(summit_id: int) -> dict[State, int]:
    """Return how many registrations stand in each state."""
    rows = sa.select(Registration.state, sa.func.count()).where(Registration.summit_id == summit_id)
    counted = db.session.execute(rows.group_by(Registration.state))
    return {row[0]: row[1] for row in counted}


def delegation_sizes(summit_id: int) -> Mapping[int, int]:
    """Return how many places each delegation fills."""
    own = (Delegation.summit_id == summit_id) & (Delegation.taken > 0)
    return {row[0]: row[1] for row in db.session.execute(sa.select(Delegation.id, Delegation.taken).where(own))}
