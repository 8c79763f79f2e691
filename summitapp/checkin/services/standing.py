"""Where people stand, computed anew from the ledger of scans."""

import sqlalchemy as sa

from summitapp.checkin import queries, rules
from summitapp.checkin.models import CheckInPoint, Scan, Standing
from summitapp.checkin.values import Verdict
from summitapp.core.db import db, table_of

_STANDINGS = table_of(Standing)


def recount(point: CheckInPoint) -> int:
    """Compute the standings of a point anew from its scans; returns how many people passed it."""
    people = db.session.scalars(
        sa.select(Scan.registration_id).where(Scan.point_id == point.id, Scan.verdict == Verdict.ADMITTED).distinct()
    ).all()
    db.session.execute(sa.delete(_STANDINGS).where(_STANDINGS.c.point_id == point.id))
    for person in people:
        past = queries.passages(person or 0, point.id)
        stood = rules.recompute_standing(past)
        db.session.execute(sa.insert(_STANDINGS), {
            "registration_id": person, "point_id": point.id, "inside": stood.inside, "since": stood.since,
            "last_at": past[-1].at, "entries": stood.entries, "doubles": stood.doubles,
        })  # fmt: skip
    return len(people)
