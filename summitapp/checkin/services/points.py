"""Check-in points: added and changed by organisers."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from summitapp.audit.services import record
from summitapp.checkin import queries
from summitapp.checkin.models import CheckInPoint
from summitapp.core.db import db
from summitapp.core.text import Translated
from summitapp.summits.models import Summit


def add_point(
    summit: Summit, code: str, name: Translated, *, opens_at: datetime | None = None, closes_at: datetime | None = None,
    categories: Iterable[str] = (), daily: bool = False,
) -> CheckInPoint:  # fmt: skip
    """Add a point to a summit.

    :raises PointCodeTaken: if another point of the summit has this code.
    """
    point = CheckInPoint(
        summit_id=summit.id, code=code, name=name, opens_at=opens_at, closes_at=closes_at,
        categories=sorted(categories), daily=daily, position=len(queries.points(summit.id)),
    )  # fmt: skip
    db.session.add(point)
    record("point.added", point, summit=summit.public_id, code=code)
    return point


def change_point(point: CheckInPoint, changes: Mapping[str, Any]) -> None:
    """Change name, times, categories or daily rhythm of a point; its code stays, since devices know it."""
    old = {name: getattr(point, name) for name in changes}
    for name, value in changes.items():
        setattr(point, name, value)
    differing: dict[str, Any] = {name: (old[name], value) for name, value in changes.items() if old[name] != value}
    record("point.changed", point, summit=point.summit.public_id, **differing)
