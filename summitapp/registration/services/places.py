"""Counting places in the database, so that two people never get the same one.

The row of the summit is always taken before that of the category: whoever holds it is alone in
deciding about this summit's places until the commit, which comes soon after.
"""

from typing import Any, Final

import sqlalchemy as sa

from summitapp.core.db import db, table_of
from summitapp.summits.models import Category, Summit

_SUMMIT: Final = table_of(Summit)
_CATEGORY: Final = table_of(Category)


def _take_one(table: sa.Table) -> sa.UpdateBase:
    room = sa.or_(table.c.capacity.is_(None), table.c.taken < table.c.capacity)
    own = table.c.id == sa.bindparam("of")
    return sa.update(table).where(own, room).values(taken=table.c.taken + 1).returning(table.c.taken)


def _return_one(table: sa.Table) -> sa.UpdateBase:
    return sa.update(table).where(table.c.id == sa.bindparam("of")).values(taken=table.c.taken - 1)


_TAKE_SUMMIT: Final[Any] = _take_one(_SUMMIT)
_TAKE_CATEGORY: Final[Any] = _take_one(_CATEGORY)
_RETURN_SUMMIT: Final = _return_one(_SUMMIT)
_RETURN_CATEGORY: Final = _return_one(_CATEGORY)


def take(summit_id: int, category_id: int) -> bool:
    """Take one place in the summit and in the category; takes neither and says no when one is full."""
    connection = db.session.connection()
    if connection.execute(_TAKE_SUMMIT, {"of": summit_id}).first() is None:
        return False
    if connection.execute(_TAKE_CATEGORY, {"of": category_id}).first() is not None:
        return True
    connection.execute(_RETURN_SUMMIT, {"of": summit_id})
    return False


def give_back(summit_id: int, category_id: int) -> None:
    """Return one place."""
    db.session.execute(_RETURN_SUMMIT, {"of": summit_id})
    db.session.execute(_RETURN_CATEGORY, {"of": category_id})


def take_many(summit_id: int, numbers: dict[int, int]) -> None:
    """Take places for a whole list at once, category by category.

    :raises IntegrityError: if they do not fit; the door turns it into ``CategoryFull``.
    """
    grow = sa.update(_SUMMIT).where(_SUMMIT.c.id == summit_id)
    db.session.execute(grow.values(taken=_SUMMIT.c.taken + sum(numbers.values())))
    for category_id, number in sorted(numbers.items()):
        part = sa.update(_CATEGORY).where(_CATEGORY.c.id == category_id)
        db.session.execute(part.values(taken=_CATEGORY.c.taken + number))


def be_alone(summit_id: int) -> None:
    """Wait until nobody else decides about this summit's places, and keep it so until the commit."""
    db.session.execute(sa.select(_SUMMIT.c.id).where(_SUMMIT.c.id == summit_id).with_for_update(key_share=True))
