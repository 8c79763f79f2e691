"""What is kept around devices, and for how long: all of it goes thirty days after the summit."""

from typing import Final

import sqlalchemy as sa

from summitapp.core.db import Base, db, table_of
from summitapp.devices.models import Device, Record, RoleKey, Roster

#: Records first, which are about people; each is deleted in slices, the next when nothing of it is left.
_KEPT: Final[tuple[type[Base], ...]] = (Record, RoleKey, Roster, Device)


def forget_devices(summit_id: int, most: int) -> int:
    """Delete roster, keys and devices of a summit that is over; returns how many rows, ``most`` at once."""
    gone = 0
    for table in map(table_of, _KEPT):
        rows = sa.select(table.c.id).where(table.c.summit_id == summit_id).limit(most - gone)
        gone += len(db.session.execute(sa.delete(table).where(table.c.id.in_(rows)).returning(table.c.id)).all())
        if gone >= most:
            break
    return gone
