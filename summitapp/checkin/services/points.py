"""Check-in points: added, changed, closed and removed by organisers."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from summitapp.agenda.models import AgendaSession
from summitapp.audit.services import record
from summitapp.checkin import queries, rules
from summitapp.checkin.models import CheckInPoint, Standing
from summitapp.checkin.services.standing import recount
from summitapp.checkin.values import PointInUse, PointKind
from summitapp.core.clock import now
from summitapp.core.db import db, lock, table_of
from summitapp.core.text import Translated
from summitapp.summits.models import Room, Summit

#: What decides where people stand; a change of it counts the place anew.
_COUNTING: Final = ("reentry", "daily", "counts_with")


def add_point(
    summit: Summit, code: str, name: Translated, *, kind: PointKind = PointKind.ENTRANCE, reentry: bool = True,
    daily: bool = False, exits: bool = True, opens_at: datetime | None = None, closes_at: datetime | None = None,
    categories: Iterable[str] = (), session: AgendaSession | None = None, enrolled_only: bool = False,
    room: Room | None = None, counts_with: CheckInPoint | None = None, desk_decides: bool = False,
) -> CheckInPoint:  # fmt: skip
    """Add a point to a summit.

    :raises PointCodeTaken: if another point of the summit has this code.
    """
    _alone(summit.id)
    point = CheckInPoint(
        summit_id=summit.id, code=code, name=name, kind=kind, reentry=reentry, daily=daily, exits=exits,
        opens_at=opens_at, closes_at=closes_at, categories=sorted(categories), session=session,
        enrolled_only=enrolled_only and session is not None, room=room, desk_decides=desk_decides,
        position=len(queries.points(summit.id, closed=True)),
    )  # fmt: skip
    with db.session.no_autoflush:
        if counts_with is not None:
            _join(point, counts_with.counts_with or counts_with)
    db.session.add(point)
    record("point.added", point, summit=summit.public_id, code=code)
    return point


def change_point(point: CheckInPoint, changes: Mapping[str, Any]) -> None:
    """Change a point; its code stays, since devices know it. A door that counts with another is in step with it.

    :raises DoorsInCircle: if it would count with itself.
    """
    _alone(point.summit_id)
    point = lock(CheckInPoint, point.id)
    before = point.place_id
    old = {name: getattr(point, name) for name in changes}
    for name, value in changes.items():
        if name != "counts_with":
            setattr(point, name, value)
    if "counts_with" in changes:
        _count_with(point, changes["counts_with"])
    followers = _followers(point)
    if point.counts_with is not None:
        _join(point, point.counts_with)
    for other in followers:
        _join(other, point.counts_with or point)
    if point.session is None:
        point.enrolled_only = False
    differing: dict[str, Any] = {
        name: (_told(old[name]), _told(getattr(point, name))) for name in changes if old[name] != getattr(point, name)
    }
    record("point.changed", point, summit=point.summit.public_id, **differing)
    if differing.keys() & set(_COUNTING):
        _count_anew(point, before)


def _alone(summit_id: int) -> None:
    """Let nobody else tie the doors of a summit together meanwhile: two who do so at once could close a circle."""
    lock(Summit, summit_id)
    for one in list(db.session.identity_map.values()):
        if isinstance(one, CheckInPoint):  # loaded before we had the lock: whom it counts with may be old by now
            db.session.expire(one, ["counts_with_id", "counts_with", "reentry", "daily"])


def _told(value: Any) -> Any:
    return value.code if isinstance(value, CheckInPoint | AgendaSession | Room) else value


def _count_with(point: CheckInPoint, wanted: CheckInPoint | None) -> None:
    known = {one.id: one for one in queries.points(point.summit_id, closed=True)}
    whole = {row: one.counts_with_id for row, one in known.items()}
    found = rules.resolve_place(point.id, wanted.id if wanted is not None else None, whole)
    point.counts_with = known[found] if found is not None else None


def _join(point: CheckInPoint, place: CheckInPoint) -> None:
    """Let a door count with a place, which has one rhythm for all its doors."""
    point.counts_with, point.reentry, point.daily = place, place.reentry, place.daily


def _followers(point: CheckInPoint) -> list[CheckInPoint]:
    return list(db.session.scalars(sa.select(CheckInPoint).where(CheckInPoint.counts_with_id == point.id)))


def _count_anew(point: CheckInPoint, before: int) -> None:
    db.session.flush()
    recount(point)
    if before != point.place_id:  # the place it left, or, where it was one itself, what stood under it
        left = db.session.get_one(CheckInPoint, before)
        if left.counts_with_id is None:
            recount(left)
        else:
            standings = table_of(Standing)
            db.session.execute(sa.delete(standings).where(standings.c.point_id == before))


def close_point(point: CheckInPoint) -> None:
    """Let a point take nobody in from now on; who was scanned before stays known, and may leave."""
    point = lock(CheckInPoint, point.id)
    if point.closed_at is None:
        point.closed_at = now()
        record("point.closed", point, summit=point.summit.public_id, code=point.code)


def open_point(point: CheckInPoint) -> None:
    """Open a closed point again."""
    point = lock(CheckInPoint, point.id)
    if point.closed_at is not None:
        point.closed_at = None
        record("point.opened", point, summit=point.summit.public_id, code=point.code)


def remove_point(point: CheckInPoint) -> None:
    """Remove a point at which nobody was ever scanned; doors that counted with it stand alone.

    :raises PointInUse: if somebody was.
    """
    _alone(point.summit_id)
    point = lock(CheckInPoint, point.id)
    if point.id in queries.scanned_points(point.summit_id):
        raise PointInUse
    followers = _followers(point)
    for other in followers:
        other.counts_with = None
    record("point.removed", point, summit=point.summit.public_id, code=point.code)
    db.session.flush()
    for other in followers:
        recount(other)
    standings = table_of(Standing)
    db.session.execute(sa.delete(standings).where(standings.c.point_id == point.id))
    db.session.delete(point)
    db.session.flush()
