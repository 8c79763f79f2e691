"""What the door keeps of a person: told, erased, and forgotten after the summit."""

from typing import Any, Final

import sqlalchemy as sa

from summitapp.checkin import queries
from summitapp.checkin.models import Alert, CheckInPoint, Scan, Standing
from summitapp.core.db import db, table_of
from summitapp.directory.models import Person

_SCANS: Final = table_of(Scan)
_STANDINGS: Final = table_of(Standing)
_ALERTS: Final = table_of(Alert)


def export_personal(person: Person) -> list[dict[str, Any]]:
    """Return every passage of a person: where, when, which way, and what the door said."""
    return [
        {"point": row.point, "at": row.happened_at.isoformat(), "direction": row.direction.value if row.direction else None,
         "verdict": row.verdict.value, "reason": row.reason.value, "looked_into": row.alert.value if row.alert else None}
        for row in queries.scans_of_person(person.id)
    ]  # fmt: skip


def erase_personal(person: Person) -> None:
    """Forget where a person stands, and what was to be looked into.

    The ledger keeps its lines, which name nobody once the person is erased.
    """
    theirs = queries.registrations_of_person(person.id)
    for table in (_STANDINGS, _ALERTS):
        db.session.execute(sa.delete(table).where(table.c.registration_id.in_(theirs)))


def forget_scans(summit_id: int, most: int) -> int:
    """Delete scans of a summit that is over, standings and alerts with the last of them; returns how many, ``most`` at once."""
    rows = sa.select(_SCANS.c.id).where(_SCANS.c.summit_id == summit_id).limit(most)
    gone = len(db.session.execute(sa.delete(_SCANS).where(_SCANS.c.id.in_(rows)).returning(_SCANS.c.id)).all())
    if gone < most:
        points = sa.select(CheckInPoint.id).where(CheckInPoint.summit_id == summit_id)
        db.session.execute(sa.delete(_STANDINGS).where(_STANDINGS.c.point_id.in_(points)))
        db.session.execute(sa.delete(_ALERTS).where(_ALERTS.c.summit_id == summit_id))
    return gone
