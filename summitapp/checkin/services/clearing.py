"""When a session or a room goes, its points do not stand in the way."""

from collections.abc import Iterable

import sqlalchemy as sa

from summitapp.audit.services import record
from summitapp.checkin import queries
from summitapp.checkin.models import CheckInPoint
from summitapp.checkin.services.points import close_point, remove_point
from summitapp.core.db import db


def forget_session(session_id: int) -> None:
    """Remove the doors of a session that is removed; one that was scanned at is closed, so that it opens to nobody."""
    for point in _points(CheckInPoint.session_id == session_id):
        if point.id not in queries.scanned_points(point.summit_id):
            remove_point(point)
            continue
        point.session, point.enrolled_only = None, False
        close_point(point)
        record("point.changed", point, summit=point.summit.public_id, session=(session_id, None))
    db.session.flush()


def forget_room(room_id: int) -> None:
    """Let the points in a room that is removed stand somewhere else."""
    for point in _points(CheckInPoint.room_id == room_id):
        point.room = None
        record("point.changed", point, summit=point.summit.public_id, room=(room_id, None))
    db.session.flush()


def _points(where: sa.ColumnElement[bool]) -> Iterable[CheckInPoint]:
    return list(db.session.scalars(sa.select(CheckInPoint).where(where).order_by(CheckInPoint.id)))
