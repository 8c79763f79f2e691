"""What organisers and the desk see of points, counts and scans."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from summitapp.agenda import queries as agenda
from summitapp.agenda.models import AgendaSession
from summitapp.agenda.values import SessionKind, SessionState
from summitapp.badges import rules as badges
from summitapp.badges.models import Badge
from summitapp.badges.values import BadgeState
from summitapp.checkin.models import CheckInPoint, Scan, Standing
from summitapp.checkin.queries.door import CARD
from summitapp.checkin.values import Logged, PointCount, Verdict
from summitapp.core.db import db, table_of
from summitapp.core.text import Translated, fold
from summitapp.directory.models import Person
from summitapp.registration import queries as registrations
from summitapp.registration.models import Registration
from summitapp.summits import queries as summits
from summitapp.summits.models import Room, Summit

LOG_SIZE: Final = 50
_FOUND: Final = 12
_badge, _person = table_of(Badge), table_of(Person)


@dataclass(frozen=True, slots=True)
class PointPlace:
    """What a point can belong to: sessions and rooms by public id, and doors, which count with no other, by code."""

    sessions: Mapping[str, AgendaSession]
    rooms: Mapping[str, Room]
    doors: Mapping[str, CheckInPoint]


def place_for(summit: Summit, point: CheckInPoint | None = None) -> PointPlace:
    """Return what a point can belong to; what it belongs to now is among it."""
    kept = point.session_id if point is not None else None
    sessions = [one for one in agenda.sessions_of(summit) if one.id == kept or _has_door(one)]
    doors = [one for one in points(summit.id) if one.counts_with_id is None and one is not point]
    return PointPlace(
        {one.public_id: one for one in sessions}, {one.public_id: one for one in summits.parts(Room, summit.id)},
        {one.code: one for one in doors},
    )  # fmt: skip


def _has_door(session: AgendaSession) -> bool:
    return session.state is SessionState.PLANNED and not session.is_break and session.kind is not SessionKind.BLOCKER


def points(summit_id: int, *, closed: bool = False) -> list[CheckInPoint]:
    """Return the points of a summit in their order. :param closed: those that were closed as well."""
    whole = (joinedload(CheckInPoint.session), joinedload(CheckInPoint.counts_with))
    statement = sa.select(CheckInPoint).where(CheckInPoint.summit_id == summit_id).options(*whole)
    if not closed:
        statement = statement.where(CheckInPoint.closed_at.is_(None))
    return list(db.session.scalars(statement.order_by(CheckInPoint.position, CheckInPoint.id)))


def scanned_points(summit_id: int) -> set[int]:
    """Return the row ids of the points of a summit at which something was scanned; they cannot be removed."""
    return set(db.session.scalars(
        sa.select(Scan.point_id).where(Scan.summit_id == summit_id, Scan.point_id.is_not(None)).distinct()
    ))  # fmt: skip


def point_by_code(summit_id: int, code: str) -> CheckInPoint | None:
    """Return one point."""
    where = (CheckInPoint.summit_id == summit_id) & (CheckInPoint.code == code)
    return db.session.scalar(sa.select(CheckInPoint).where(where))


def counts(places: Sequence[CheckInPoint], counts_from: Mapping[int, datetime]) -> list[PointCount]:
    """Return how many are inside at each point; doors of one place tell the same.

    :param counts_from: place → since when an entry counts, for points that begin anew each day.
    """
    since = Standing.since >= sa.case(counts_from, value=Standing.point_id) if counts_from else sa.true()
    daily = Standing.point_id.in_(sorted(counts_from))
    inside = Standing.inside & sa.or_(~daily, since)
    statement = (
        sa.select(Standing.point_id, sa.func.count().filter(inside).label("inside"),
                  sa.func.count().filter(Standing.entries > 0).label("entries"),
                  sa.func.sum(Standing.doubles).label("doubles"))
        .where(Standing.point_id.in_({place.place_id for place in places})).group_by(Standing.point_id)
    )  # fmt: skip
    found = {row.point_id: (row.inside, row.entries, int(row.doubles or 0)) for row in db.session.execute(statement)}
    return [PointCount(place.code, place.name, *found.get(place.place_id, (0, 0, 0))) for place in places]


def log(summit_id: int, point: str = "", show: str = "") -> list[Logged]:
    """Return the last scans of a summit.

    :param show: ``refused`` for those that were not let in, ``offline`` for those that came late.
    """
    statement = (
        sa.select(Scan, CheckInPoint.name.label("point"), Person.given_name, Person.family_name, Registration.code,
                  Badge.number)
        .select_from(Scan).outerjoin(CheckInPoint, CheckInPoint.id == Scan.point_id)
        .outerjoin(Badge, Badge.id == Scan.badge_id).outerjoin(Registration, Registration.id == Scan.registration_id)
        .outerjoin(Person, Person.id == Registration.person_id)
        .where(Scan.summit_id == summit_id).order_by(Scan.id.desc()).limit(LOG_SIZE)
    )  # fmt: skip
    if point:
        statement = statement.where(CheckInPoint.code == point)
    if show == "refused":
        statement = statement.where(Scan.verdict != Verdict.ADMITTED)
    if show == "offline":
        statement = statement.where(Scan.offline)
    return [
        Logged(
            row.Scan.happened_at, row.Scan.received_at, row.Scan.offline, row.Scan.direction, row.Scan.verdict,
            row.Scan.reason, row.Scan.override, row.point or Translated(),
            f"{row.given_name or ''} {row.family_name or ''}".strip(),
            badges.serial(row.code, row.number) if row.code and row.number else "", row.Scan.sender, row.Scan.sender_kind,
        ) for row in db.session.execute(statement)
    ]  # fmt: skip


def find_people(summit_id: int, text: str) -> list[sa.Row[Any]]:
    """Return the first people with a valid badge whose words begin as ``text`` does; nothing for less than two letters."""
    if len(fold(text)) < 2:
        return []
    alike = registrations.matching(summit_id, text)
    statement = CARD.where(_badge.c.summit_id == summit_id, _badge.c.state == BadgeState.ACTIVE, *alike)
    return list(db.session.connection().execute(statement.order_by(_person.c.search_key, _badge.c.id).limit(_FOUND)))
