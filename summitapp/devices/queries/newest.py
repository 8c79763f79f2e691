"""What is newest: asked by each device every half minute, so in one statement each."""

from datetime import datetime
from typing import Final

import sqlalchemy as sa

from summitapp.checkin.models import Scan
from summitapp.core.db import db, table_of
from summitapp.devices.models import Roster
from summitapp.devices.values import SCANS_BELOW, SETTLES, News
from summitapp.summits.models import Summit

_summit, _scan, _roster = table_of(Summit), table_of(Scan), table_of(Roster)


def _last(column: sa.Column[int] | sa.Column[datetime], *where: sa.ColumnElement[bool]) -> sa.ScalarSelect[object]:
    own = sa.select(column).where(_scan.c.summit_id == _summit.c.id, *where)
    return own.order_by(_scan.c.id.desc()).limit(1).correlate(_summit).scalar_subquery()


_NEWEST: Final = (
    sa.select(
        sa.func.coalesce(_roster.c.revision, 0).label("revision"),
        sa.func.coalesce(_last(_scan.c.id, _scan.c.received_at < sa.bindparam("settled", type_=_scan.c.received_at.type)),
                         0).label("scan"),
        _last(_scan.c.received_at).label("standing_at"),
    )
    .select_from(_summit.outerjoin(_roster, _roster.c.summit_id == _summit.c.id))
    .where(_summit.c.id == sa.bindparam("summit"))
)  # fmt: skip


def newest(summit_id: int, now: datetime) -> News:
    """Return the newest revision of a summit's roster."""
    row = db.session.connection().execute(_NEWEST, {"summit": summit_id, "settled": now - SETTLES}).one()
    return News(row.revision * SCANS_BELOW + row.scan, row.standing_at)
