"""What becomes of a session that is changed at once."""

from collections.abc import Iterable
from dataclasses import replace

from summitapp.agenda.rules.conflicts import find_conflicts_of
from summitapp.agenda.values import Conflict, Frame, Placement, UrgentChange


def find_announced(code: str, released: Iterable[Placement]) -> Placement | None:
    """Return the place under which everybody knows a session, if it still stands."""
    return next((one for one in released if one.code == code and not one.cancelled), None)


def apply_change(old: Placement, change: UrgentChange) -> Placement:
    """Return the placement after the change; a cancelled one keeps the place that people know."""
    if change.cancelled:
        return replace(old, cancelled=True)
    return replace(old, starts_at=change.starts_at, ends_at=change.ends_at, room=change.room, also_in=change.also_in)


def find_change_conflicts(new: Placement, released: Iterable[Placement], frame: Frame) -> tuple[Conflict, ...]:
    """Return what would clash with the new place among all that is announced."""
    if new.cancelled:
        return ()
    return find_conflicts_of(new.code, [*(one for one in released if one.code != new.code), new], frame.for_release())
