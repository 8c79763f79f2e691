"""The roster as it lies ready: what a device is given, or that it has it all."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from summitapp.badges.models import Badge
from summitapp.badges.values import BadgeState
from summitapp.checkin.models import CheckInPoint, Scan, Standing
from summitapp.checkin.values import Verdict
from summitapp.core.db import db, table_of
from summitapp.devices.models import Record, Roster
from summitapp.devices.values import SETTLES, DeviceRole, News, RosterState
from summitapp.summits.models import Summit

_summit, _scan, _roster, _record = table_of(Summit), table_of(Scan), table_of(Roster), table_of(Record)
_badge, _standing, _point = table_of(Badge), table_of(Standing), table_of(CheckInPoint)


def _last(column: sa.Column[Any], *where: sa.ColumnElement[bool]) -> sa.ScalarSelect[Any]:
    own = sa.select(column).where(_scan.c.summit_id == _summit.c.id, *where)
    return own.order_by(_scan.c.id.desc()).limit(1).correlate(_summit).scalar_subquery()


_SETTLED: Final = _scan.c.received_at < sa.bindparam("settled", type_=_scan.c.received_at.type)
_LOOK: Final[sa.Select[Any]] = sa.select(
    _summit.c.id, _summit.c.public_id, sa.func.coalesce(_roster.c.revision, 0).label("revision"),
    sa.func.coalesce(_roster.c.floor, 0).label("floor"), sa.func.coalesce(_last(_scan.c.id, _SETTLED), 0).label("scan"),
    _last(_scan.c.received_at).label("standing_at"),
).select_from(_summit.outerjoin(_roster, _roster.c.summit_id == _summit.c.id))  # fmt: skip
_BY_ID: Final[sa.Select[Any]] = _LOOK.where(_summit.c.id == sa.bindparam("summit"))
_BY_SLUG: Final[sa.Select[Any]] = _LOOK.where(_summit.c.slug == sa.bindparam("slug"))


def newest(summit_id: int, now: datetime) -> News:
    """Return the newest revision of a summit's roster."""
    row = db.session.connection().execute(_BY_ID, {"summit": summit_id, "settled": now - SETTLES}).one()
    return News(_state(row).told, row.standing_at)


def state_at(slug: str, now: datetime) -> RosterState | None:
    """Return how the roster of a summit stands, in one statement."""
    row = db.session.connection().execute(_BY_SLUG, {"slug": slug, "settled": now - SETTLES}).first()
    return _state(row) if row is not None else None


def _state(row: sa.Row[Any]) -> RosterState:
    return RosterState(row.id, row.public_id, row.revision, row.floor, row.scan)


def header(summit_id: int) -> dict[str, Any]:
    """Return what a roster says that is not about people."""
    return db.session.scalar(sa.select(Roster.header).where(Roster.summit_id == summit_id)) or {}


def records(summit_id: int, role: DeviceRole, since: int) -> Sequence[sa.Row[Any]]:
    """Return the sealed records of a role that changed after a revision, those of notes among them for first aid."""
    wrapped = {DeviceRole.DESK: _record.c.desk_key, DeviceRole.AID: _record.c.aid_key}.get(role, sa.null())
    note = _record.c.note if role is DeviceRole.AID else sa.null()
    statement: sa.Select[Any] = sa.select(_record.c.lookup, wrapped.label("wrapped"), _record.c.sealed, note.label("note")).where(
        _record.c.summit_id == summit_id, _record.c.revision > since, ~_record.c.gone
    )
    if role in (DeviceRole.DESK, DeviceRole.AID):
        statement = statement.where(wrapped.is_not(None))
    return db.session.connection().execute(statement.order_by(_record.c.id)).all()


def gone(summit_id: int, since: int) -> list[tuple[str, bool]]:
    """Return the look-ups that devices drop after a revision, each with whether its badge was revoked."""
    rows = db.session.execute(
        sa.select(_record.c.lookup, _badge.c.state).join(_badge, _badge.c.id == _record.c.badge_id)
        .where(_record.c.summit_id == summit_id, _record.c.revision > since, _record.c.gone).order_by(_record.c.id)
    )  # fmt: skip
    return [(bytes(row.lookup).hex(), row.state is BadgeState.REVOKED) for row in rows]


def revoked(summit_id: int) -> list[str]:
    """Return the look-ups of every revoked badge of a summit that still leads anywhere."""
    rows = sa.select(_badge.c.lookup).where(
        _badge.c.summit_id == summit_id, _badge.c.state == BadgeState.REVOKED, _badge.c.lookup.not_like("erased %")
    )
    return list(db.session.scalars(rows.order_by(_badge.c.id)))


def standings(summit_id: int, after_scan: int | None) -> Sequence[sa.Row[Any]]:
    """Return where people with a record stand.

    :param after_scan: only those whom a scan after this one concerns; ``None`` for all.
    """
    place = _point.alias()
    statement: sa.Select[Any] = (
        sa.select(_record.c.lookup, _standing.c.inside, _standing.c.since, place.c.code.label("place"))
        .select_from(
            _record.join(_standing, _standing.c.registration_id == _record.c.registration_id)
            .join(_point, _point.c.id == _standing.c.point_id)
            .join(place, place.c.id == sa.func.coalesce(_point.c.counts_with_id, _point.c.id))
        )
        .where(_record.c.summit_id == summit_id, ~_record.c.gone, _point.c.summit_id == summit_id,
               sa.or_(_standing.c.inside, _standing.c.entries > 0))
        .order_by(_standing.c.since)
    )  # fmt: skip
    if after_scan is not None:
        moved = sa.select(_scan.c.registration_id).where(
            _scan.c.summit_id == summit_id, _scan.c.id > after_scan, _scan.c.verdict != Verdict.REFUSED
        )
        statement = statement.where(_standing.c.registration_id.in_(moved))
    return db.session.connection().execute(statement).all()
