"""A check-in point as scanners know it: the page asks for it, and the roster's header tells it in the same shape."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summitapp.checkin.models import CheckInPoint


def point_for_scanners(point: "CheckInPoint") -> dict[str, Any]:
    """Return a point as JSON data; one that was closed is told as one that has closed by the clock."""
    closes = min(filter(None, (point.closes_at, point.closed_at)), default=None)
    needed = point.session.code if point.session is not None and point.enrolled_only else ""
    return {
        "code": point.code, "name": point.name.as_dict(), "kind": point.kind.value,
        "opens_at": point.opens_at.isoformat() if point.opens_at else None,
        "closes_at": closes.isoformat() if closes else None, "categories": list(point.categories),
        "daily": point.daily, "reentry": point.reentry, "exits": point.exits, "session": needed,
        "desk_decides": point.desk_decides,
        "counts_with": point.counts_with.code if point.counts_with is not None else "",
    }  # fmt: skip
