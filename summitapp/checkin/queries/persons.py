"""What is known of one person at the doors."""

from typing import Any, Final

import sqlalchemy as sa

from summitapp.checkin.models import Alert, CheckInPoint, Scan, Standing
from summitapp.core.db import db, table_of
from summitapp.enrolment.values import Presence
from summitapp.registration.models import Registration

_scan, _point, _alert, _standing = table_of(Scan), table_of(CheckInPoint), table_of(Alert), table_of(Standing)
_PLACE: Final = sa.func.coalesce(_point.c.counts_with_id, _point.c.id)


def registrations_of_person(person_id: int) -> list[int]:
    """Return the row ids of a person's registrations."""
    return list(db.session.scalars(sa.select(Registration.id).where(Registration.person_id == person_id)))


def scans_of_person(person_id: int) -> list[sa.Row[Any]]:
    """Return every scan of a person's badges, the earliest first."""
    statement = (
        sa.select(_point.c.code.label("point"), _scan.c.happened_at, _scan.c.direction, _scan.c.verdict, _scan.c.reason,
                  _alert.c.kind.label("alert"))
        .select_from(_scan.outerjoin(_point, _point.c.id == _scan.c.point_id).outerjoin(
            _alert, sa.and_(_alert.c.summit_id == _scan.c.summit_id, _alert.c.scan_id == _scan.c.scan_id)))
        .where(_scan.c.registration_id.in_(registrations_of_person(person_id))).order_by(_scan.c.happened_at, _scan.c.id)
    )  # fmt: skip
    return list(db.session.connection().execute(statement))


def presence_of(summit_id: int, registration_id: int) -> Presence:
    """Return where somebody was let in: at a summit, and at each session at whose door anybody was scanned."""
    anybody, them = db.session.execute(
        sa.select(_let_in(_point.c.summit_id == summit_id), _let_in(_point.c.summit_id == summit_id, registration_id))
    ).one()
    at_door, them_there = (_standing.c.point_id == _PLACE, None), (_standing.c.point_id == _PLACE, registration_id)
    doors = sa.select(_point.c.session_id, _passed(*at_door).label("anybody"), _passed(*them_there).label("them")).where(
        _point.c.summit_id == summit_id, _point.c.session_id.is_not(None)
    )
    seen: dict[int, bool] = {}
    for row in db.session.execute(doors):
        if row.anybody:
            seen[row.session_id] = seen.get(row.session_id, False) or row.them
    return Presence(bool(them) if anybody else None, seen)


def _passed(where: sa.ColumnElement[bool], registration_id: int | None) -> sa.Exists:
    found = sa.exists().where(where, _standing.c.entries > 0)
    return found.where(_standing.c.registration_id == registration_id) if registration_id is not None else found


def _let_in(where: sa.ColumnElement[bool], registration_id: int | None = None) -> sa.Exists:
    points = sa.select(_point.c.id).where(where)
    return _passed(_standing.c.point_id.in_(points), registration_id)
