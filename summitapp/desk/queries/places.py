"""Points with their rooms, and how many are in each."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from summitapp.agenda.models import AgendaVersion, Slot
from summitapp.checkin.models import CheckInPoint, Standing
from summitapp.checkin.values import PointKind
from summitapp.core.db import db
from summitapp.summits.models import Room


def points(summit_id: int) -> list[CheckInPoint]:
    """Return every point of a summit, closed ones as well."""
    statement = sa.select(CheckInPoint).where(CheckInPoint.summit_id == summit_id)
    return list(db.session.scalars(statement.order_by(CheckInPoint.position, CheckInPoint.id)))


def session_times(summit_id: int) -> dict[int, tuple[datetime, datetime]]:
    """Return session → when it begins and ends after the newest release; one that was not published, after the draft."""
    statement = (
        sa.select(Slot.session_id, Slot.starts_at, Slot.ends_at).join(AgendaVersion, AgendaVersion.id == Slot.version_id)
        .where(AgendaVersion.summit_id == summit_id,
               Slot.session_id.in_(sa.select(CheckInPoint.session_id).where(CheckInPoint.summit_id == summit_id)))
        .order_by(AgendaVersion.number.is_not(None), AgendaVersion.number)
    )  # fmt: skip
    return {row.session_id: (row.starts_at, row.ends_at) for row in db.session.execute(statement)}


def entrances(summit_id: int) -> list[CheckInPoint]:
    """Return the entrances of a summit, closed ones as well: who came in there may be inside."""
    return [one for one in points(summit_id) if one.kind is PointKind.ENTRANCE]


def rooms(summit_id: int) -> list[Room]:
    """Return the rooms of a summit with their houses."""
    statement = sa.select(Room).where(Room.summit_id == summit_id).options(joinedload(Room.venue))
    return list(db.session.scalars(statement.order_by(Room.position, Room.id)))


def standing_now(places: Collection[int], since: Mapping[int, datetime]) -> sa.ColumnElement[bool]:
    """Return what holds for those inside at one of these places.

    :param since: place → since when an entry counts; without one it counts always.
    """
    timed = [sa.and_(Standing.point_id == place, Standing.since >= since[place]) for place in places if place in since]
    always = Standing.point_id.in_(sorted(set(places) - since.keys()))
    return sa.and_(Standing.inside, sa.or_(always, *timed))


def together(places: Mapping[int, Iterable[int]], since: Mapping[int, datetime]) -> dict[int, int]:
    """Return room → how many different people are inside at its doors, in one statement.

    :param places: room → row ids of places.
    """
    wanted: Sequence[int] = sorted({place for some in places.values() for place in some})
    room_of = {place: room for room, some in places.items() for place in some}
    if not wanted:
        return {}
    room = sa.case(room_of, value=Standing.point_id)
    statement = (
        sa.select(room.label("room"), sa.func.count(sa.distinct(Standing.registration_id)).label("people"))
        .where(standing_now(wanted, since)).group_by(sa.text("room"))
    )  # fmt: skip
    return {row.room: row.people for row in db.session.execute(statement)}
