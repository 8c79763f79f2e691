"""What is known of one person at the doors."""

from typing import Any

import sqlalchemy as sa

from summitapp.checkin.models import CheckInPoint, Scan, Standing
from summitapp.core.db import db, table_of
from summitapp.registration.models import Registration

_scan, _point = table_of(Scan), table_of(CheckInPoint)


def registrations_of_person(person_id: int) -> list[int]:
    """Return the row ids of a person's registrations."""
    return list(db.session.scalars(sa.select(Registration.id).where(Registration.person_id == person_id)))


def scans_of_person(person_id: int) -> list[sa.Row[Any]]:
    """Return every scan of a person's badges, the earliest first."""
    statement = (
        sa.select(_point.c.code.label("point"), _scan.c.happened_at, _scan.c.direction, _scan.c.verdict, _scan.c.reason)
        .select_from(_scan.outerjoin(_point, _point.c.id == _scan.c.point_id))
        .where(_scan.c.registration_id.in_(registrations_of_person(person_id))).order_by(_scan.c.happened_at, _scan.c.id)
    )  # fmt: skip
    return list(db.session.connection().execute(statement))


def presence_of(summit_id: int, registration_id: int) -> bool | None:
    """Return whether somebody was let in at a summit, ``None`` where nobody was: then nothing is known."""
    let_in = sa.select(Standing.id).join(CheckInPoint, CheckInPoint.id == Standing.point_id).where(
        CheckInPoint.summit_id == summit_id, Standing.entries > 0
    )  # fmt: skip
    anybody, them = db.session.execute(
        sa.select(sa.exists(let_in), sa.exists(let_in.where(Standing.registration_id == registration_id)))
    ).one()
    return bool(them) if anybody else None
