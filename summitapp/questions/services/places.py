"""Counting the places of options in the database, so that two people never get the last one."""

from collections.abc import Mapping
from typing import Final

import sqlalchemy as sa

from summitapp.core.db import db, table_of
from summitapp.questions.models import Option
from summitapp.questions.values.refusals import OptionFull

_OPTION: Final = table_of(Option)
_ROOM: Final = sa.or_(_OPTION.c.places.is_(None), _OPTION.c.taken < _OPTION.c.places)
_OWN: Final = _OPTION.c.id == sa.bindparam("of")
_TAKE: Final = sa.update(_OPTION).where(_OWN, _ROOM).values(taken=_OPTION.c.taken + 1).returning(_OPTION.c.id)
_RETURN: Final = sa.update(_OPTION).where(_OWN).values(taken=_OPTION.c.taken - 1)


def shift_places(changes: Mapping[int, int]) -> None:
    """Take a place of each option that has 1 here, and give one back of each that has -1.

    Always in the order of the rows, so that nobody waits crosswise for another.

    :raises OptionFull: if an option has no place left; its row id is among the facts. What was taken before
        is undone with the unit of work.
    """
    connection = db.session.connection()
    for option, change in sorted(changes.items()):
        if change < 0:
            connection.execute(_RETURN, {"of": option})
        elif change > 0 and connection.execute(_TAKE, {"of": option}).first() is None:
            raise OptionFull(option=option)
