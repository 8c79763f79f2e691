"""Counting places in the database, so that two people never get the same one.

Rows are always taken in one order: summit, category, delegation, then the delegation's share of the category.
Whoever holds the row of the summit is alone in deciding about its places until the commit, which comes soon after.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import sqlalchemy as sa

from summitapp.core.db import db, table_of
from summitapp.delegations.models import Delegation, Quota
from summitapp.registration.models import Registration
from summitapp.registration.values import Seat, Turn
from summitapp.summits.models import Category, Summit
from summitapp.summits.values import PlacesTaken

_SUMMIT: Final = table_of(Summit)
_CATEGORY: Final = table_of(Category)
_DELEGATION: Final = table_of(Delegation)
_QUOTA: Final = table_of(Quota)


def _own(table: sa.Table) -> sa.ColumnElement[bool]:
    return table.c.id == sa.bindparam("of")


def _take_one(table: sa.Table, limit: sa.Column[Any], own: sa.ColumnElement[bool]) -> sa.UpdateBase:
    room = sa.or_(limit.is_(None), table.c.taken < limit)
    return sa.update(table).where(own, room).values(taken=table.c.taken + 1).returning(table.c.taken)


def _add(table: sa.Table, own: sa.ColumnElement[bool]) -> sa.UpdateBase:
    return sa.update(table).where(own).values(taken=table.c.taken + sa.bindparam("number"))


_OF_SHARE: Final = (_QUOTA.c.delegation_id == sa.bindparam("of")) & (_QUOTA.c.category_id == sa.bindparam("category"))
_TAKE_SUMMIT: Final[Any] = _take_one(_SUMMIT, _SUMMIT.c.capacity, _own(_SUMMIT))
_TAKE_CATEGORY: Final[Any] = _take_one(_CATEGORY, _CATEGORY.c.capacity, _own(_CATEGORY))
_HAS_SHARE: Final = sa.select(_QUOTA.c.id).where(_OF_SHARE).exists().label("has_share")
_TAKE_DELEGATION: Final[Any] = _take_one(_DELEGATION, _DELEGATION.c.quota, _own(_DELEGATION)).returning(_HAS_SHARE)
_TAKE_SHARE: Final[Any] = _take_one(_QUOTA, _QUOTA.c.places, _OF_SHARE)
_ADD_SUMMIT: Final = _add(_SUMMIT, _own(_SUMMIT))
_ADD_CATEGORY: Final = _add(_CATEGORY, _own(_CATEGORY))
_ADD_DELEGATION: Final = _add(_DELEGATION, _own(_DELEGATION))
_ADD_SHARE: Final = _add(_QUOTA, _OF_SHARE)


def take(summit_id: int, category_id: int, delegation_id: int | None = None) -> bool:
    """Take one place in the summit, the category and the delegation; takes none and says no when one is full."""
    connection = db.session.connection()
    if connection.execute(_TAKE_SUMMIT, {"of": summit_id}).first() is None:
        return False
    if connection.execute(_TAKE_CATEGORY, {"of": category_id}).first() is None:
        connection.execute(_ADD_SUMMIT, {"of": summit_id, "number": -1})
        return False
    if delegation_id is None or _take_in_delegation(connection, category_id, delegation_id):
        return True
    connection.execute(_ADD_SUMMIT, {"of": summit_id, "number": -1})
    connection.execute(_ADD_CATEGORY, {"of": category_id, "number": -1})
    return False


def _take_in_delegation(connection: sa.Connection, category_id: int, delegation_id: int) -> bool:
    share = {"of": delegation_id, "category": category_id}
    taken = connection.execute(_TAKE_DELEGATION, share).first()
    if taken is None:
        return False
    if not taken.has_share or connection.execute(_TAKE_SHARE, share).first() is not None:
        return True
    connection.execute(_ADD_DELEGATION, {"of": delegation_id, "number": -1})
    return False


def take_party(summit_id: int, seats: Iterable[Seat]) -> bool:
    """Take a place for each of those who come together; takes none and says no when one of them does not fit."""
    held: list[Seat] = []
    for category_id, delegation_id in seats:
        if not take(summit_id, category_id, delegation_id):
            for seat in held:
                give_back(summit_id, *seat)
            return False
        held.append((category_id, delegation_id))
    return True


def give_back(summit_id: int, category_id: int, delegation_id: int | None = None) -> None:
    """Return one place."""
    _count(summit_id, {(category_id, delegation_id): -1})


def take_many(summit_id: int, seats: Mapping[Seat, int]) -> None:
    """Take places for a whole list at once.

    :raises IntegrityError: if they do not fit; the door turns it into ``CategoryFull`` or ``DelegationFull``.
    """
    _count(summit_id, seats)


def _count(summit_id: int, seats: Mapping[Seat, int]) -> None:
    connection = db.session.connection()
    connection.execute(_ADD_SUMMIT, {"of": summit_id, "number": sum(seats.values())})
    categories, delegations = _sums(seats, 0), _sums(seats, 1)
    for category_id in sorted(categories):
        connection.execute(_ADD_CATEGORY, {"of": category_id, "number": categories[category_id]})
    for delegation_id in sorted(delegations):
        connection.execute(_ADD_DELEGATION, {"of": delegation_id, "number": delegations[delegation_id]})
    for category_id, group in sorted(seat for seat in seats if seat[1] is not None):
        connection.execute(_ADD_SHARE, {"of": group, "category": category_id, "number": seats[category_id, group]})


def _sums(seats: Mapping[Seat, int], part: int) -> dict[int, int]:
    sums: dict[int, int] = {}
    for seat, number in seats.items():
        if (row := seat[part]) is not None:
            sums[row] = sums.get(row, 0) + number
    return sums


def be_alone(summit_id: int) -> None:
    """Wait until nobody else decides about this summit's places, and keep it so until the commit."""
    db.session.execute(sa.select(_SUMMIT.c.id).where(_SUMMIT.c.id == summit_id).with_for_update(key_share=True))


def count_share(quota_id: int) -> None:
    """Count afresh how many places a delegation holds of a category; who asks is alone with the summit's places.

    :raises PlacesTaken: if these are more than it may have.
    """
    quota = db.session.get_one(Quota, quota_id)
    held = sa.select(sa.func.count()).where(
        Registration.delegation_id == quota.delegation_id, Registration.category_id == quota.category_id,
        Registration.holds_place,
    )  # fmt: skip
    number = db.session.scalar(held) or 0
    if number > quota.places:
        raise PlacesTaken(taken=number)
    quota.taken = number


def note_passes(turns: Iterable[Turn]) -> None:
    """Keep how often each party was passed over, so that it is not passed over for ever."""
    for turn in turns:
        late = [one.registration_id for one in turn.members if one.passed_over != turn.passed_over]
        if late:
            change = sa.update(Registration).where(Registration.id.in_(late))
            db.session.execute(change.values(passed_over=turn.passed_over))
